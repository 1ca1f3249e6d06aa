"""Runs the tests, several at once: each has a plane, a project and a version of the CLI. Started by run.py."""

import importlib
import os
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from plane import Plane
from project import Project, sdk

NEWEST, OLDEST = sdk.VERSIONS[0], "1.0.5"
VERSIONS = [NEWEST, "1.3.5", OLDEST]  # the second asks nothing and follows logs as the oldest does, but prints JSON
MODULES = {"failures_test": [NEWEST, OLDEST], "commands_test": VERSIONS, "new_test": [NEWEST, OLDEST],
           "live_names_test": [NEWEST, OLDEST], "remote_test": [NEWEST, OLDEST], "profiles_test": [NEWEST, OLDEST],
           "loop_test": [NEWEST, OLDEST], "guard_test": [NEWEST], "command_line_test": [NEWEST, OLDEST]}
WORKERS = 2 + (os.cpu_count() or 1)  # a CLI spends a part of its time waiting, a few tests nearly all of theirs


def tests():
    """(name, version, function), those that wait longest first."""
    found = []
    for module, versions in MODULES.items():
        for attribute, function in vars(importlib.import_module(module)).items():
            if attribute.startswith("test_"):
                name = f"{module.removesuffix('_test')}: {attribute.removeprefix('test_')}".replace("_", " ")
                found += [(f"{name}, {version}", version, function) for version in versions]
    return sorted(found, key=lambda test: not getattr(test[2], "waits", False))


def run(test, server):
    """The line to print."""
    name, version, function = test
    begun = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder, Plane() as plane:
            reason = function(Project(Path(folder).resolve(), version, plane, server))
            assert not plane.problems, plane.problems
    except Exception:  # whatever a test throws is its failure
        return f"FAIL {name}: {traceback.format_exc()}"
    return f"skip {name}: {reason}" if reason else f"ok   {name} ({time.monotonic() - begun:.1f} s)"


def available(version):
    try:
        sdk.python_with(version)
    except sdk.Unavailable as error:
        print(f"skip CLI {version}: {error}", flush=True)
        return False
    return True


def main(server, part):
    with ThreadPoolExecutor(WORKERS) as pool:
        there = {version for version, good in zip(VERSIONS, pool.map(available, VERSIONS)) if good}
        chosen = [test for test in tests() if part in test[0] and test[1] in there]
        lines = [pool.submit(run, test, server) for test in chosen]
        failed = not chosen
        for line in as_completed(lines):
            print(line.result(), flush=True)
            failed = failed or line.result().startswith("FAIL")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), " ".join(sys.argv[3:])))
