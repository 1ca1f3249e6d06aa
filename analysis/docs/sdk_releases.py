"""The releases of the SDK that tables are made from. Used by the generators; nothing of this happens in a build."""

import subprocess
import sys
from pathlib import Path

# The last release of each minor version.
VERSIONS = ["0.64.227", "0.73.173", "1.0.5", "1.1.4", "1.2.6", "1.3.5", "1.4.2", "1.5.4", "1.6.4"]

# What releases need that they do not say: newer versions of it came after them.
WITH = {"*": ["setuptools<80"], "1.4.2": ["setuptools<80", "typer<0.20"]}


def install(version, folder):
    """The folder that holds the release; installed from its registry unless it is there."""
    target = Path(folder, version)
    if not target.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", target, f"modal=={version}", *WITH.get(version, WITH["*"])]
        subprocess.run(command, check=True, capture_output=True)
    return target


def minor(version):
    return ".".join(version.split(".")[:2])
