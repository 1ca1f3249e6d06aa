"""The real SDK, for tests only: installed from its registry by name, once, and imported in child processes."""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ["1.6.4", "1.5.4"]


class Unavailable(Exception):
    """The SDK cannot be installed here, for the reason given."""


def python_with(version):
    """The interpreter of an environment that has this version of the SDK."""
    home = ROOT / ".deps" / f"sdk-{version}"
    python = home / "bin" / "python"
    done = home / "complete"
    if done.exists():
        return python
    try:
        venv.create(home, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"modal=={version}"]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    except (OSError, subprocess.SubprocessError) as error:
        output = getattr(error, "stderr", b"") or b""
        raise Unavailable(f"{error}: {output.decode(errors='replace').strip()[-200:]}") from error
    done.write_text(version)
    return python


def environment():
    """Of a child process: no configuration of the user's, and nothing that would be asked of a server."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR") if key in os.environ}
    return kept | {"MODAL_CONFIG_PATH": os.devnull, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}


def run(version, script, arguments=(), stdin=""):
    """The standard output of a script of this folder under the SDK."""
    command = [python_with(version), "-W", "ignore", Path(__file__).with_name(script), *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=500, env=environment())
    if done.returncode != 0:
        raise RuntimeError(f"{script} failed: {done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    for each in sys.argv[1:] or VERSIONS:
        print(python_with(each))
