"""Compares what the evaluator says of the two worlds with what the real SDK builds in them."""

import json
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import generate
import sdk

WORLDS = ("local", "container")


@dataclass
class Figures:
    """Counts of functions and names, each in each world."""

    modules: int = 0
    agreed: int = 0
    unknown: int = 0
    disagreed: list = field(default_factory=list)

    def __str__(self):
        return f"{self.modules} modules, {self.agreed} agreed, {len(self.disagreed)} disagreed, {self.unknown} unknown"


def evaluated(server, folder):
    """What `modal-lsp worlds` says, by file."""
    done = subprocess.run([server, "worlds", folder], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line["file"]).name: line for line in lines}


def compare_functions(said, built, world, label, figures):
    for function in said["functions"]:
        here = function["world"][world]
        if here["present"] == "maybe" or not here["complete"]:
            figures.unknown += 1
        elif (here["present"] == "yes") != (function["tag"] in built["functions"]):
            figures.disagreed.append(f"{label} {world} {function['tag']}: said to be there: {here['present']}")
        elif here["present"] == "yes" and here["dependencies"] != built["functions"][function["tag"]]:
            figures.disagreed.append(
                f"{label} {world} {function['tag']}: said {here['dependencies']}, built {built['functions'][function['tag']]}"
            )
        else:
            figures.agreed += 1


def compare_names(said, built, world, label, figures):
    for name, bound in said["names"][world].items():
        if bound == "maybe":
            figures.unknown += 1
        elif (bound == "yes") != (name in built["names"]):
            figures.disagreed.append(f"{label} {world} name {name}: said to be bound: {bound}")
        else:
            figures.agreed += 1


def compare(server, version, first_seed, count):
    """Generates modules and compares; those that one of the worlds cannot import are compared in the other."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        texts = {f"m{seed}.py": generate.module(seed) for seed in range(first_seed, first_seed + count)}
        for name, text in texts.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        said = evaluated(server, folder)
    jobs = [{"files": {name: texts[name]}, "main": name, "world": world} for name in texts for world in WORLDS]
    results = iter(json.loads(sdk.run(version, "importing.py", stdin=json.dumps(jobs))))
    for name in texts:
        figures.modules += 1
        for world in WORLDS:
            built = next(results)
            if built["raised"] is not None:
                continue
            compare_functions(said[name], built, world, name, figures)
            compare_names(said[name], built, world, name, figures)
    return figures


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--version", default=sdk.VERSIONS[0])
    given = parser.parse_args()
    found = compare(given.server, given.version, given.seed, given.count)
    print(*found.disagreed[:20], sep="\n")
    print(found)
