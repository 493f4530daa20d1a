#!/usr/bin/env python3
"""listed.py ROOT: every source file and rule table is named by a meson.build."""

import re
import sys

import lint


def named(path, folder, text):
    """A build file names what lies below it by its name, anything else by its path."""
    if folder in path.parents:
        return re.search(rf"\b{re.escape(path.stem.removeprefix('fuzz_'))}\b", text)
    return f"/{path.as_posix()}'" in text


def check(root):
    builds = [(path.parent, lint.read(root, path)) for path in lint.files(root, ["."], (".build",))]
    sources = lint.files(root, lint.CODE_FOLDERS, (".cpp",))
    sources = [path for path in sources if path.parts[:2] != ("tests", "consumers")]  # projects of their own
    tables = [path for path in lint.files(root, ["rules"], (".json",)) if not path.name.endswith(".schema.json")]
    return [(path, 1, "named by no meson.build") for path in sources + tables
            if not any(named(path, folder, text) for folder, text in builds)]


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
