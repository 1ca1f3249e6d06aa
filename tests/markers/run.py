#!/usr/bin/env python3
"""Runs the marker projects against a server: `run.py SERVER_BINARY OUT_DIR [PROJECT...]`.

Prints a line `ok NAME` or `FAIL NAME: DETAIL` per check. tests/projects/README.md describes the projects.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor

import scenarios
from features import FEATURES
from lsp import ServerError
from notation import MarkerError, fragment, read_project
from session import Finding, Project, Session

ROOT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "projects")
ENCODINGS = ("utf-8", "utf-16", "utf-32")
SEVERITY_NAMES = {"information": "info"}


class Results:
    """What the checks of one project came to."""

    def __init__(self):
        self.lines = []

    def add(self, name, problem):
        detail = " ".join(str(problem).split("\n"))[:2000] if problem else None
        self.lines.append(f"FAIL {name}: {detail}" if problem else f"ok {name}")

    def run(self, name, check, *arguments):
        """A check gives what is wrong, or nothing; whatever it throws is wrong, too."""
        try:
            self.add(name, check(*arguments))
        except (MarkerError, ServerError) as error:
            self.add(name, error)
        except Exception:  # a wrong answer may be wrong in any way
            self.add(name, traceback.format_exc(limit=-3))


def differences(project, found):
    """Diagnostics and markers, one to one."""
    left, problems = list(found), []
    for marker in project.markers("diag"):
        text, rule, *parts = marker.values
        path, begin, end = project.bytes_of(fragment(project.sources[marker.path], marker, text))
        severity = marker.options.get("severity")
        fitting = [
            each
            for each in left
            if (each.path, each.begin, each.end, each.rule) == (path, begin, end, rule)
            and all(part in each.message for part in parts)
            and severity in (None, each.severity)
        ]
        if fitting:
            left.remove(fitting[0])
        else:
            problems.append(f"{marker}: not reported at [{begin}:{end}]")
    return "; ".join(problems + [f"unexpected: {each}" for each in left]) or None


def same(name, other_name, found, others):
    if found == others:
        return None
    only = [str(each) for each in found if each not in others]
    others_only = [str(each) for each in others if each not in found]
    return f"only in {name}: {only}; only in {other_name}: {others_only}"


def checked(server, project):
    """What `modal-lsp check` says."""
    command = [server, "check", project.folder, "--output-format", "json", "--min-severity", "hint"]
    done = subprocess.run(command, capture_output=True, cwd=project.folder, timeout=60, check=False)
    if done.returncode not in (0, 1):
        raise ServerError(f"exit code {done.returncode}: {done.stderr.decode(errors='replace')}")
    report = json.loads(done.stdout)
    found = []
    for each in report["findings"]:
        path = project.relative(os.path.join(report["root"], each["path"]))
        begin, end = each["byteRange"]["start"], each["byteRange"]["end"]
        severity = SEVERITY_NAMES.get(each["severity"], each["severity"])
        found.append(Finding(path, begin, end, each["rule"], severity, each["message"]))
    return sorted(found)


def check_session(results, server, project, encoding, by_check, log):
    """A client that pulls diagnostics and asks for everything else."""
    label = f"{project.name}[{encoding}{'+noise' if project.is_noisy else ''}]"
    with Session(server, project, encoding, log=log) as session:
        pulled = session.pulled()
        results.run(f"{label} pull", differences, project, pulled)
        results.run(f"{label} pull = check", same, "pull", "check", pulled, by_check)
        results.run(f"{label} workspace = check", lambda: same("workspace", "check", session.of_workspace(), by_check))
        for marker in project.markers(*FEATURES):
            results.run(f"{label} {marker}", FEATURES[marker.name], session, marker)
        if not project.is_noisy and encoding == "utf-16":
            results.run(f"{label} open and close", scenarios.opening_changes_nothing_else, session)


def check_push(results, server, project, encoding, by_check, log):
    """A client that cannot pull."""
    label = f"{project.name}[{encoding}{'+noise' if project.is_noisy else ''}]"
    with Session(server, project, encoding, pull=False, log=log) as session:
        pushed = session.pushed()
        results.run(f"{label} push", differences, project, pushed)
        results.run(f"{label} push = check", same, "push", "check", pushed, by_check)


def check_project(server, folder, name, out):
    results = Results()

    def everything():
        sources = read_project(os.path.join(ROOT, name))
        with open(os.path.join(out, f"{name}.log"), "wb") as log:
            for is_noisy in (False, True):
                variant = "noisy" if is_noisy else "plain"
                project = Project(name, sources, os.path.join(folder, name, variant), is_noisy)
                by_check = checked(server, project)
                results.run(f"{name} check {variant}", differences, project, by_check)
                for encoding in ENCODINGS:
                    results.run(f"{name} {encoding} {variant} session",
                                check_session, results, server, project, encoding, by_check, log)
                results.run(f"{name} {variant} push session",
                            check_push, results, server, project, "utf-8" if is_noisy else "utf-16", by_check, log)

    results.run(f"{name} project", everything)
    return results.lines


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    server, out, *names = arguments
    server, out = os.path.abspath(server), os.path.abspath(out)
    os.makedirs(out, exist_ok=True)
    names = names or sorted(n for n in os.listdir(ROOT) if os.path.isdir(os.path.join(ROOT, n)))
    folder = tempfile.mkdtemp(prefix="modal-lsp-markers-")
    failed = False
    try:
        with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
            jobs = [pool.submit(check_project, server, folder, name, out) for name in names]
            if len(arguments) == 2:
                jobs.append(pool.submit(scenarios.run_all, server, folder, Results()))
            for job in jobs:
                lines = job.result()
                failed = failed or any(line.startswith("FAIL") for line in lines)
                print("\n".join(lines), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
