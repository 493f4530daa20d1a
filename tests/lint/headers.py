#!/usr/bin/env python3
"""headers.py ROOT COMPILER...: each public header compiles alone, needs no library but the standard one, and
drags in no more lines than headers.txt allows, so that it stays cheap to include."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import lint

BOUNDS = pathlib.Path(__file__).with_name("headers.txt")
FOREIGN = re.compile(r"\S*/boost/\S*")


def read_bounds(text):
    """Lines of `HEADERS LINES`: the first whose HEADERS begin the path decides."""
    rows = [line.split("#")[0].split() for line in text.splitlines()]
    return [(row[0], int(row[1])) for row in rows if row]


def lines_of(root, header, compiler):
    """How many lines are left after the preprocessor, blank ones aside."""
    run = subprocess.run([*compiler, "-std=c++20", "-E", "-P", "-I", str(pathlib.Path(root) / "include"), "-x", "c++",
                          str(pathlib.Path(root) / header)], capture_output=True, text=True, check=True)
    return sum(1 for line in run.stdout.splitlines() if line.strip())


def check_header(root, header, compiler, bounds):
    with tempfile.TemporaryDirectory() as scratch:
        seen = pathlib.Path(scratch) / "seen.d"
        run = subprocess.run(
            [*compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow",
             "-Werror", "-I", str(pathlib.Path(root) / "include"), "-MD", "-MF", str(seen), "-include",
             str(pathlib.Path(root) / header), "-x", "c++", os.devnull],
            capture_output=True, text=True, check=False)
        if run.returncode != 0:
            return [(header, 1, "does not compile alone\n" + run.stderr)]
        foreign = FOREIGN.search(seen.read_text(encoding="utf-8"))
        if foreign:
            return [(header, 1, f"pulls in `{foreign.group(0)}`")]
    bound = next((lines for start, lines in bounds if header.as_posix().startswith(start)), 0)
    lines = lines_of(root, header, compiler)
    return [(header, 1, f"{lines} lines after the preprocessor, {bound} are allowed")] if lines > bound else []


def check(root, compiler, bounds):
    headers = lint.files(root, ["include"], [".hpp"])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [p for found in pool.map(lambda h: check_header(root, h, compiler, bounds), headers) for p in found]


if __name__ == "__main__":
    lint.finish(check(sys.argv[1], sys.argv[2:], read_bounds(BOUNDS.read_text(encoding="utf-8"))))
