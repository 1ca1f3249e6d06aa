#!/usr/bin/env python3
"""Breaks working files in the way each rule describes, and expects that rule to say so, and no other error.

Usage: run.py SERVER OUT_DIR [FOLDER ...]: by default our own sample workspaces; any folders of projects by hand.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutations import MUTATIONS

ROOT = Path(__file__).resolve().parents[2]
MOST_PER_RULE = 12
# A mutant may break a second rule in the same stroke.
COMPANIONS = {
    "dependency-order-mismatch": {"secrets-count-mismatch"},
    "web-decorator-order": {"asgi-factory-signature"},
    "app-decorator-on-wrong-kind": {"unknown-keyword", "snap-without-flag", "concurrent-on-method"}
    | {"cls-not-instantiated", "from-name-wrong-kind"},
    "decorator-missing-parens": {"direct-call-of-function"},
    "gpu-invalid-type": {"gpu-invalid-count"},
    "removed-lookup": {"removed-lookup"},
}


def findings(server, path, text):
    command = [server, "check", "--output-format", "json", "--exit-zero", "--min-severity", "hint", "--stdin-filename", path]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return Counter((each["rule"], each["severity"]) for each in json.loads(done.stdout)["findings"])


def files_of(folders):
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if re.search(r"^import modal$", text, re.M) and "app = modal.App(" in text and len(text) < 60000:
                yield path, text


def verdict(rule, before, after):
    """What is wrong with the findings of a mutant; nothing when they are as they should be."""
    fresh = after - before
    named = {name for name, _ in fresh}
    if rule not in named:
        return f"not found, only {sorted(named)}"
    others = {name for name, severity in fresh if severity == "error"} - {rule} - COMPANIONS.get(rule, set())
    return f"also found: {sorted(others)}" if others else None


def main():
    server, _, *folders = sys.argv[1:]
    files = [(path, text, findings(server, path, text)) for path, text in files_of(folders or [ROOT / "tests" / "workspaces"])]
    failed = False
    for rule, mutate in sorted(MUTATIONS.items()):
        broken, wrong = 0, []
        for path, text, before in files:
            mutant = mutate(text)
            if mutant is None or broken >= MOST_PER_RULE:
                continue
            broken += 1
            if complaint := verdict(rule, before, findings(server, path, mutant)):
                wrong.append(f"{path.name}: {complaint}")
        if wrong:
            failed = True
            print(f"FAIL {rule}: {broken} broken, {broken - len(wrong)} found; {wrong[0]}")
        elif broken:
            print(f"ok {rule}: {broken} broken, {broken} found")
        else:
            print(f"skip {rule}: no file has a place for it")
    sys.exit(1 if failed else 0)


main()
