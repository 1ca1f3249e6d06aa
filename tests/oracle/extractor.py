"""Compares what `docs index` reads from a package as text with what Python says of the same package."""

import ast
import json
import subprocess

import docs
import sdk

# Every way the package has been laid out since the first release that we know names of.
VERSIONS = ["0.64.227", "0.73.173", "1.0.5", "1.2.6", "1.4.2", "1.5.4", "1.6.4"]


def index_of(server, version):
    home = sdk.python_with(version).parent.parent
    command = [server, "docs", "--all", "--sdk", home, "--output-format", "json"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found["sdk"], {symbol["path"]: symbol for symbol in found["symbols"]}


def comparable(default):
    """A literal's value; of objects only that there is one."""
    if not default or default == "...":
        return default
    try:
        return repr(ast.literal_eval(default))
    except (SyntaxError, ValueError):
        return "..."


def parameters_of(symbol):
    return [(p["name"], docs.KINDS.get(p["kind"], p["kind"]), comparable(p["default"])) for p in symbol["parameters"]]


def first_paragraph(docstring):
    lines = [line for line in docstring.splitlines() if not line.startswith("mdmd:")]
    text = "\n".join(lines).strip()
    return " ".join(text.split("\n\n")[0].split("```")[0].split())


def disagreements(index, surface, real_docs):
    for path, real in surface.items():
        known = index.get(path)
        if known is None:
            yield f"{path} is missing"
        elif known["kind"] != real["kind"]:
            yield f"{path} is a {real['kind']}, not a {known['kind']}"
        elif parameters_of(known) != parameters_of(real):
            yield f"{path} takes {parameters_of(real)}, not {parameters_of(known)}"
    for path, known in index.items():
        real = real_docs[path]
        if real is None:
            yield f"{path} does not exist"
        # Without a docstring of its own a part has one of ours, or one of Python's.
        elif real and "docstring" in known and known["docstring"] != first_paragraph(real):
            yield f"{path} says \"{first_paragraph(real)}\", not \"{known['docstring']}\""


def check(server):
    """One line a version: the table of the extractor's agreement."""
    for version in VERSIONS:
        try:
            said, index = index_of(server, version)
        except sdk.Unavailable as error:
            yield f"skip extractor under {version}: {error}"
            continue
        surface = docs.surface_of(version)
        real_docs = json.loads(sdk.run(version, "docstrings.py", stdin=json.dumps(list(index))))
        wrong = list(disagreements(index, surface, real_docs))
        if said != version:
            wrong.append(f"it says it is {said}")
        yield from (f"FAIL extractor under {version}: {each}" for each in wrong[:20])
        if not wrong:
            parameters = sum(len(symbol["parameters"]) for symbol in surface.values())
            described = sum(1 for path, text in real_docs.items() if text and index[path].get("docstring"))
            yield (f"ok extractor under {version}: {len(surface)} names and {parameters} parameters as `inspect` has them, "
                   f"{described} docstrings, {len(index) - len(surface)} further names that exist")
