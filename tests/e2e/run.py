#!/usr/bin/env python3
"""Runs the end-to-end tests against a binary: tests/e2e/run.py BINARY [OUT_DIR [part of a test's name]]."""

import importlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

MODULES = ["lifecycle_test", "transport_test", "documents_test", "settings_test", "disk_test", "diagnostics_test",
           "features_test", "commands_test", "trace_test", "docs_test", "new_test", "operate_test", "doctor_test",
           "live_names_test"]


def tests():
    for name in MODULES:
        module = importlib.import_module(name)
        for attribute, function in list(vars(module).items()):
            if attribute.startswith("test_"):
                yield f"{name.removesuffix('_test')}: {attribute.removeprefix('test_').replace('_', ' ')}", function


def run(binary, part):
    passed = failed = 0
    for name, function in tests():
        if part not in name:
            continue
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(binary, Path(folder).resolve())
            except Exception:  # whatever a test throws is its failure
                failed += 1
                print(f"FAIL {name}\n{traceback.format_exc()}", flush=True)
                continue
        passed += 1
        print(f"ok   {name} ({time.monotonic() - begun:.2f} s)", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(run(str(Path(sys.argv[1]).resolve()), " ".join(sys.argv[3:])))
