#!/usr/bin/env python3
"""symbols.py LIST LIBRARY...: a built library asks only for the symbols of the list, and writes to no others.

`symbols.py LIST --refuses OBJECT WORD...` passes if and only if the object is refused for each of the words.
"""

import fnmatch
import re
import subprocess
import sys


def read_list(path):
    allowed, part = {}, None
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            heading = re.fullmatch(r"\[(\w+)\]", line)
            if heading:
                part = allowed.setdefault(heading.group(1), [])
            elif line and not line.startswith("#"):
                pattern, reason = line.split("  ", 1)
                part.append((pattern, reason))
    return allowed


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def undefined(library):
    """Demangled names that the library uses and does not define; versions (`@GLIBC_2.14`) are cut off."""
    dynamic = ["--dynamic"] if re.search(r"\.so(\.|$)", library) else []
    used, defined = set(), set()
    for line in output("nm", "--demangle", "--format=posix", *dynamic, library):
        symbol = re.fullmatch(r"(\S.*?)(?:@@?[\w.]+)? ([A-Za-z])(?: +[0-9a-f]+)*\s*", line)
        if symbol:
            (used if symbol.group(2) in "Uw" else defined).add(symbol.group(1))
    return used - defined


def writable(archive):
    """Demangled names of variables that a program may change. Constants that hold addresses stand in `.data.rel` of an
    object, apart from what is made to be changed; a shared library no longer tells the two apart.
    """
    names = set()
    for line in output("objdump", "--syms", "--demangle", "--no-recurse-limit", archive):
        symbol = re.search(r"^[0-9a-f]+ .{7} \.(?:data|bss|tdata|tbss)(?:\.(?!rel\b)\S+)?\t[0-9a-f]+ +(.+)$", line)
        if symbol and not symbol.group(1).startswith("."):
            names.add(re.sub(r"^\.hidden ", "", symbol.group(1)))
    return names


def refused(names, allowed):
    return sorted(n for n in names if not any(fnmatch.fnmatchcase(n, p.replace("[", "[[]")) for p, _ in allowed))


def problems(library, allowed):
    found = [f"{library}: asks for `{n}`" for n in refused(undefined(library), allowed["undefined"])]
    if library.endswith(".a"):
        found += [f"{library}: writes to `{n}`" for n in refused(writable(library), allowed["writable"])]
    return found


def main(listed, arguments):
    allowed = read_list(listed)
    if arguments[0] == "--refuses":
        found = problems(arguments[1], allowed)
        lines = [f"{arguments[1]}: not refused for `{w}`" for w in arguments[2:] if not any(w in f for f in found)]
    else:
        lines = [line for library in arguments for line in problems(library, allowed)]
    print("\n".join(lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
