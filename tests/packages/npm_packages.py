"""The npm packages."""

import json
import os
import platform
import signal
import subprocess
import time

from place import ROOT, VERSION, need, run, shop

PLATFORM = "linux-" + {"x86_64": "x64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def test_npm_packs_a_launcher_and_a_platform(place):
    need("node", "npm")
    made = place.out / "npm"
    run("node", ROOT / "editors/npm/pack.js", VERSION, made, f"{PLATFORM}={place.binary}")
    assert {each.name for each in made.iterdir()} == {f"modal-lsp-{VERSION}.tgz",
                                                      f"modal-lsp-{PLATFORM}-{VERSION}.tgz"}
    project = place.folder("npm-project")
    (project / "package.json").write_text('{"name": "scratch", "version": "1.0.0"}')
    run("npm", "install", "--offline", "--no-audit", "--no-fund", *made.iterdir(), cwd=project)
    manifest = json.loads((project / "node_modules/@modal-lsp" / PLATFORM / "package.json").read_text())
    assert (manifest["os"], manifest["libc"]) == (["linux"], ["glibc"]), manifest
    place.launcher = project / "node_modules/.bin/modal-lsp"


def test_the_launcher_hands_arguments_and_exit_codes_on(place):
    need("node", "npm")
    assert run(place.launcher, "--version") == f"modal-lsp {VERSION}\n"
    assert "from-name-unknown-target" in run(place.launcher, "check", shop(place.folder("npm-check")), code=1)
    run(place.launcher, "check", "--no-such-option", code=2)


def children(pid):
    return [int(each) for each in open(f"/proc/{pid}/task/{pid}/children", encoding="ascii").read().split()]


def eventually(condition, limit_s=20):
    end = time.monotonic() + limit_s
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def test_the_launcher_hands_signals_on(place):
    need("node", "npm")
    launcher = subprocess.Popen([place.launcher], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        server = eventually(lambda: children(launcher.pid))[0]
        assert eventually(lambda: os.readlink(f"/proc/{server}/exe").endswith("/bin/modal-lsp")), "no server"
        launcher.send_signal(signal.SIGTERM)
        assert launcher.wait(timeout=20) == -signal.SIGTERM, launcher.returncode
        assert not os.path.exists(f"/proc/{server}"), "the server is still there"
    finally:
        launcher.kill()
        launcher.communicate()


def test_the_launcher_says_which_package_is_missing(place):
    need("node", "npm")
    (place.launcher.resolve().parent.parent / "@modal-lsp" / PLATFORM).rename(place.out / "moved-away")
    said = run(place.launcher, "--version", code=127)
    assert f"@modal-lsp/{PLATFORM} is not installed" in said and "MODAL_LSP_BINARY" in said, said
    assert run(place.launcher, "--version", env={**os.environ, "MODAL_LSP_BINARY": str(place.binary)}).startswith("modal-lsp ")
