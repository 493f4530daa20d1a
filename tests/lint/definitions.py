#!/usr/bin/env python3
"""definitions.py ROOT: what a header declares is defined in the source of the same name, so that it is found by name.

Declarations and definitions are those that Universal Ctags finds.
"""

import collections
import json
import pathlib
import subprocess
import sys

import lint

FOLDERS = ("include", "src")


def tags(root, paths):
    """(file, line, qualified name, is a definition) of every function."""
    run = subprocess.run(
        ["ctags", "--output-format=json", "--languages=C++", "--kinds-C++=fp", "--fields=+nsZ", "-L", "-", "-f", "-"],
        input="\n".join(path.as_posix() for path in paths), cwd=root, capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        tag = json.loads(line)
        if tag.get("_type") == "tag":
            scope = tag.get("scope", "")
            yield pathlib.Path(tag["path"]), tag["line"], f"{scope}::{tag['name']}", tag["kind"] == "function"


def check(root):
    headers = lint.files(root, FOLDERS, [".hpp"])
    sources = lint.files(root, FOLDERS, [".cpp"])
    defined = collections.defaultdict(set)
    for path, _, name, is_definition in tags(root, sources):
        if is_definition:
            defined[name].add(path)
    problems = []
    for path, line, name, is_definition in tags(root, headers):
        elsewhere = defined.get(name, set())
        if not is_definition and elsewhere and path.stem not in {source.stem for source in elsewhere}:
            places = ", ".join(source.as_posix() for source in sorted(elsewhere))
            problems.append((path, line, f"`{name.split('::')[-1]}` is defined in {places}, not in {path.stem}.cpp"))
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
