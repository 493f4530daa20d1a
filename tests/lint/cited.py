#!/usr/bin/env python3
"""cited.py ROOT: a file that a comment or a page names is in the repository, and the page has the heading."""

import posixpath
import re
import sys

import lint

FOLDERS = ("include", "src", "rules", "tests", "docs", "tools", "bench", "examples", "dev", "README.md",
           "CONTRIBUTING.md", "meson.build", "meson_options.txt")
# Not a part of an address, of an include in brackets, or of a pattern.
CITED = re.compile(r"(?<![\w./*{}<~$:>-])(?P<file>\w[\w./-]*\.(?:md|hpp|cpp|json|py|sh|txt|build|mjs))\b"
                   r"(?![*/\w-]|\.\w)(?:#(?P<heading>[\w-]+))?")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
REMARK = re.compile(r'^[ \t]*#[^\n]*|""".*?"""', re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
# A name with a part to be filled in, of another project, or in a build folder.
NOT_OURS = re.compile(r"^(?!.*(?:README|CONTRIBUTING)).*[A-Z]{3}|^boost/|^impl/|^build")
WRITTEN = {"shipped_book.hpp", "shipped_tables.hpp", "compile_commands.json"}  # by a build


def anchor(heading):
    """The name that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading.lower())).replace(" ", "-")


def prose(path, text):
    """The parts of a file that are written for people, with their offsets."""
    if path.suffix in lint.CODE_SUFFIXES:
        return lint.comments(text)
    if path.suffix == ".md":
        return [(0, FENCED.sub(lambda block: re.sub(r"[^\n]", " ", block.group()), text))]
    if path.suffix in (".py", ".build", ".sh", ".txt", ""):
        return [(found.start(), found.group()) for found in REMARK.finditer(text)]
    return []


def check(root):
    texts = {path: lint.read(root, path) for path in lint.files(root, FOLDERS, None)
             if path.suffix in (*lint.CODE_SUFFIXES, ".md", ".py", ".build", ".sh", ".txt", "")
             and "fuzz" not in path.parts and path.name != "self_test.py"}  # bytes; names of files that are not there
    every = [path.as_posix() for path in lint.files(root, FOLDERS, None)]
    headings = {path.as_posix(): {anchor(heading) for heading in HEADING.findall(FENCED.sub("", text))}
                for path, text in texts.items() if path.suffix == ".md"}
    problems = []
    for path, text in texts.items():
        for offset, part in prose(path, text):
            for found in CITED.finditer(part):
                name, line = found["file"], lint.line_of(text, offset + found.start())
                beside = posixpath.normpath((path.parent / name).as_posix())
                named = [file for file in every if file in (name, beside) or f"/{file}".endswith(f"/{name}")]
                if not named and not NOT_OURS.search(name) and name not in WRITTEN:
                    problems.append((path, line, f"`{name}` is not in the repository"))
                pages = [file for file in named if file in headings]
                if pages and found["heading"] and not any(found["heading"] in headings[page] for page in pages):
                    problems.append((path, line, f"`{name}` has no heading `{found['heading']}`"))
    return problems


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
