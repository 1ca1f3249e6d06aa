"""Asks the real SDK whether it raises what the pages of our rules say it raises, and nothing on the examples called good."""

import json
import re
import subprocess

import sdk

FENCE = re.compile(r"^~~~python (bad|good|fixed)([^\n]*)\n(.*?)^~~~", re.S | re.M)
MARKER = re.compile(r"[ \t]*# (?:error|warning|info|hint): \[.*")


def files_of(text):
    """A block's files, without what our own test expects."""
    files, name = {}, "main.py"
    for line in text.splitlines():
        if line.startswith("# file: "):
            name = line.removeprefix("# file: ")
        else:
            files[name] = files.get(name, "") + MARKER.sub("", line) + "\n"
    return files


def blocks_of(rule):
    """(kind, class that is raised or nothing, files) of each block of a page that says what the SDK raises."""
    found = []
    for kind, words, text in FENCE.findall(rule["page"]):
        raised = [word.removeprefix("raises:") for word in words.split() if word.startswith("raises:")]
        found.append((kind, raised[0] if raised else None, files_of(text)))
    return found if any(raised for _, raised, _ in found) else []


def check(server, version):
    """Lines for the runner."""
    listed = subprocess.run([server, "rule", "--all", "--output-format", "json"], capture_output=True, text=True, check=True)
    cases = [(rule["name"], *block) for rule in json.loads(listed.stdout)["rules"] for block in blocks_of(rule)]
    cases = [case for case in cases if case[1] != "bad" or case[2]]
    jobs = [{"files": files, "main": "main.py", "world": "local"} for _, _, _, files in cases]
    results = json.loads(sdk.run(version, "importing.py", stdin=json.dumps(jobs)))
    lines = []
    for number, ((rule, kind, raises, _), result) in enumerate(zip(cases, results)):
        label = f"{rule} {kind} {number} under {version}"
        if result["raised"] == raises:
            lines.append(f"ok {label}")
        else:
            lines.append(f"FAIL {label}: expected {raises}, found {result['raised']} {result['message']}")
    return lines
