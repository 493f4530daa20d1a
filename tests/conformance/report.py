"""What the runner found as text: the table on a terminal, and the page docs/conformance.md."""

TITLES = ("folder", "files", "matched", "as input", "differing", "not applicable")

HEAD = """# Conformance

The answers of the library beside those that others have documented: the reference of the authentication API, the
fixtures of three clients, and the settings of Attack Protection, {files} files in `tests/vectors/okta`. For each file
there is a story in `tests/conformance/expected`, whose last request the library decides; compared are status, headers,
every member at every depth, every value, the links with their names and methods, and the order of lists. Tokens, error
ids, times and hosts have to be there, whatever they say. A file differs only in the places that are listed here.
[The keys in brackets](spec/sources.md) say where a decision comes from.

This page is written by the comparison itself, which also checks that it is up to date:

```sh
python3 tests/conformance/run.py build/tools/interlock --markdown >docs/conformance.md
```

*As input* are those of the matched files that show no answer: a policy, or a request alone. The library reads them and
decides as the documents say in words.
"""


def row_of(data):
    as_input = sum("expect" in entry for entry in data["matched"].values())
    counts = data["counts"]
    return (data["folder"], counts["files"], counts["matched"], as_input, counts["differs"], counts["not-applicable"])


def rows_of(expected):
    """One for each folder, and the sum."""
    rows = [row_of(data) for data in expected]
    return [*rows, ("total", *(sum(column) for column in list(zip(*rows))[1:]))]


def print_table(expected):
    lines = [[str(cell) for cell in row] for row in (TITLES, *rows_of(expected))]
    wide = [max(map(len, column)) for column in zip(*lines)]
    for name, *numbers in lines:
        print("  ".join([name.ljust(wide[0]), *(number.rjust(width) for number, width in zip(numbers, wide[1:]))]))


def table(expected):
    yield "| " + " | ".join(TITLES) + " |"
    yield "|---" + "|--:" * (len(TITLES) - 1) + "|"
    for row in rows_of(expected):
        yield "| " + " | ".join(map(str, row)) + " |"


def by_decision(expected, decisions, kind):
    """Each decision with the files that differ by it, and where."""
    entries = [(f"{data['folder']}/{file}", entry) for data in expected for verdict in ("matched", "differs")
               for file, entry in data[verdict].items()]
    for name, reason in decisions.items():
        differing = [(file, entry[kind][name]) for file, entry in entries if name in entry.get(kind, {})]
        if not differing:
            continue
        yield f"\n{reason}\n"
        for file, places in differing:
            yield f"- `{file}`"
            yield from (f"  - `{place}`" for place in places)


def not_applicable(expected):
    for data in expected:
        for reason, files in data["not-applicable"].items():
            yield f"\nIn {data['folder']}: {reason}.\n"
            yield from (f"- `{file}`" for file in files)


def page(expected, decisions):
    """docs/conformance.md"""
    total = rows_of(expected)[-1]
    return "\n".join([
        HEAD.format(files=total[1]), *table(expected),
        "\n## Differing by decision\n",
        "`missing` is documented and not given, `extra` is given and not documented, `other` is another value.",
        *by_decision(expected, decisions, "differs"),
        "\n## Links that lead elsewhere\n", "The same link with another path; the verdict does not depend on it.",
        *by_decision(expected, decisions, "otherPaths"),
        "\n## Not applicable", *not_applicable(expected)]) + "\n"
