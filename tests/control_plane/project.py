"""A person's project folder, and the real CLI run in it against a plane."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "oracle"))
import sdk  # noqa: E402
from sources import APP  # noqa: E402

TIMEOUT_S = 150  # of a command; only a broken one, or a starved machine, needs it

@dataclass
class Done:
    code: int
    out: str
    err: str


class Project:
    """In `folder`, with a home of its own; `version` is the CLI's, `server` our binary.

    `variables` are added to the environment of every child."""

    def __init__(self, folder, version, plane, server=None):
        self.folder, self.version, self.plane, self.server = Path(folder), version, plane, server
        self.home = self.folder / ".home"
        self.home.mkdir(parents=True)
        self.variables = plane.variables() | {"TZ": "UTC", "COLUMNS": "200"}
        self.write("app.py", APP)

    def at_least(self, version):
        """Whether the CLI is that new."""
        return [int(each) for each in self.version.split(".")] >= [int(each) for each in version.split(".")]

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def profiles(self, text):
        """Puts settings into the file that the CLI reads."""
        return self.write(".home/.modal.toml", text)

    @property
    def program(self):
        return Path(sdk.python_with(self.version)).with_name("modal")

    def environment(self):
        """Of a child: the CLI on the path, its own home."""
        given = sdk.environment() | {"HOME": str(self.home), "MODAL_CONFIG_PATH": str(self.home / ".modal.toml")}
        return given | {"PATH": f"{self.program.parent}{os.pathsep}{given['PATH']}"} | self.variables

    def modal(self, *arguments, timeout=TIMEOUT_S, **more):
        """Runs one command to its end."""
        done = subprocess.run([self.program, *arguments], cwd=self.folder, env=self.environment() | more,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)
        return Done(done.returncode, done.stdout, done.stderr)

    def begin(self, *arguments):
        return Running(subprocess.Popen([self.program, *arguments], cwd=self.folder, env=self.environment(),
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True))


class Running:
    """A command that stays. Use as a context: whatever happens, it is gone afterwards."""

    def __init__(self, process):
        self.process, self.text = process, ""
        self._said = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self._said:
                self.text += line
                self._said.notify_all()

    def says(self, words, timeout=TIMEOUT_S):
        """Whether it printed this, waiting for it."""
        with self._said:
            return self._said.wait_for(lambda: words in self.text, timeout)

    def interrupt(self, limit=TIMEOUT_S):
        """Ctrl-C until it is gone, and its exit code: `modal serve` misses the one that comes while it settles down."""
        for _ in range(limit):
            self.process.send_signal(signal.SIGINT)
            try:
                return self.process.wait(1)
            except subprocess.TimeoutExpired:
                pass
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(TIMEOUT_S)
