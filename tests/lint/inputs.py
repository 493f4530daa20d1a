#!/usr/bin/env python3
"""inputs.py ROOT [--write]: the page about the inputs says of each one what rules/inputs.json says.

A row of a table in docs/spec/observations.md that begins with the name of an input in backquotes is its row: name,
values, sentence. There is one for each input, in the order of the file. `--write` writes the rows anew; where a new
input belongs, put a row with its name.
"""

import json
import re
import sys

import lint

PAGE = "docs/spec/observations.md"
FILE = "rules/inputs.json"
ROW = re.compile(r"^\| `(\w+)` \|.*$", re.MULTILINE)


def quoted(words):
    return ", ".join(f"`{word}`" for word in words)


def rows(root):
    """name -> its row, in the order of the file"""
    inputs = json.loads(lint.read(root, FILE))["inputs"]
    return {each["name"]: f"| `{each['name']}` | {quoted(each['values'])} | {each['means']} |" for each in inputs}


def check(root):
    right = rows(root)
    page = lint.read(root, PAGE)
    problems = []
    found = list(ROW.finditer(page))
    for row in found:
        line, name = lint.line_of(page, row.start()), row.group(1)
        if name not in right:
            problems.append((PAGE, line, f"`{name}` is no input in {FILE}"))
        elif row.group(0) != right[name]:
            problems.append((PAGE, line, f"`{name}` is described otherwise in {FILE}; `./dev docs` writes the row"))
    names = [row.group(1) for row in found]
    problems += [(PAGE, 1, f"the input `{name}` has no row") for name in right if name not in names]
    for place, name in enumerate(names):
        if name in names[:place]:
            problems.append((PAGE, lint.line_of(page, found[place].start()), f"`{name}` has two rows"))
    if not problems and names != list(right):
        problems.append((PAGE, 1, f"the rows stand in another order than in {FILE}"))
    return problems


def write(root):
    right = rows(root)
    page = ROW.sub(lambda row: right.get(row.group(1), row.group(0)), lint.read(root, PAGE))
    with open(f"{root}/{PAGE}", "w", encoding="utf-8") as file:
        file.write(page)


if __name__ == "__main__":
    if sys.argv[2:] == ["--write"]:
        write(sys.argv[1])
    lint.finish(check(sys.argv[1]))
