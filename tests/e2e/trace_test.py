"""What the server asks of the system: it starts no program, connects to nothing and writes nowhere."""

import os
import re
import shutil
import subprocess

from client import Client, uri_of

MODULE = 'import modal\n\napp = modal.App("shop")\n\n\n@app.cls()\nclass A:\n    @modal.method()\n    def m(self): ...\n\n\nmodal.Cls.from_name("shop", "A")\n'
CALLS = "trace=execve,execveat,socket,connect,bind,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat2"


def can_trace():
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def offences(lines):
    started = False  # the one execve that is the server itself
    for line in lines:
        call = re.sub(r"^\d+\s+", "", line)
        if call.startswith("execve("):
            if started:
                yield line
            started = True
        elif call.startswith(("execveat", "socket", "connect", "bind", "creat", "mkdir", "unlink", "rename")):
            yield line
        elif call.startswith("openat") and re.search(r"O_WRONLY|O_RDWR|O_CREAT", call) and "/dev/null" not in call:
            yield line


def test_no_program_is_started_nothing_connected_to_nothing_written(binary, folder):
    if not can_trace():
        return  # not every machine lets processes be traced
    for i in range(20):
        (folder / f"m{i}.py").write_text(MODULE.replace("shop", f"shop-{i}"), encoding="utf-8")
    log = folder.parent / f"{folder.name}.trace"
    try:
        process = subprocess.Popen(["strace", "-f", "-o", str(log), "-e", CALLS, binary], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        client = Client(process.stdout, process.stdin, process)
        client.initialize(folder)
        client.open(folder / "m0.py")
        place = {"textDocument": {"uri": uri_of(folder / "m0.py")}, "position": {"line": 11, "character": 24}}
        for i in range(1000):
            method = ("hover", "definition", "completion", "references")[i % 4]
            more = {"context": {"includeDeclaration": True}} if method == "references" else {}
            client.call(f"textDocument/{method}", {**place, **more})
        assert client.leave() == 0
        found = list(offences(log.read_text(encoding="utf-8", errors="replace").splitlines()))
        assert not found, found[:5]
    finally:
        log.unlink(missing_ok=True)
