"""Codes of errors and of the exit, in every phase of the server's life."""

import os
import signal
import subprocess
import sys
import time

from client import Client, PUSH, uri_of


def server(binary, *arguments):
    return Client.start(binary, *arguments)


def test_a_request_before_initialize_is_refused(binary, folder):
    client = server(binary)
    assert client.error("textDocument/hover") == -32002
    client.initialize(folder)
    assert client.leave() == 0


def test_a_request_after_shutdown_is_refused(binary, folder):
    client = server(binary)
    client.initialize(folder)
    client.call("shutdown")
    assert client.error("textDocument/hover") == -32600
    client.notify("exit")
    assert client.process.wait(5) == 0


def test_an_unknown_method_and_bad_parameters_have_their_codes(binary, folder):
    client = server(binary)
    client.initialize(folder)
    assert client.error("no/such") == -32601
    assert client.error("textDocument/hover", {"textDocument": 5}) == -32602
    client.send_bytes(b"Content-Length: 5\r\n\r\n{oops")
    assert client.until(lambda: None in client.answers)
    assert client.answers[None]["error"]["code"] == -32700
    assert client.leave() == 0


def test_a_held_request_is_cancelled(binary, folder):
    client = server(binary)
    client.initialize(folder, {"textDocument": {"diagnostic": {}}})
    client.sync()
    request = client.begin("workspace/diagnostic", {"previousResultIds": []})
    client.notify("$/cancelRequest", {"id": request})
    assert client.wait(request)["error"]["code"] == -32800
    assert client.leave() == 0


def test_exit_without_shutdown_gives_one(binary, folder):
    client = server(binary)
    client.initialize(folder)
    client.notify("exit")
    assert client.process.wait(5) == 1


def test_the_end_of_input_gives_one_in_time(binary, folder):
    client = server(binary)
    client.initialize(folder)
    begun = time.monotonic()
    client.process.stdin.close()
    assert client.process.wait(5) == 1
    assert time.monotonic() - begun < 2


def test_the_end_of_input_after_shutdown_gives_zero(binary, folder):
    client = server(binary)
    client.initialize(folder)
    client.call("shutdown")
    client.process.stdin.close()
    assert client.process.wait(5) == 0


def test_a_closed_output_ends_the_server(binary, folder):
    for spoken in (False, True):
        # Without the client of the other tests, whose thread would keep the pipe open.
        process = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if spoken:
            body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
            process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"Content-Length")
        begun = time.monotonic()
        process.stdout.close()
        assert process.wait(5) == 1
        assert time.monotonic() - begun < 2


PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.argv[1], *sys.argv[2:]], stdin=int(os.environ["IN"]), stdout=int(os.environ["OUT"]),
                         pass_fds=[])
print(child.pid, os.getpid(), flush=True)
time.sleep(60)
"""


def orphan(binary, folder, by_initialize):
    """Starts the server below a parent that is then killed, while somebody else holds the pipes open."""
    to_server, from_server = os.pipe(), os.pipe()
    environment = {**os.environ, "IN": str(to_server[0]), "OUT": str(from_server[1])}
    arguments = [] if by_initialize else ["--clientProcessId", "PARENT"]
    script = PARENT.replace("*sys.argv[2:]", "*[os.environ.get('X') or (str(os.getpid()) if a == 'PARENT' else a) "
                                             "for a in sys.argv[2:]]")
    parent = subprocess.Popen([sys.executable, "-c", script, binary, *arguments], env=environment,
                              stdout=subprocess.PIPE, pass_fds=[to_server[0], from_server[1]])
    child, parent_id = map(int, parent.stdout.readline().split())
    client = Client(os.fdopen(from_server[0], "rb"), os.fdopen(to_server[1], "wb"))
    client.initialize(folder, PUSH, processId=parent_id if by_initialize else None)
    os.close(to_server[0])
    os.close(from_server[1])
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        with open(f"/proc/{child}/stat", encoding="ascii") if os.path.exists(f"/proc/{child}") else open(os.devnull) as stat:
            if stat.read().rpartition(") ")[2][:1] in ("", "Z"):
                return True
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    return False


def test_the_death_of_the_parent_named_in_initialize_ends_the_server(binary, folder):
    assert orphan(binary, folder, True)


def test_the_death_of_the_parent_named_on_the_command_line_ends_the_server(binary, folder):
    assert orphan(binary, folder, False)


def test_the_server_says_who_it_is(binary, folder):
    client = server(binary)
    result = client.initialize(folder)
    assert result["serverInfo"]["name"] == "modal-lsp"
    assert result["serverInfo"]["version"]
    status = client.call("workspace/executeCommand", {"command": "modal-lsp.status"})
    assert status["version"] == result["serverInfo"]["version"]
    assert status["folders"] == [str(folder)]
    assert client.leave() == 0


def test_strange_folders_are_understood(binary, folder):
    (folder / "a.py").write_text("import modal\n")
    file, nested = folder / "a.py", folder / "deep"
    nested.mkdir()
    for more in ({"rootUri": None}, {"rootUri": None, "workspaceFolders": None},
                 {"rootUri": None, "workspaceFolders": [], "rootPath": "/usr"},
                 {"rootUri": uri_of(file)},
                 {"workspaceFolders": [{"uri": uri_of(path), "name": "x"} for path in (folder, folder, nested, file)]},
                 {"rootUri": uri_of(folder / "nowhere")}, {"rootUri": "untitled:x"}):
        client = server(binary)
        client.initialize(None, PUSH, **more)
        client.open(file)
        client.sync()
        status = client.call("workspace/executeCommand", {"command": "modal-lsp.status"})
        assert "/usr" not in status["folders"], (more, status)
        assert len(status["folders"]) == len(set(status["folders"])), status
        assert client.leave() == 0, more
