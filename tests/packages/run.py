#!/usr/bin/env python3
"""Makes the packages around a binary, and uses them: tests/packages/run.py SERVER OUT_DIR [part of a test's name].

Nothing is compiled: every package has a way to wrap a binary that is there. `./dev release` makes the real ones.
"""

import importlib
import sys
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from place import Place, Skip  # noqa: E402

MODULES = ["python_packages", "npm_packages", "debian_package", "hooks"]


def tests():
    for name in MODULES:
        for attribute, function in list(vars(importlib.import_module(name)).items()):
            if attribute.startswith("test_"):
                yield attribute.removeprefix("test_").replace("_", " "), function


def outcome(function, place):
    try:
        function(place)
    except Skip as reason:
        return "skip", f": {reason}"
    except Exception as error:  # whatever a test throws is its failure
        traceback.print_exc()
        return "FAIL", f": {' '.join(str(error).split())[-300:] or type(error).__name__}"
    return "ok", ""


def run(server, out, part):
    place = Place(server, out)
    failed = False
    for name, function in tests():
        if part not in name:
            continue
        begun = time.monotonic()
        word, detail = outcome(function, place)
        failed |= word == "FAIL"
        print(f"{word} {name} ({time.monotonic() - begun:.1f} s){detail}", flush=True)
    return failed


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(run(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), " ".join(sys.argv[3:])))
