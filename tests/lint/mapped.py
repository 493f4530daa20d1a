#!/usr/bin/env python3
"""mapped.py ROOT: the rooms on the map of docs/architecture.md are the folders of src."""

import pathlib
import re
import sys

import lint

MAP = pathlib.Path("docs/architecture.md")
ROOM = re.compile(r"^\| `(?P<room>src/\w+/\w+)` \|", re.MULTILINE)


def check(root):
    text = lint.read(root, MAP)
    rooms = {path.parent.as_posix() for path in lint.files(root, ["src"], lint.CODE_SUFFIXES) if len(path.parts) > 3}
    mapped = {found["room"]: lint.line_of(text, found.start()) for found in ROOM.finditer(text)}
    return ([(MAP, line, f"`{room}` does not exist") for room, line in mapped.items() if room not in rooms] +
            [(MAP, 1, f"`{room}` is not on the map") for room in rooms if room not in mapped])


if __name__ == "__main__":
    lint.finish(check(sys.argv[1]))
