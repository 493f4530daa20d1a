#!/usr/bin/env python3
"""run.py COMMAND [--verbose] [--markdown] [FILE ...]: does `interlock` answer as the documented examples do?

COMMAND is the built `interlock`. Every file of tests/vectors/okta has an entry in expected/: a story that makes the
engine decide that exchange, or the reason why there is nothing to decide. The last answer is compared with the example
and must differ in exactly what the entry states. Then every answer is spoilt in every place, which must be noticed.

Prints what is not as stated and a table. FILE is a part of a path: that exchange is shown, with --verbose all are.
With --markdown it prints docs/conformance.md, and checks the rest as ever.
Exit status 0: everything is as stated; 1: something is not.
"""

import argparse
import json
import pathlib
import sys

import cases
import report
import stories

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = HERE.parent / "vectors" / "okta"
ROOT = "(root)"  # the files that describe the corpus
LICENCE = "LICENSE"  # comes with the corpus, is not of it
PAGE = HERE.parent.parent / "docs" / "conformance.md"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def corpus_files():
    """{folder: names}"""
    found = {ROOT: []}
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file() and path.name != LICENCE:
            found.setdefault(ROOT if path.parent == CORPUS else path.parent.name, []).append(path.name)
    return found


def listing_problems(names, data):
    """Files without an entry, entries without a file, counts that are not right; of one folder."""
    folder = data["folder"]
    listed = [*data["matched"], *data["differs"]]
    listed += [name for group in data["not-applicable"].values() for name in group]
    problems = [f"{folder}/{name}: stands there twice" for name in sorted(set(listed)) if listed.count(name) > 1]
    problems += [f"{folder}/{name}: no entry" for name in sorted(set(names) - set(listed))]
    problems += [f"{folder}/{name}: no such file" for name in sorted(set(listed) - set(names))]
    counted = {"files": len(names), **{verdict: len(data[verdict]) for verdict in ("matched", "differs")},
               "not-applicable": sum(map(len, data["not-applicable"].values()))}
    return problems + [f"{folder}: {count} {what}, not {data['counts'].get(what)}" for what, count in counted.items()
                       if count != data["counts"].get(what)]


def entry_problems(name, entry, verdict, decisions):
    """What is wrong with an entry, whatever the engine says."""
    named = [*entry.get("differs", {}), *entry.get("otherPaths", {})]
    problems = [f"{name}: there is no decision `{one}`" for one in named if one not in decisions]
    if (verdict == "differs") != bool(entry.get("differs")):
        problems.append(f"{name}: {verdict}, but it states differences" if verdict == "matched" else
                        f"{name}: states no difference")
    return problems


def collected(expected, vocabulary, decisions):
    """(cases, problems) of all entries with a story."""
    found, problems = [], []
    for data in expected:
        for verdict in ("matched", "differs"):
            for file, entry in data[verdict].items():
                name = f"{data['folder']}/{file}"
                problems += entry_problems(name, entry, verdict, decisions)
                try:
                    found.append(cases.Case(name, CORPUS / name, entry, vocabulary))
                except (stories.Unusable, OSError) as why:
                    problems.append(f"{name}: {why}")
    used = {one for case in found for kind in ("differs", "otherPaths") for one in case.entry.get(kind, {})}
    problems += [f"decisions.json: nothing differs by `{one}`" for one in decisions if one not in used]
    used_parts = {part if isinstance(part, str) else part.get("do") for case in found
            for part in (*case.entry.get("given", []), *case.entry["steps"])}
    return found, problems + [f"vocabulary.json: nothing uses `{part}`" for parts in vocabulary.values()
                              for part in parts if part not in used_parts]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("file", nargs="*", help="show these exchanges")
    parser.add_argument("--verbose", action="store_true", help="show every exchange")
    parser.add_argument("--markdown", action="store_true", help="write the page")
    return parser.parse_args()


def main():
    options = arguments()
    files = corpus_files()
    expected = [read(path) for path in sorted((HERE / "expected").glob("*.json"))]
    vocabulary, decisions = read(HERE / "vocabulary.json"), read(HERE / "decisions.json")
    problems = [f"{folder}: no entries" for folder in sorted(set(files) - {data["folder"] for data in expected})]
    for data in expected:
        problems += listing_problems(files.get(data["folder"], []), data)
    found, more = collected(expected, vocabulary, decisions)
    problems += more
    stories.decide_all(options.command, [host for case in found for host in case.hosts])
    tried = 0
    for case in found:
        problems += case.problems()
        unnoticed, count = case.unnoticed()
        problems += unnoticed
        tried += count
        if options.verbose or any(part in case.name for part in options.file):
            case.show(decisions)
    page = report.page(expected, decisions)
    if not options.markdown and (not PAGE.exists() or page != PAGE.read_text(encoding="utf-8")):
        problems.append("docs/conformance.md: not what run.py --markdown writes")
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr if options.markdown else sys.stdout)
    if options.markdown:
        print(page, end="")
    else:
        report.print_table(expected)
        print(f"{tried} spoilt answers, each of them noticed" if not problems else f"{len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
