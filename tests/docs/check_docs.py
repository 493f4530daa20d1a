#!/usr/bin/env python3
"""check_docs.py ROOT BUILD [--update]: what the pages show is true.

- In a ```console block every line that starts with `$ ` is run in ROOT, with the built `interlock` in the path and
  `build/` standing for BUILD; the lines below it must be what it prints. With --update the lines are replaced by what
  the commands print. A command that is not used rightly (exit status 2 or more, in any part of a pipe) is a problem
  unless the command shows its exit status.
- In a ```sh block every command is run in the same way; only its exit status counts. So is a command with its path
  between backquotes: `build/tools/interlock ...`.
- NOT_RUN lists the commands that are not run, with the reason. The word of a `./dev` command must be one that
  `./dev help` lists.
- A ```cpp, ```json or ```meson block stands, indentation aside, in a file that the tests build or read.
- A link to a file leads to one.
- A sentence of docs/spec ends with the sources of its rule; docs/spec/sources.md explains each of them.
- docs/spec/transaction.md lists the rows of the transaction machine.
"""

import os
import pathlib
import re
import subprocess
import sys
import textwrap

BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)(?P<file>[^)#\s]+)(?:#[^)]*)?\)")
RULE = re.compile(r'"id"\s*:\s*"(?P<id>[^"]+)".*"sources"\s*:\s*\[(?P<sources>[^\]]*)\]')
SENTENCE = re.compile(r"^- \*\*(?P<id>[A-Z0-9-]+)\*\* (?P<text>.*?)(?: \((?P<sources>[^()]*)\))?$", re.MULTILINE)
EXPLAINED = re.compile(r"^\| ([A-Z]?[\d.]+|[A-Z]+) \|", re.MULTILINE)
QUOTED = {"cpp": ("examples/*.cpp",), "json": ("examples/**/*.json",), "meson": ("tests/consumers/*/meson.build",)}
INLINE = re.compile(r"`(build/tools/interlock [^`]*|\./dev [a-z][^`]*)`")
NOT_RUN = {
    "./dev ": "it builds and tests",
    "meson test ": "it runs tests",
    "c++ ": "main.cpp is the reader's; tests/consumers compiles such a program",
    "python3 tests/conformance/": "the tests `conformance` and `conformance-self-test` run it",
    "interlock export --format dot | dot ": "it writes a file; the stage `docs` compares the picture",
    "valgrind ": "it takes minutes",
    "callgrind_annotate ": "it reads what valgrind writes",
    "python3 bench/instructions.py ": "it needs the benchmarks, and valgrind",
    "/usr/bin/time ": "it compiles for most of a minute",
}
STATUSES = (0, 1, 141)  # done; the answer is negative; what comes after in a pipe did not want to read more
SECONDS_MAX = 60


def pages(root):
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("examples/**/*.md"),
                   *root.glob("rules/*.md"), *root.glob("tests/*/README.md")])


def is_run(command):
    return not command.startswith(tuple(NOT_RUN))


def run(command, root, build):
    """What a terminal would show of a command, and what is wrong with its exit status, if anything."""
    environment = dict(os.environ, PATH=f"{build / 'tools'}{os.pathsep}{os.environ['PATH']}", NO_COLOR="1", LC_ALL="C")
    # Without `pipefail` the last part of a pipe hides that the part before it failed.
    done = subprocess.run(["bash", "-o", "pipefail", "-c", re.sub(r"(^|\s)build/", rf"\g<1>{build}/", command)],
                          cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=SECONDS_MAX, check=False)
    text = done.stdout.decode("utf-8").replace(f"{build}/", "build/")
    wrong = "" if done.returncode in STATUSES else f"`{command}` ends with exit status {done.returncode}"
    return (text if text.endswith("\n") or not text else text + "\n"), wrong


def as_shown(block, root, build):
    """The text of a console block as it should be, and what is wrong with its commands."""
    shown, problems = [], []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, _ = part.partition("\n")
        if not part.startswith("$ ") or not is_run(command[2:]):
            shown.append(part)
        else:
            text, wrong = run(command[2:], root, build)
            shown.append(command + "\n" + text)
            problems += [wrong] if wrong else []
    return "".join(shown), problems


