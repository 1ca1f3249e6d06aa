"""Compares the index of the SDK that is built in with what `inspect` says of the real one."""

import json
import subprocess
from pathlib import Path

import sdk

ASK = Path(__file__).resolve().parents[2] / "analysis" / "docs" / "ask_sdk.py"
KINDS = {"POSITIONAL_ONLY": "positional-only", "POSITIONAL_OR_KEYWORD": "regular", "VAR_POSITIONAL": "variadic",
         "KEYWORD_ONLY": "keyword-only", "VAR_KEYWORD": "keyword-variadic"}


def index_of(server):
    done = subprocess.run([server, "docs", "--all", "--output-format", "json"], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return found["sdk"], {symbol["path"]: symbol for symbol in found["symbols"]}


def surface_of(version):
    done = subprocess.run([sdk.python_with(version), ASK], capture_output=True, text=True, check=True, env=sdk.environment())
    return json.loads(done.stdout)


def is_since(since, version):
    numbers = [int(part) for part in version.split(".")]
    return not since or [int(part) for part in since.split(".")] <= numbers[: since.count(".") + 1]


def disagreements(index, newest, version):
    """Everything of this version that the index tells otherwise; parameters as a whole where it is the newest."""
    surface = surface_of(version)
    for path, real in surface.items():
        known = index.get(path)
        if known is None:
            if version == newest:
                yield f"{path} is missing"
            continue
        if not is_since(known["since"], version):
            yield f"{path} is there before {known['since']}"
        if version == newest:
            # How annotations are written depends on the version of Python.
            ours = [(p["name"], p["kind"], p["default"]) for p in known["parameters"]]
            theirs = [(p["name"], KINDS[p["kind"]], p["default"]) for p in real["parameters"]]
            if ours != theirs:
                yield f"{path} takes {theirs}, not {ours}"
    for path, known in index.items():
        if version == newest and path not in surface:
            yield f"{path} does not exist"


def check(server, version):
    newest, index = index_of(server)
    wrong = list(disagreements(index, newest, version))
    yield from (f"FAIL docs under {version}: {each}" for each in wrong[:20])
    if not wrong:
        yield f"ok docs under {version}: {len(index)} parts"
