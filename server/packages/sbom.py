#!/usr/bin/env python3
"""Writes a software bill of materials, CycloneDX 1.5 as JSON, to standard output.

    sbom.py BUILD_DIR BINARY [RUNTIME=VERSION...]

What is compiled in is read from the build itself: the headers that ninja recorded lead to the distribution's packages,
with their versions; the grammar's archives to the versions and digests that CMake demands. RUNTIME is what the
compiler links in, such as libc++=20.1.2. What the binary asks of the machine is read from the binary.
"""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LICENSES = {"nlohmann-json3-dev": "MIT", "libfmt-dev": "MIT", "libspdlog-dev": "MIT", "libtomlplusplus-dev": "MIT",
            "libasio-dev": "BSL-1.0", "libexpected-dev": "CC0-1.0", "libcli11-dev": "BSD-3-Clause",
            "libcurl4-openssl-dev": "curl", "tree-sitter": "MIT", "tree-sitter-python": "MIT",
            "libc++": "Apache-2.0 WITH LLVM-exception", "libstdc++": "GPL-3.0-or-later WITH GCC-exception-3.1"}
# Only its header is used; the library is opened at run time where there is one.
HEADER_ONLY_AT_RUN_TIME = {"libcurl4-openssl-dev"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def headers(build):
    """The distribution's headers that the build read, by their place on this machine."""
    found = set()
    for line in output("ninja", "-C", str(build), "-t", "deps").splitlines():
        place = line.strip()
        if "/usr/include/" in place:
            found.add(place[place.index("/usr/include/"):])
    return found


def packages(places):
    """Debian's packages of our libraries among the headers, and their versions."""
    found = {}
    folders = {"/".join(place.split("/")[:4]) for place in places}
    for folder in sorted(folders):
        asked = subprocess.run(["dpkg", "-S", folder], capture_output=True, text=True, check=False)
        for name in asked.stdout.split(": ")[0].split(", ") if asked.returncode == 0 else []:
            name = name.split(":")[0]
            if name in LICENSES:
                found[name] = output("dpkg-query", "-W", "-f=${Version}", name)
    # Its headers are below the folder of the processor's kind, which is many packages'.
    if any("/curl/" in place for place in places):
        found["libcurl4-openssl-dev"] = output("dpkg-query", "-W", "-f=${Version}", "libcurl4-openssl-dev")
    return found


def grammar():
    text = (ROOT / "analysis/syntax/CMakeLists.txt").read_text()
    return re.findall(r"^fetch_package\((\S+) (\S+) ([0-9a-f]{64})\)", text, re.MULTILINE)


def component(name, version, purl=None, **more):
    made = {"type": "library", "bom-ref": purl or f"{name}@{version}", "name": name, "version": version}
    if purl:
        made["purl"] = purl
    if name in LICENSES:
        made["licenses"] = [{"expression": LICENSES[name]}]
    return {**made, **more}


def components(build, runtimes):
    for name, version, digest in grammar():
        yield component(name, version, f"pkg:npm/{name}@{version}", scope="required",
                        hashes=[{"alg": "SHA-256", "content": digest}])
    for name, version in sorted(packages(headers(build)).items()):
        optional = name in HEADER_ONLY_AT_RUN_TIME
        yield component(name, version, f"pkg:deb/debian/{name}@{version}", scope="optional" if optional else "required")
    for each in runtimes:
        name, version = each.split("=", 1)
        yield component(name, version, scope="required")


def needed(binary):
    dynamic = output("readelf", "--dynamic", "--wide", str(binary))
    return re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)


def main(build, binary, *runtimes):
    version = re.search(r"project\(modal-lsp VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())[1]
    digest = hashlib.sha256(Path(binary).read_bytes()).hexdigest()
    when = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    listed = list(components(Path(build), runtimes))
    subject = {"type": "application", "bom-ref": "modal-lsp", "name": "modal-lsp", "version": version,
               "licenses": [{"expression": "MIT"}], "hashes": [{"alg": "SHA-256", "content": digest}],
               "properties": [{"name": "needs at run time", "value": name} for name in needed(binary)]}
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "serialNumber": f"urn:uuid:{uuid.UUID(digest[:32])}",
        "metadata": {"timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": subject},
        "components": listed,
        "dependencies": [{"ref": "modal-lsp", "dependsOn": [each["bom-ref"] for each in listed]}],
    }, indent=2))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
