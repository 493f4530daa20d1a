#!/usr/bin/env python3
"""headers.py ROOT COMPILER...: each public header compiles alone and drags in neither MSM nor Boost.JSON."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import lint

HEAVY = re.compile(r"\S*/boost/(?:msm|json)(?:/\S*|\.hpp)")


def check_header(root, header, compiler):
    with tempfile.TemporaryDirectory() as scratch:
        seen = pathlib.Path(scratch) / "seen.d"
        run = subprocess.run(
            [*compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow",
             "-Werror", "-I", str(pathlib.Path(root) / "include"), "-MD", "-MF", str(seen), "-include",
             str(pathlib.Path(root) / header), "-x", "c++", os.devnull],
            capture_output=True, text=True, check=False)
        if run.returncode != 0:
            return [(header, 1, "does not compile alone\n" + run.stderr)]
        heavy = HEAVY.search(seen.read_text(encoding="utf-8"))
        return [(header, 1, f"pulls in `{heavy.group(0)}`")] if heavy else []


def check(root, compiler):
    headers = lint.files(root, ["include"], [".hpp"])
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [p for found in pool.map(lambda h: check_header(root, h, compiler), headers) for p in found]


if __name__ == "__main__":
    lint.finish(check(sys.argv[1], sys.argv[2:]))
