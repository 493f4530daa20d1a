#!/usr/bin/env python3
"""layers.py ROOT [LAYERS]: every include obeys layers.txt."""

import pathlib
import posixpath
import re
import sys

import lint

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?P<quote>[<"])(?P<name>[^>"]+)[>"]', re.MULTILINE)


class Layers:
    def __init__(self, text):
        self.may, self.only, self.order, self.rooms = [], [], [], {}
        for line in text.splitlines():
            words = line.split("#")[0].split()
            if not words:
                continue
            if words[0] == "order":
                self.order += words[1:]
            elif words[0] == "rooms" and len(words) > 2:
                self.rooms[words[1] + "/"] = words[2:]
            elif len(words) > 2 and words[1] == "may":
                self.may.append((words[0], words[2:]))
            elif len(words) > 2 and words[1] == "only":
                self.only.append((words[0], words[2:]))
            else:
                sys.exit(f"layers.txt: cannot read `{line}`")

    def refusal(self, path, name):
        """Why the file may not include that name, or None."""
        for prefix, holders in self.only:
            if name.startswith(prefix) and not path.startswith(tuple(holders)):
                return f"`{name}` may be included by {' '.join(holders)} only"
        for files, prefixes in self.may:
            if path.startswith(files):
                standard = "std" in prefixes and re.fullmatch(r"[a-z_]+", name)
                if not standard and not name.startswith(tuple(prefixes)):
                    return f"`{files}` may not include `{name}`"
                break
        for half, rooms in self.rooms.items():
            prefix = half.removeprefix("src/")
            if not path.startswith(half) or not name.startswith(prefix):
                continue
            room, other = (text.removeprefix(start).split("/")[0] for text, start in ((path, half), (name, prefix)))
            if room in rooms and other in rooms[rooms.index(room) + 1:]:
                return f"the room `{other}` stands above `{room}` in layers.txt"
        header = path.removeprefix("include/")
        if header in self.order and name in self.order[self.order.index(header):]:
            return f"`{name}` stands above `{header}` in the order of layers.txt"
        return None


def includes(text):
    for match in INCLUDE.finditer(text):
        yield lint.line_of(text, match.start()), match.group("quote"), match.group("name")


def check(root, layers):
    problems = []
    for path in lint.files(root, lint.CODE_FOLDERS, lint.CODE_SUFFIXES):
        if path.parts[0] == "include" and path.as_posix().removeprefix("include/") not in layers.order:
            problems.append((path, 1, "no place in the order of layers.txt"))
        for half, rooms in layers.rooms.items():
            if path.as_posix().startswith(half) and path.as_posix().removeprefix(half).split("/")[0] not in rooms:
                problems.append((path, 1, f"in no room that layers.txt lists for {half}"))
        for line, quote, name in includes(lint.read(root, path)):
            # A quoted name is looked up beside the file first, then as it stands.
            beside = posixpath.normpath((path.parent / name).as_posix())
            if quote == '"' and (pathlib.Path(root) / beside).is_file():
                name = beside.removeprefix("src/")
            why = layers.refusal(path.as_posix(), name)
            if why:
                problems.append((path, line, why))
    return problems


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    rules = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here / "layers.txt"
    lint.finish(check(sys.argv[1], Layers(rules.read_text(encoding="utf-8"))))
