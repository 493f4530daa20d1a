#!/usr/bin/env python3
"""pointers.py ROOT: no JSON pointer and no member name of a body stands in the authn half, which speaks of facts and
members by their enumerators. Names that are ordinary words, such as `action`, are not looked for."""

import re
import sys

import lint

FOLDERS = ("src/authn", "include/interlock/authn")
NAMES = "src/text/api/body_members.hpp"
POINTER = re.compile(r'"/(?!api/)[A-Za-z_]')


def member_names(root):
    """The names that cannot be mistaken for a word: those with a capital within."""
    return set(re.findall(r'named_member\{\w+, "(?:\w+\.)?([a-z]+[A-Z]\w*)"\}', lint.read(root, NAMES)))


def check(root):
    problems = []
    member = re.compile('"(?:' + "|".join(sorted(member_names(root))) + ')"')
    for path in lint.files(root, FOLDERS, lint.CODE_SUFFIXES):
        text = re.sub(r"//[^\n]*", "", lint.read(root, path))
        problems += [(path, lint.line_of(text, found.start()), "a JSON pointer: name the fact by its id")
                     for found in POINTER.finditer(text)]
        problems += [(path, lint.line_of(text, found.start()), "a member name: name the member by its enumerator")
                     for found in member.finditer(text)]
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
