#!/usr/bin/env python3
"""sizes.py ROOT: files, functions and lines stay short enough to be read. Rule tables are as long as they are.

Lines between `clang-format off` and `clang-format on` are tables as well, and may be wider.
"""

import re
import sys

import lint

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50  # between the line of the name and the closing brace
COLUMNS_MAX = 120

NOT_A_FUNCTION = re.compile(
    r"\s*(?:namespace|class|struct|union|enum|if|else|for|while|switch|do|try|case|default|public:|private:|[}#])")


def functions(text):
    """Yields (line, length) of every function; relies on the formatter, which closes a body under its name."""
    heads = {0: None, 2: None}
    for number, line in enumerate(lint.code_only(text).splitlines(), 1):
        indent = len(line) - len(line.lstrip())
        if indent not in heads or not line.strip():
            continue
        head = heads[indent]
        if re.fullmatch(r"\s*\}", line) and head and "(" in head[1]:
            yield head[0], number - head[0] - 1
        heads[indent] = None if NOT_A_FUNCTION.match(line) else (number, line)


def wide_lines(lines):
    by_hand = False
    for number, line in enumerate(lines, 1):
        by_hand = (by_hand or "clang-format off" in line) and "clang-format on" not in line
        if len(line) > COLUMNS_MAX and not by_hand:
            yield number, len(line)


def check(root):
    problems = []
    for path in lint.files(root, lint.CODE_FOLDERS, (*lint.CODE_SUFFIXES, ".py", ".build")):
        text = lint.read(root, path)
        lines = text.splitlines()
        if len(lines) > FILE_LINES_MAX:
            problems.append((path, FILE_LINES_MAX + 1, f"{len(lines)} lines, at most {FILE_LINES_MAX}"))
        problems += [(path, line, f"{width} columns, at most {COLUMNS_MAX}") for line, width in wide_lines(lines)]
        if path.suffix in lint.CODE_SUFFIXES:
            problems += [(path, line, f"function of {length} lines, at most {FUNCTION_LINES_MAX}")
                         for line, length in functions(text) if length > FUNCTION_LINES_MAX]
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
