"""What the tests of packages share: the binary, a folder to work in, the tools, and running things."""

import functools
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["build==1.6.1", "scikit-build-core==1.1.2", "pre-commit==4.7.0"]
VERSION = re.search(r"project\(modal-lsp VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]


class Skip(Exception):
    """The test cannot run here, for the reason given."""


def need(*programs):
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        raise Skip(f"{', '.join(missing)} not found")


def run(*command, code=0, timeout=120, **more):
    """Standard output and standard error together; AssertionError when the exit code is another."""
    done = subprocess.run([str(each) for each in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          stdin=subprocess.DEVNULL, timeout=timeout, check=False, **more)
    assert done.returncode == code, f"{command[0]} ended with {done.returncode}, not {code}: {done.stdout[-1500:]}"
    return done.stdout


class Place:
    def __init__(self, server, out):
        self.server = server
        self.out = out.resolve()
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)

    def folder(self, name):
        made = self.out / name
        made.mkdir()
        return made

    @functools.cached_property
    def binary(self):
        """The server without what only a debugger reads: packing that would take longer than all the rest."""
        stripped = self.out / "modal-lsp"
        run("strip", "-o", stripped, self.server)
        return stripped

    @property
    def environment(self):
        """Has the packages wrap this binary."""
        return {**os.environ, "MODAL_LSP_PREBUILT": str(self.binary)}

    @functools.cached_property
    def tools(self):
        """The folder of the programs of TOOLS, in the versions that are named there."""
        home = ROOT / ".deps" / "package-tools"
        done, wanted = home / "complete", "\n".join([sys.version, *TOOLS])
        if not done.exists() or done.read_text() != wanted:
            try:
                venv.create(home, with_pip=True, clear=True)
                run(home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS, timeout=240)
            except (OSError, AssertionError, subprocess.SubprocessError) as error:
                raise Skip(f"cannot install {' '.join(TOOLS)}: {error}") from error
            done.write_text(wanted)
        return home / "bin"


def shop(folder):
    """A copy of the sample workspace, which has findings on purpose; a repository of its own, since ours ignores where it is."""
    made = Path(shutil.copytree(ROOT / "tests" / "workspaces" / "shop", folder / "shop"))
    (made / ".git").mkdir()
    return made
