#!/usr/bin/env python3
"""trace.py ROOT: the sentences of docs/spec, the rows of rules/ and the tests name the same set of ids.

A row is `"id": "L4"` in a table, a sentence begins with `**L4**`, and a test names L4 in the text of a TEST_CASE or
SUBCASE, or anywhere in a string below tests/spec. Sentences about more than one decision, such as `**ACCOUNT-4**`, are
of a family that has no rows; they and the tests name the same ids.
"""

import re
import sys

import lint

ID = r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*"
ROW = re.compile(rf'"id"\s*:\s*"({ID})"')
SENTENCE = re.compile(rf"\*\*({ID})\*\*")
NAMED_TEST = re.compile(r'\b(?:TEST_CASE|SUBCASE|TEST_CASE_TEMPLATE)\s*\(\s*((?:"(?:\\.|[^"\\])*"\s*)+)')
STRING = re.compile(r'R"(?P<mark>[^(\n]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"', re.DOTALL)
WORD = re.compile(rf"(?<![\w-]){ID}(?![\w-])")


def family(of):
    return re.sub(r"-?\d+$", "", of)


def found_in(root, folder, suffix, expression):
    """id -> first place, for every match of the expression."""
    places = {}
    for path in lint.files(root, [folder], (suffix,)):
        text = lint.read(root, path)
        for match in expression.finditer(text):
            places.setdefault(match.group(1), (path, lint.line_of(text, match.start())))
    return places


def named_in_tests(root):
    """Every word in the shape of an id, and those that head the name of a test."""
    words, heads = set(), {}
    for path in lint.files(root, ["tests"], (".cpp", ".hpp", ".inc")):
        text = lint.read(root, path)
        named = [(m.start(), m.group(1)) for m in NAMED_TEST.finditer(text)]
        if path.parts[1] == "spec":
            named += [(m.start(), m.group(0)) for m in STRING.finditer(text)]
        for offset, string in named:
            words.update(WORD.findall(string))
            head = re.match(rf'"({ID}):', string)
            if head:
                heads.setdefault(head.group(1), (path, lint.line_of(text, offset)))
    return words, heads


def check(root):
    rows = found_in(root, "rules", ".json", ROW)
    sentences = found_in(root, "docs/spec", ".md", SENTENCE)
    words, heads = named_in_tests(root)
    families = {family(row) for row in rows}
    invariants = {i for i in sentences if family(i) not in families | {i}}
    problems = [(*rows[i], f"`{i}` has no sentence in docs/spec") for i in rows if i not in sentences]
    problems += [(*rows[i], f"`{i}` is named by no test") for i in rows if i not in words]
    for place in (sentences, heads):
        problems += [(*place[i], f"`{i}` is no row of rules/")
                     for i in place if i not in rows and family(i) in families]
    problems += [(*sentences[i], f"`{i}` is named by no test") for i in sorted(invariants) if i not in words]
    problems += [(*heads[i], f"`{i}` has no sentence in docs/spec")
                 for i in heads if i not in sentences and family(i) in {family(each) for each in invariants}]
    if not rows:
        problems.append(("rules", 1, "no row with an id"))
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
