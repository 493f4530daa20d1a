#!/usr/bin/env python3
"""documented.py ROOT: every type of a public header has a `///` above it."""

import re
import sys

import lint

# A definition, not a declaration, and not a specialisation of a template.
TYPE = re.compile(r"^(?P<indent> *)(?:struct|class|union|enum(?: class)?) (?P<name>\w+)\b(?! *<)[^;{}()]*\{",
                  re.MULTILINE)
# An enumeration with its words, but not the macro itself.
WORDS = re.compile(r"^(?P<indent>)INTERLOCK_WORDS\((?P<name>\w+)", re.MULTILINE)
PRIVATE = re.compile(r"^ *private:", re.MULTILINE)
ABOVE = re.compile(r"^\s*(?:template <|// clang-format|// NOLINT)")


def is_private(code, type_found):
    """Whether a nested type stands behind a `private:` of the type around it."""
    around = code.rfind("\nclass ", 0, type_found.start())
    return bool(type_found["indent"]) and around >= 0 and PRIVATE.search(code, around, type_found.start()) is not None


def check(root):
    problems = []
    for path in lint.files(root, ["include"], (".hpp",)):
        text = lint.read(root, path)
        code, lines = lint.code_only(text), text.splitlines()
        for found in [*TYPE.finditer(code), *WORDS.finditer(code)]:
            line = lint.line_of(code, found.start())
            if lines[line - 1].endswith("\\"):
                continue
            above = line - 1
            while above > 0 and ABOVE.match(lines[above - 1]):
                above -= 1
            if not is_private(code, found) and not (above > 0 and lines[above - 1].lstrip().startswith("///")):
                problems.append((path, line, f"`{found['name']}` has no `///` that says what it is"))
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
