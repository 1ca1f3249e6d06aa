#!/usr/bin/env python3
"""Writes sdk_index.inc: the public surface of the SDK, signatures of the newest version, and since when each part exists.

Run by hand when the SDK has a new release: `analysis/docs/generate_sdk_index.py [FOLDER]`. Installs each version from its
registry into FOLDER (a temporary one unless given; what is there already is taken) and asks `inspect`. Facts only: what
is said of them in words stands in sdk_prose.inc.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sdk_releases import VERSIONS, install, minor

ASK = Path(__file__).with_name("ask_sdk.py")
KINDS = {"POSITIONAL_ONLY": "/", "POSITIONAL_OR_KEYWORD": "", "VAR_POSITIONAL": "*", "KEYWORD_ONLY": "k", "VAR_KEYWORD": "**"}


def ask(target):
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run([sys.executable, str(ASK)], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout)


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main():
    surfaces = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[1] if len(sys.argv) > 1 else temporary
        for version in VERSIONS:
            try:
                surfaces[version] = ask(install(version, folder))
            except (subprocess.CalledProcessError, RuntimeError) as problem:
                print(f"left out {version}: {problem}", file=sys.stderr)
    newest = list(surfaces)[-1]
    oldest = next(iter(surfaces))

    def since(has):
        first = next(version for version, surface in surfaces.items() if has(surface))
        return "" if first == oldest else minor(first)

    symbols, parameters = [], []
    for path, facts in sorted(surfaces[newest].items()):
        symbols.append(f"    {{{literal(path)}, {literal(facts['kind'])}, {literal(since(lambda s: path in s))}, "
                       f"{literal(facts.get('returns', ''))}, {len(parameters)}, {len(facts['parameters'])}}},")
        for parameter in facts["parameters"]:
            has = lambda s, n=parameter["name"]: path in s and any(p["name"] == n for p in s[path]["parameters"])
            parameters.append(f"    {{{literal(parameter['name'])}, {literal(KINDS[parameter['kind']])}, "
                              f"{literal(parameter['annotation'])}, {literal(parameter['default'])}, {literal(since(has))}}},")
    head = [f"// By generate_sdk_index.py from {', '.join(surfaces)}; not edited by hand.", f'constexpr std::string_view kNewest = "{newest}";']
    rows = [*head, "constexpr auto kSymbols = std::to_array<SymbolRow>({", *symbols, "});",
            "constexpr auto kParameters = std::to_array<ParameterRow>({", *parameters, "});"]
    Path(__file__).with_name("sdk_index.inc").write_text("\n".join(rows) + "\n", encoding="utf-8")


main()
