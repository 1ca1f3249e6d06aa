"""What the CLI prints, kept under tests/golden/cli/VERSION: our server reads it, and its unit tests read these files."""

import difflib
import os
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "cli"


def steady(project, text):
    """The text without what differs from one run to the next."""
    text = text.replace(str(project.folder), "/project")
    text = re.sub(r"http://127\.0\.0\.1:\d+", "http://127.0.0.1:1", text)
    return re.sub(r"in \d+\.\d+s!", "in 0.000s!", text)


def lines(text):
    """Those of the tree of objects in any order: they are created at the same time, and told as they are ready."""
    said = text.splitlines()
    is_tree = [each.startswith(("├", "│", "└", "    └")) for each in said]
    rest = [each for each, inside in zip(said, is_tree) if not inside]
    return rest, sorted(each.lstrip("├│└─ ") for each, inside in zip(said, is_tree) if inside)


def check(project, name, text):
    """Compares with the file of that name, or renews it when MODAL_LSP_UPDATE is set."""
    file, text = FOLDER / project.version / name, steady(project, text)
    if os.environ.get("MODAL_LSP_UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    expected = file.read_text() if file.exists() else ""
    difference = difflib.unified_diff(expected.splitlines(), text.splitlines(), str(file), "printed", lineterm="")
    assert lines(text) == lines(expected), "\n".join(difference)
