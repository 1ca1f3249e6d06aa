#!/usr/bin/env python3
"""How long it takes from starting an editor on a file with a mistake to the first finding on its screen. By hand:

    first_diagnostic.py [--runs N] SERVER [neovim helix emacs vscode …]

The editors are those of the suites, set up as editors/README.md says, on a copy of the sample workspace. It measures and
judges nothing: each line has the fastest and the slowest of the runs. VS Code is a code-server that is up already; there it
counts from opening the window."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FILE = "shop/search/broken_lookup.py"
FINDING = 'has no class "Embeder"'
LIMIT_S = 90


class Place:
    """A home of its own with `modal-lsp` on its path, and a copy of the sample workspace. Use as a context."""

    def __init__(self, server):
        self.server = Path(server).resolve()

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp())
        self.shop = self.folder / "shop"
        shutil.copytree(ROOT / "tests/workspaces/shop", self.shop)
        (self.folder / "bin").mkdir()
        (self.folder / "bin/modal-lsp").symlink_to(self.server)
        self.environment = os.environ | {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / "config"),
                                         "XDG_CACHE_HOME": str(self.folder / "cache"), "LC_ALL": "C.UTF-8",
                                         "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def until_it_says(self, words, command):
        """Seconds from the start of a command to a line of its output with these words."""
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=self.shop, env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if words in line:
                    return time.monotonic() - begun
            raise RuntimeError("".join(said[-5:]) or "it said nothing")
        finally:
            process.kill()
            process.wait()


def neovim(place, program):
    place.write("config/nvim/init.lua", f"""
vim.opt.runtimepath:append('{ROOT}/editors/neovim')
vim.lsp.enable('modal_lsp')
-- Only for the measurement.
vim.api.nvim_create_autocmd('DiagnosticChanged', {{ callback = function()
  for _, each in ipairs(vim.diagnostic.get(0)) do io.stderr:write(each.message .. '\\n') end
end }})
""")
    return place.until_it_says(FINDING, ["timeout", str(LIMIT_S), program, "--headless", "-n", FILE])


def helix(place, program):
    for name in ("editors/helix/languages.toml", "tests/editors/helix/config.toml"):
        place.write(f"config/helix/{Path(name).name}", (ROOT / name).read_text())
    tmux = ["tmux", "-u", "-L", f"modal-lsp-first-{os.getpid()}"]
    begun = time.monotonic()
    environment = place.environment | {"TERM": "xterm-256color"}
    subprocess.run([*tmux, "-f", "/dev/null", "new-session", "-d", "-s", "helix", "-x", "150", "-y", "40", program, FILE],
                   cwd=place.shop, env=environment, check=True)
    try:
        while time.monotonic() - begun < LIMIT_S:
            screen = subprocess.run([*tmux, "capture-pane", "-p", "-t", "helix"], capture_output=True, text=True).stdout
            if FINDING in screen:
                return time.monotonic() - begun
            time.sleep(0.02)
        raise RuntimeError("the screen never showed it")
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True)


def emacs(place, program):
    script = place.write("first.el", f"""
(load "{ROOT}/editors/emacs/modal-lsp.el" nil t)
(require 'eglot)
(setq project-vc-extra-root-markers '("pyproject.toml") python-indent-guess-indent-offset nil)
(find-file "{FILE}")
(python-mode)
(call-interactively #'eglot)
(while t
  (accept-process-output nil 0.02)
  (flymake-start)
  (dolist (each (flymake-diagnostics)) (princ (concat (flymake-diagnostic-text each) "\\n"))))
""")
    return place.until_it_says(FINDING, ["timeout", str(LIMIT_S), program, "-Q", "--batch", "-l", script])


def vscode(place, program):
    extension, node = ROOT / "editors/vscode", Path(program).with_name("node")
    vsix = place.folder / "modal-lsp.vsix"
    environment = place.environment | {"PATH": f"{node.parent}{os.pathsep}{place.environment['PATH']}"}
    if not (extension / "node_modules").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=extension, check=True, capture_output=True)
    for script in ("build", "package"):
        extra = ["--server", place.server, "--target", "linux-x64", "--out", vsix] if script == "package" else []
        subprocess.run([node, f"scripts/{script}.mjs", *extra], cwd=extension, env=environment, check=True,
                       capture_output=True)
    command = [node, HERE / "vscode/first_diagnostic.mjs", program, vsix, place.shop, FILE, place.folder / "out"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LIMIT_S * 3)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-500:])
    return float(done.stdout)


EDITORS = {"neovim": (neovim, "nvim"), "helix": (helix, "hx"), "emacs": (emacs, "emacs"), "vscode": (vscode, "code-server")}


def measure(name, server, runs):
    """The line to print."""
    function, package = EDITORS[name]
    got = subprocess.run([HERE / "get-editor.sh", package, ROOT / ".deps/editors"], capture_output=True, text=True)
    if got.returncode != 0:
        return f"{name:10}cannot be had here: {got.stderr.strip().splitlines()[-1]}"
    program, seconds = got.stdout.strip().splitlines()[-1], []
    for _ in range(runs):
        with Place(server) as place:
            seconds.append(function(place, program))
    return f"{name:10}{min(seconds):6.1f} s to {max(seconds):.1f} s"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("editors", nargs="*", default=list(EDITORS), metavar="EDITOR", help=", ".join(EDITORS))
    given = parser.parse_intermixed_args()
    if unknown := [each for each in given.editors if each not in EDITORS]:
        parser.error(f"no editor \"{unknown[0]}\"")
    print(f"first finding, {given.runs} runs, {os.cpu_count()} cores")
    for name in given.editors:
        print(measure(name, given.server, given.runs), flush=True)


if __name__ == "__main__":
    sys.exit(main())
