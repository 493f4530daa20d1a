#!/usr/bin/env python3
"""check_docs.py ROOT BUILD [--update]: what the pages show is true.

- In a ```console block every line that starts with `$ ` is run in ROOT, with the built `interlock` in the path and
  `build/` standing for BUILD; the lines below it must be what it prints. `./dev` builds and tests: it is not run, and
  nothing is asked of the lines below it. With --update the lines are replaced by what the commands print.
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
NOT_RUN = "./dev"
SECONDS_MAX = 60


def pages(root):
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("examples/**/*.md"),
                   *root.glob("rules/*.md")])


def run(command, root, build):
    """Standard output and error of a command, as a terminal would show them."""
    environment = dict(os.environ, PATH=f"{build / 'tools'}{os.pathsep}{os.environ['PATH']}", NO_COLOR="1", LC_ALL="C")
    done = subprocess.run(re.sub(r"(^|\s)build/", rf"\g<1>{build}/", command), shell=True, cwd=root, env=environment,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=SECONDS_MAX, check=False)
    text = done.stdout.decode("utf-8").replace(f"{build}/", "build/")
    return text if text.endswith("\n") or not text else text + "\n"


def as_shown(block, root, build):
    """The text of a console block as it should be."""
    shown = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, _ = part.partition("\n")
        if not part.startswith("$ ") or command.startswith("$ " + NOT_RUN):
            shown.append(part)
        else:
            shown.append(command + "\n" + run(command[2:], root, build))
    return "".join(shown)


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


def first_difference(told, real):
    told_lines, real_lines = told.splitlines(), real.splitlines()
    same = 0
    while same < min(len(told_lines), len(real_lines)) and told_lines[same] == real_lines[same]:
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
            real = as_shown(block, root, build)
            if real == block:
                return match[0]
            if update:
                return f"```console\n{real}```"
            line, found = first_difference(block, real)
            report(match.start("text") + sum(len(l) + 1 for l in block.splitlines()[:line]), f"now it is `{found}`")
        elif kind in QUOTED and not stands_in(block, [f for glob in QUOTED[kind] for f in root.glob(glob)]):
            report(match.start(), f"this stands in none of {', '.join(QUOTED[kind])}")
        return match[0]

    new = BLOCK.sub(corrected, text)
    if new != text:
        page.write_text(new, encoding="utf-8")
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
