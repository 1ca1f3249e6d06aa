"""The Debian package, and the bill of materials."""

import json
import re

from place import ROOT, Skip, need, run

FILES = ["usr/bin/modal-lsp", "usr/share/bash-completion/completions/modal-lsp",
         "usr/share/zsh/vendor-completions/_modal-lsp", "usr/share/fish/vendor_completions.d/modal-lsp.fish",
         "usr/share/man/man1/modal-lsp.1.gz", "usr/share/doc/modal-lsp/copyright", "usr/share/doc/modal-lsp/changelog.gz"]


def test_a_debian_package_is_made(place):
    need("cmake", "ninja", "cpack", "dpkg-deb", "dpkg-shlibdeps", "file")
    build = place.folder("package")
    run("cmake", "-G", "Ninja", "-S", ROOT, "-B", build, "-DMODAL_LSP_PACKAGES=ON", f"-DMODAL_LSP_PREBUILT={place.binary}")
    run("cmake", "--build", build)
    run("cpack", "-G", "DEB", cwd=build)
    (place.deb,) = build.glob("*.deb")
    run("dpkg-deb", "-x", place.deb, place.out / "unpacked")
    for each in FILES:
        assert (place.out / "unpacked" / each).is_file(), each


def unpacked(place):
    if not (place.out / "unpacked").is_dir():
        raise Skip("there is no Debian package")
    return place.out / "unpacked"


def test_the_debian_package_depends_on_what_the_binary_needs(place):
    unpacked(place)
    depends = run("dpkg-deb", "-f", place.deb, "Depends")
    assert re.search(r"\blibc6 \(>= 2\.\d+\)", depends), depends
    needed = re.findall(r"\(NEEDED\).*\[(lib(?:fmt|spdlog|stdc\+\+))", run("readelf", "-d", "-W", place.binary))
    for library in needed:
        assert library in depends, (library, depends)


def test_the_debian_packages_files_work(place):
    share = unpacked(place) / "usr/share"
    assert run(unpacked(place) / "usr/bin/modal-lsp", "--version").startswith("modal-lsp ")
    run("bash", "-n", share / "bash-completion/completions/modal-lsp")
    zsh = (share / "zsh/vendor-completions/_modal-lsp").read_text()
    assert zsh.startswith("#compdef modal-lsp") and zsh.endswith('_modal-lsp "$@"\n'), zsh[-80:]


def test_the_manual_page_has_every_command(place):
    page = run("zcat", unpacked(place) / "usr/share/man/man1/modal-lsp.1.gz")
    said = run(place.binary, "--help")
    commands = re.findall(r"^ {2}([a-z0-9]+)  ", said.split("Subcommands:")[-1], re.MULTILINE)
    assert len(commands) > 5, said
    for command in commands:
        assert f"\n.B {command}\n" in page, f"the page lacks {command}"


def test_the_bill_of_materials_names_what_is_compiled_in(place):
    need("ninja", "dpkg", "readelf")
    if not (place.server.parent / "build.ninja").exists():
        raise Skip("the binary is not in the folder it was built in")
    bill = json.loads(run(ROOT / "server/packages/sbom.py", place.server.parent, place.binary))
    listed = {each["name"]: each["version"] for each in bill["components"]}
    assert {"tree-sitter", "tree-sitter-python", "nlohmann-json3-dev", "libfmt-dev", "libcli11-dev"} <= set(listed), listed
    assert all(listed.values()) and bill["metadata"]["component"]["name"] == "modal-lsp", bill