def commands(block):
    """The commands of a sh block, without remarks; a line that ends with a backslash goes on in the next one."""
    for line in re.sub(r"\\\n\s*", "", block).splitlines():
        command = re.sub(r"\s+# .*$", "", line).strip()
        if command:
            yield command


def check_commands(found, root, build):
    """What is wrong with commands whose output is not shown."""
    words = re.findall(r"^\./dev (\w+)", subprocess.run(["./dev", "help"], cwd=root, capture_output=True, text=True,
                                                        check=True).stdout, re.MULTILINE)
    for command in found:
        if command.startswith("./dev "):
            if command.split()[1] not in words:
                yield f"`{command}` is not a command of ./dev"
        elif is_run(command):
            _, wrong = run(command, root, build)
            if wrong:
                yield wrong


def dedented(text):
    return [line.rstrip() for line in textwrap.dedent(text.strip("\n")).splitlines()]


def stands_in(block, files):
    """Whether the lines of the block follow one another in one of the files."""
    wanted = dedented(block)
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        for start in range(len(lines) - len(wanted) + 1):
            if dedented("\n".join(lines[start:start + len(wanted)])) == wanted:
                return True
    return False


def first_difference(documented, real):
    documented_lines, real_lines = documented.splitlines(), real.splitlines()
    same = 0
    while same < min(len(documented_lines), len(real_lines)) and documented_lines[same] == real_lines[same]:
        same += 1
    return same, (real_lines[same:] or ["nothing"])[0]


def check_page(page, root, build, update):
    text = page.read_text(encoding="utf-8")
    problems = []

    def report(offset, message):
        problems.append(f"{page.relative_to(root)}:{text.count(chr(10), 0, offset) + 1}: {message}")

    def corrected(match):
        kind, block = match["kind"], match["text"]
        if kind == "console":
            real, wrong = as_shown(block, root, build)
            for message in wrong:
                report(match.start(), message)
            if real == block:
                return match[0]
            if update:
                return f"```console\n{real}```"
            line, found = first_difference(block, real)
            report(match.start("text") + sum(len(l) + 1 for l in block.splitlines()[:line]), f"now it is `{found}`")
        elif kind == "sh":
            for message in check_commands(commands(block), root, build):
                report(match.start(), message)
        elif kind in QUOTED and not stands_in(block, [f for glob in QUOTED[kind] for f in root.glob(glob)]):
            report(match.start(), f"this stands in none of {', '.join(QUOTED[kind])}")
        return match[0]

    new = BLOCK.sub(corrected, text)
    if new != text:
        page.write_text(new, encoding="utf-8")
    for inline in INLINE.finditer(text):
        for message in check_commands([inline[1]], root, build):
            report(inline.start(), message)
    for link in LINK.finditer(BLOCK.sub("", text)):
        if not (page.parent / link["file"]).exists():
            problems.append(f"{page.relative_to(root)}: `{link['file']}` does not exist")
    return problems


def check_sources(root, update):
    cited = {rule["id"]: ", ".join(re.findall(r'"([^"]+)"', rule["sources"]))
             for table in root.glob("rules/*.json") for rule in RULE.finditer(table.read_text(encoding="utf-8"))}
    explained = EXPLAINED.findall((root / "docs/spec/sources.md").read_text(encoding="utf-8"))
    problems = [f"docs/spec/sources.md: `{key}` is not explained"
                for key in sorted({key for keys in cited.values() for key in keys.split(", ")} - set(explained))]
    for page in sorted(root.glob("docs/spec/*.md")):
        text = page.read_text(encoding="utf-8")

        def corrected(sentence):
            wanted = cited.get(sentence["id"])
            if wanted is None or sentence["sources"] == wanted:
                return sentence[0]
            if update:
                return f"- **{sentence['id']}** {sentence['text']} ({wanted})"
            problems.append(f"{page.relative_to(root)}: the sources of {sentence['id']} are ({wanted})")
            return sentence[0]

        new = SENTENCE.sub(corrected, text)
        if new != text:
            page.write_text(new, encoding="utf-8")
    return problems


def main():
    root, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    update = "--update" in sys.argv
    problems = [problem for page in pages(root) for problem in check_page(page, root, build, update)]
    problems += check_sources(root, update)
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
