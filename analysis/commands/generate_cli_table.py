#!/usr/bin/env python3
"""Writes cli_table.inc: the commands of the `modal` CLI and their options, and which releases have them.

Run by hand when the SDK has a new release: `analysis/commands/generate_cli_table.py [FOLDER]`. Installs each version
from its registry into FOLDER (a temporary one unless given; what is there already is taken) and asks click. Facts only.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))
from sdk_releases import VERSIONS, install, minor  # noqa: E402

ASK = r"""
import json, sys, warnings
warnings.simplefilter("ignore")
from modal.cli.entry_point import entrypoint_cli

import click

found = {}

def visit(command, path):
    options = []
    for parameter in command.params:
        # Not isinstance: typer brings click's classes along as its own.
        if parameter.param_type_name == "option":
            flag = parameter.is_flag or parameter.count
            options.append({"names": [*parameter.opts, *parameter.secondary_opts], "value": not flag})
    group = hasattr(command, "list_commands") and path != ["modal", "run"]
    # What stands behind the first argument of `run` is the function's own.
    settings = command.context_settings
    rest = path == ["modal", "run"] or settings.get("ignore_unknown_options", command.ignore_unknown_options)
    rest = rest or not settings.get("allow_interspersed_args", command.allow_interspersed_args)
    rest = rest and not group
    found[" ".join(path)] = {"options": options, "rest": rest, "group": group}
    if not group:
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            visit(inner, [*path, name])

visit(entrypoint_cli, ["modal"])
json.dump(found, sys.stdout)
"""


def ask(target):
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    found = json.loads(done.stdout)
    if not any("--env" in option["names"] for option in found["modal deploy"]["options"]):
        raise SystemExit(f"{target}: `modal deploy` has no --env, so its options were not read")
    return found


def span(releases, has):
    """The minor versions from which on, and from which on no more; empty where the table does not reach."""
    versions = list(releases)
    there = [i for i, version in enumerate(versions) if has(releases[version])]
    since = "" if there[0] == 0 else minor(versions[there[0]])
    until = "" if there[-1] == len(versions) - 1 else minor(versions[there[-1] + 1])
    return f'"{since}", "{until}"'


def main():
    releases = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[1] if len(sys.argv) > 1 else temporary
        for version in VERSIONS:
            try:
                releases[version] = ask(install(version, folder))
            except (subprocess.CalledProcessError, RuntimeError) as problem:
                print(f"left out {version}: {problem}", file=sys.stderr)
    commands, options = [], []
    for path in sorted({path for release in releases.values() for path in release}):
        newest = [release[path] for release in releases.values() if path in release][-1]
        names = {}
        for release in releases.values():
            for option in release.get(path, {"options": []})["options"]:
                names.update({name: option["value"] for name in option["names"]})
        words = path.removeprefix("modal").strip()
        commands.append(f'    {{"{words}", {str(newest["group"]).lower()}, {str(newest["rest"]).lower()}, '
                        f"{len(options)}, {len(names)}, {span(releases, lambda r: path in r)}}},")
        for name, value in sorted(names.items()):
            has = lambda r, n=name: any(n in o["names"] for o in r.get(path, {"options": []})["options"])  # noqa: E731
            options.append(f'    {{"{name}", {str(value).lower()}, {span(releases, has)}}},')
    rows = [f"// By generate_cli_table.py from {', '.join(releases)}; not edited by hand.",
            f'constexpr std::string_view kNewestCli = "{list(releases)[-1]}";',
            "constexpr auto kCommands = std::to_array<CliCommand>({", *commands, "});",
            "constexpr auto kOptions = std::to_array<CliOption>({", *options, "});"]
    Path(__file__).with_name("cli_table.inc").write_text("\n".join(rows) + "\n", encoding="utf-8")


main()
