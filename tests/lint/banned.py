#!/usr/bin/env python3
"""banned.py ROOT [BANNED]: nothing that banned.txt lists."""

import pathlib
import re
import sys

import lint

EVERYWHERE = ("include", "src", "rules", "tests", "docs", "tools", "bench", "examples", "dev", "README.md",
              "CONTRIBUTING.md", "meson.build", "meson_options.txt")


def read_rules(text):
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            folders, expression, why = (part.strip() for part in re.split(r"\s\|\s", line))
            yield (EVERYWHERE if folders == "." else folders.split()), re.compile(expression, re.MULTILINE), why


def check(root, rules):
    problems = []
    texts = {}
    for path in lint.files(root, [f for f in EVERYWHERE if (pathlib.Path(root) / f).exists()], None):
        # These two name what is banned; the fuzz corpora and crashes are bytes.
        if path.name in ("banned.txt", "self_test.py") or "fuzz" in path.parts:
            continue
        text = lint.read(root, path)
        texts[path] = (text, lint.code_only(text) if path.suffix in lint.CODE_SUFFIXES else text)
    for folders, expression, why in rules:
        for path, (text, code) in texts.items():
            if path.as_posix().startswith(tuple(folders)):
                looked_at = text if folders is EVERYWHERE else code
                problems += [(path, lint.line_of(text, found.start()), f"`{found.group().strip()}`: {why}")
                             for found in expression.finditer(looked_at)]
    return problems


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    banned = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here / "banned.txt"
    lint.finish(check(sys.argv[1], list(read_rules(banned.read_text(encoding="utf-8")))))
