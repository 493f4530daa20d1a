#!/usr/bin/env python3
"""instructions.py PROGRAM...: instructions of one `authn::decide`, on the sign-ins and on the steps of the benchmarks.

Counts with callgrind, so the figures are the same on every run and whatever else the machine does. Give the program of
two versions to compare them.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

COUNTED = "interlock::authn::decide(interlock::authn::facts const&)"


def per_call(profile):
    """The inclusive cost of the counted function by its calls. After its first use a number stands for a name."""
    names, callee, calls, cost = {}, None, 0, 0
    lines = iter(profile.read_text().splitlines())
    for line in lines:
        if named := re.match(r"(c?)fn=\((\d+)\)(?: (.*))?", line):
            called, number, name = named.groups()
            names.setdefault(number, name)
            if called:
                callee = names[number]
        elif line.startswith("calls="):
            of_these = next(lines)
            if callee.startswith(COUNTED):
                calls += int(line[len("calls="):].split()[0])
                cost += int(of_these.split()[-1])
    if calls == 0:
        sys.exit(f"{profile}: {COUNTED} was not called")
    return cost / calls, calls


for program in sys.argv[1:]:
    for benchmark in ("decide/typed", "step/typed"):
        with tempfile.TemporaryDirectory() as folder:
            profile = pathlib.Path(folder) / "profile"
            subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", program,
                            f"--benchmark_filter={benchmark}", "--benchmark_repetitions=1",
                            "--benchmark_min_time=0.02"], check=True, capture_output=True)
            each, calls = per_call(profile)
            print(f"{program} {benchmark}: {each:.0f} instructions, the mean of {calls} calls", flush=True)
