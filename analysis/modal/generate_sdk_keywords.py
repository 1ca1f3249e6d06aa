#!/usr/bin/env python3
"""Writes sdk_keywords.inc: the keywords that public calls of the SDK take, in any version from 0.64 to the newest.

Run by hand when the SDK has a new release: `analysis/modal/generate_sdk_keywords.py`. Installs each version from its
registry into a temporary folder and asks `inspect`; nothing of this happens when modal-lsp is built or used.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

VERSIONS = ["0.64.200", "0.67.50", "0.73.100", "1.0.5", "1.1.4", "1.2.6", "1.3.5", "1.4.2", "1.5.4", "1.6.4"]

ASK = r"""
import inspect, json, sys, warnings
warnings.simplefilter("ignore")
import modal

CLASSES = ["App", "Image", "Secret", "Volume", "Dict", "Queue", "Sandbox", "Cls", "Function", "CloudBucketMount",
           "NetworkFileSystem", "Proxy", "Retries", "Cron", "Period"]
FUNCTIONS = ["method", "enter", "exit", "asgi_app", "wsgi_app", "fastapi_endpoint", "web_endpoint", "web_server",
             "batched", "concurrent", "parameter"]

def keywords(callable):
    try:
        parameters = list(inspect.signature(callable).parameters.values())
    except (TypeError, ValueError):
        return None
    if any(p.kind is p.VAR_KEYWORD for p in parameters):
        return None
    return [p.name for p in parameters if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and p.name not in ("self", "cls")]

found = {}
for name in FUNCTIONS:
    if hasattr(modal, name):
        found["modal." + name] = keywords(getattr(modal, name))
for name in CLASSES:
    cls = getattr(modal, name, None)
    if cls is None:
        continue
    if name in ("App", "Retries", "Cron", "Period", "CloudBucketMount"):
        found["modal." + name] = keywords(cls.__init__)
    for member in dir(cls):
        if member.startswith("_"):
            continue
        try:
            value = getattr(cls, member)
        except Exception:
            continue
        if callable(value):
            found[f"modal.{name}.{member}"] = keywords(value)
json.dump(found, sys.stdout)
"""


def ask(version, folder):
    """Keywords by symbol; null where anything is taken."""
    target = Path(folder, version)
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", target, f"modal=={version}", "setuptools<80"]
    subprocess.run(install, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", ASK], env={"PYTHONPATH": str(target)}, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"left out {version}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {}
    return json.loads(done.stdout)


def main():
    merged, open_symbols = {}, set()
    with tempfile.TemporaryDirectory() as folder:
        for version in VERSIONS:
            try:
                found = ask(version, folder)
            except subprocess.CalledProcessError:
                print(f"left out {version}: it cannot be installed", file=sys.stderr)
                continue
            for symbol, names in found.items():
                if names is None:
                    open_symbols.add(symbol)
                else:
                    known = merged.setdefault(symbol, [])
                    known += [name for name in names if name not in known]
    lines = ["// Made by generate_sdk_keywords.py; do not edit. Keywords of public calls in any of these versions of the SDK:"]
    lines.append("// " + " ".join(VERSIONS))
    for symbol in sorted(merged):
        if symbol not in open_symbols and merged[symbol]:
            lines.append(f'{{"{symbol}", "{" ".join(sorted(merged[symbol]))}"}},')
    Path(__file__).with_name("sdk_keywords.inc").write_text("\n".join(lines) + "\n")


main()
