"""The wheel and the source distribution."""

import os
import tarfile
import zipfile

from place import ROOT, VERSION, need, run, shop


def built(place, kind):
    """The distribution that the build backend makes of this tree."""
    folder = place.folder(kind)
    run(place.tools / "pyproject-build", "--no-isolation", f"--{kind}", "--outdir", folder, ROOT, env=place.environment)
    (made,) = folder.iterdir()
    return made


def test_a_wheel_holds_the_binary_and_a_module(place):
    wheel = built(place, "wheel")
    assert wheel.name.startswith(f"modal_lsp-{VERSION}-py3-none-linux_"), wheel.name
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        script = f"modal_lsp-{VERSION}.data/scripts/modal-lsp"
        assert archive.read(script) == place.binary.read_bytes(), "another binary"
    ours = {name for name in names if ".dist-info/" not in name}
    assert ours == {script, "modal_lsp/__init__.py", "modal_lsp/__main__.py"}, ours
    assert any(name.endswith("/LICENSE") for name in names), names
    place.wheel = wheel


def test_a_fresh_environment_runs_the_wheel(place):
    home = place.out / "environment"
    run("python3", "-m", "venv", home)
    run(home / "bin" / "pip", "install", "--quiet", "--no-index", "--no-deps", place.wheel)
    assert run(home / "bin" / "modal-lsp", "--version") == f"modal-lsp {VERSION}\n"
    as_module = run(home / "bin" / "python", "-m", "modal_lsp", "check", shop(home), code=1)
    assert "from-name-unknown-target" in as_module, as_module
    # No interpreter between an editor and the server.
    assert (home / "bin" / "modal-lsp").read_bytes()[:4] == b"\x7fELF"


def test_the_module_says_where_it_looked(place):
    home = place.out / "environment"
    (home / "bin" / "modal-lsp").unlink()
    said = run(home / "bin" / "python", "-m", "modal_lsp", "--version", code=1)
    assert "FileNotFoundError: modal-lsp is in none of" in said and str(home / "bin") in said, said


def test_a_source_distribution_holds_what_building_needs(place):
    archive = built(place, "sdist")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames() if "/" in name}
        opened.extractall(place.out / "sources")
    for wanted in ("CMakeLists.txt", "pyproject.toml", "README.md", "LICENSE", "PKG-INFO", "server/main.cpp",
                   "analysis/rules/catalogue.cpp.in", "server/packages/python/modal_lsp/__main__.py"):
        assert wanted in names, wanted
    assert any(name.startswith(".deps/tree-sitter-python-") for name in names), "no sources of the grammar"
    unwanted = {name.split("/")[0] for name in names} & {"tests", "build", "editors", ".git", ".venv"}
    assert not unwanted, unwanted


def test_a_source_distribution_configures_without_fetching(place):
    need("cmake", "ninja")
    (sources,) = (place.out / "sources").iterdir()
    # A way to fetch that fails: it must not be asked.
    tool = place.folder("no-npm") / "npm"
    tool.write_text("#!/bin/sh\necho npm was asked >&2\nexit 1\n")
    tool.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tool.parent}:{os.environ['PATH']}"}
    run("cmake", "-G", "Ninja", "-S", sources, "-B", sources / "build", "-DMODAL_LSP_TESTS=OFF",
        "-DMODAL_LSP_PORTABLE=ON", env=environment)
    assert (sources / "build" / "build.ninja").exists()
