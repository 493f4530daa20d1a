#!/usr/bin/env python3
"""pointers.py ROOT: no JSON pointer stands in the authn half, which speaks of facts by id."""

import re
import sys

import lint

FOLDERS = ("src/authn", "include/interlock/authn")
POINTER = re.compile(r'"/(?!api/)[A-Za-z_]')


def check(root):
    problems = []
    for path in lint.files(root, FOLDERS, lint.CODE_SUFFIXES):
        text = re.sub(r"//[^\n]*", "", lint.read(root, path))
        problems += [(path, lint.line_of(text, found.start()), "a JSON pointer: name the fact by its id")
                     for found in POINTER.finditer(text)]
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
