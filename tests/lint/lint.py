"""What the lint scripts share: walking the sources, blanking comments and strings, and the way to report."""

import pathlib
import re
import sys

CODE_FOLDERS = ("include", "src", "tools", "tests", "bench", "examples")
CODE_SUFFIXES = (".hpp", ".cpp")


def files(root, folders, suffixes):
    """The files below the folders, in order of their path; build folders and caches are left out."""
    found = []
    for folder in folders:
        base = pathlib.Path(root) / folder
        for path in [base] if base.is_file() else base.rglob("*"):
            below = path.relative_to(root)
            hidden = any(part.startswith(("build", "__pycache__", ".git")) for part in below.parts[:-1])
            if path.is_file() and not hidden and (not suffixes or path.suffix in suffixes):
                found.append(below)
    return sorted(set(found))


def read(root, path):
    return (pathlib.Path(root) / path).read_text(encoding="utf-8")


def _blank(match):
    text = match.group(0)
    if text[0] == "/" or text[0] == "'":
        return re.sub(r"[^\n]", " ", text)
    return '"' + re.sub(r"[^\n]", " ", text[1:-1]) + '"'


_COMMENT_OR_STRING = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\n]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


def code_only(text):
    """C++ text with comments and the insides of literals blanked; lines and columns stay where they are."""
    return _COMMENT_OR_STRING.sub(_blank, text)


def comments(text):
    """The comments of C++ text with their offsets."""
    return [(found.start(), found.group()) for found in _COMMENT_OR_STRING.finditer(text)
            if found.group().startswith(("//", "/*"))]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def finish(problems):
    """Prints `file:line: message` lines and leaves with 1 if there are any."""
    for path, line, message in sorted(problems, key=lambda p: (str(p[0]), p[1])):
        print(f"{path}:{line}: {message}")
    sys.exit(1 if problems else 0)
