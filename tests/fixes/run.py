#!/usr/bin/env python3
"""Applies every fix that is offered: what comes out parses, lacks the finding, and has no new error.

Usage: run.py SERVER OUT_DIR [FOLDER ...]: by default our own sample workspaces and the rules' examples; any folders of
projects by hand. Each file is tried as it is and broken in the ways of tests/mutations; then `check --fix
--unsafe-fixes` has to come to rest.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "mutations"))

from mutations import MUTATIONS  # noqa: E402

MOST_PER_RULE = 12
EXAMPLE = re.compile(r"^~~~python bad\b[^\n]*\n(.*?)^~~~$", re.M | re.S)
# What a fix brings to light: the first finding hid it.
REVEALED = {"schedule-type": {"schedule-needs-nullary"}}


class Checker:
    """Checks texts by themselves, in an empty folder: what they import is not there for any of them."""

    def __init__(self, server, folder):
        self.server, self.folder = server, folder

    def findings(self, text):
        command = [self.server, "check", "--output-format", "json", "--exit-zero", "--min-severity", "hint",
                   "--stdin-filename", "module.py"]
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, cwd=self.folder)
        return json.loads(done.stdout)["findings"]

    def fixed(self, text):
        path = Path(self.folder, "module.py")
        path.write_bytes(text.encode())
        subprocess.run([self.server, "check", "--fix", "--unsafe-fixes", "--exit-zero", "--quiet", "module.py"],
                       capture_output=True, check=True, cwd=self.folder)
        text = path.read_bytes().decode()
        path.unlink()
        return text


def apply(text, edits):
    data = text.encode()
    for edit in sorted(edits, key=lambda e: (e["byteRange"]["start"], e["byteRange"]["end"]), reverse=True):
        data = data[: edit["byteRange"]["start"]] + edit["newText"].encode() + data[edit["byteRange"]["end"] :]
    return data.decode()


def parses(text):
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def counted(findings):
    return Counter(each["rule"] for each in findings)


def errors(findings):
    return Counter(each["rule"] for each in findings if each["severity"] == "error")


def complaint_about(checker, text, finding, fix, before):
    if any(edit["path"] != "module.py" for edit in fix["edits"]):
        return None
    after = apply(text, fix["edits"])
    if not parses(after):
        return f"\"{fix['title']}\" leaves what does not parse"
    found = checker.findings(after)
    if counted(found)[finding["rule"]] >= counted(before)[finding["rule"]]:
        return f"\"{fix['title']}\" does not remove the finding"
    fresh = set(errors(found) - errors(before)) - REVEALED.get(finding["rule"], set())
    return f"\"{fix['title']}\" brings {sorted(fresh)}" if fresh else None


def examples():
    for path in sorted((ROOT / "analysis" / "rules").glob("*.cpp")):
        for block in EXAMPLE.findall(path.read_text(encoding="utf-8")):
            if parses(block):
                yield path.name, block


def texts_of(folders):
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            try:
                text = path.read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue
            if "modal" not in text or len(text) > 60000 or not parses(text):
                continue
            yield path.name, text
            for mutate in MUTATIONS.values():
                mutant = mutate(text)
                if mutant is not None and parses(mutant):
                    yield path.name, mutant


def comes_to_rest(checker, text):
    once = checker.fixed(text)
    return parses(once) and checker.fixed(once) == once


def main():
    server, _, *folders = sys.argv[1:]
    tried, complaints, restless = Counter(), defaultdict(list), []
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(str(Path(server).resolve()), folder)
        texts = texts_of(folders) if folders else [*examples(), *texts_of([ROOT / "tests" / "workspaces"])]
        for name, text in texts:
            before = checker.findings(text)
            offered = [(finding, fix) for finding in before for fix in finding["fixes"]]
            fresh = False
            for finding, fix in offered:
                key = (finding["rule"], fix["title"].split('"')[0])
                if tried[key] >= MOST_PER_RULE:
                    continue
                tried[key] += 1
                fresh = True
                if complaint := complaint_about(checker, text, finding, fix, before):
                    complaints[finding["rule"]].append(f"{name}: {complaint}")
            if fresh and not comes_to_rest(checker, text):
                restless.append(name)
    for rule in sorted({rule for rule, _ in tried}):
        count = sum(number for (other, _), number in tried.items() if other == rule)
        if rule in complaints:
            print(f"FAIL {rule}: {len(complaints[rule])} of {count} fixes; {complaints[rule][0]}")
        else:
            print(f"ok {rule}: {count} fixes applied")
    print(f"FAIL --fix comes to rest: {sorted(set(restless))}" if restless else "ok --fix comes to rest")
    sys.exit(1 if complaints or restless or not tried else 0)


main()
