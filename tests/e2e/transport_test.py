"""How bytes come and go: socket, pipe, broken frames, clients that stop reading."""

import os
import resource
import socket
import subprocess
import time

from client import Client, PUSH, uri_of


def connected(listener, binary, *arguments):
    process = subprocess.Popen([binary, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    listener.settimeout(10)
    connection, _ = listener.accept()
    return Client(connection.makefile("rb"), connection.makefile("wb"), process), connection


def test_a_socket_serves(binary, folder):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client, _ = connected(listener, binary, "--socket", str(listener.getsockname()[1]))
        client.initialize(folder)
        assert client.leave() == 0
        assert client.process.stdout.read() == b"", "nothing but the protocol may be written"


def test_a_pipe_serves_and_its_end_ends_the_server(binary, folder):
    name = str(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(name)
        listener.listen()
        client, connection = connected(listener, binary, "--pipe", name)
        client.initialize(folder)
        connection.shutdown(socket.SHUT_RDWR)
        assert client.process.wait(2) == 1


def test_nobody_to_connect_to_is_an_error(binary, folder):
    outcome = subprocess.run([binary, "--pipe", str(folder / "none")], capture_output=True, timeout=10, check=False)
    assert outcome.returncode == 2
    assert b"cannot connect" in outcome.stderr


MALFORMED = [
    b"\r\n", b"\n\n\n", b"garbage\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"Content-Length: -1\r\n\r\n",
    b"Content-Length: abc\r\n\r\n", b"Content-Length:\r\n\r\n", b"Content-Length: 99999999999999999999\r\n\r\n",
    b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", b"Content-Type: x\r\n\r\n", b": 5\r\n\r\n",
    b"Content-Length 5\r\n\r\n", b"Content-Length: 0\r\n\r\n", b"Content-Length: 2\r\n\r\n{]",
    b"Content-Length: 4\r\n\r\nnull", b"Content-Length: 2\r\n\r\n[]", b"Content-Length: 2\r\n\r\n{}",
    b'Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}', b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
    b"Content-Length: 2\r\nContent-Type: text; charset=latin-1\r\n\r\n{}", b"x" * 5000 + b"\r\n\r\n",
    b"A: b\r\n" * 40 + b"\r\n", b"\x00\x00\x00\x00", b"\xef\xbb\xbf\r\n\r\n",
    b'Content-Length: 35\r\n\r\n{"jsonrpc":"2.0","id":{},"method":1}',
    b'Content-Length: 36\r\n\r\n{"jsonrpc":"1.0","id":1,"method":"x"}', b"Content-Length: 600\r\n\r\n" + b"[" * 600,
    b"Content-Length: 7\r\n\r\n\"text\"\n", b"Content-Length: 1\r\n\r\n1", b"\r\nContent-Length: 5 \r\n\r\ntrue ",
    b'Content-Length: 41\r\n\r\n{"jsonrpc":"2.0","id":null,"result":null} ',
]


def test_malformed_frames_leave_the_next_request_served(binary, folder):
    assert len(MALFORMED) >= 30
    for frame in MALFORMED:
        client = Client.start(binary)
        client.initialize(folder)
        client.send_bytes(frame)
        assert client.error("no/such") == -32601, frame
        assert client.leave() == 0, frame


def memory_of(process):
    with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def test_an_oversized_message_is_skipped_without_being_kept(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    client.sync()
    before = memory_of(client.process)
    size = 70 << 20
    client.send_bytes(b"Content-Length: %d\r\n\r\n" % size)
    for _ in range(70):
        client.send_bytes(b"x" * (1 << 20))
    assert client.error("no/such") == -32601
    assert memory_of(client.process) - before < 2 << 20
    assert client.leave() == 0


def test_a_frame_in_single_bytes_arrives(binary, folder):
    client = Client.start(binary)
    body = b'{"jsonrpc":"2.0","id":77,"method":"no/such"}'
    for byte in b"Content-Length: %d\r\n\r\n%s" % (len(body), body):
        client.send_bytes(bytes([byte]))
    assert client.wait(77)["error"]["code"] == -32002


def test_a_client_that_does_not_read_holds_nothing_up(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    client.reader = None  # from here on nothing of what the server writes is looked at
    body = b'{"jsonrpc":"2.0","id":"%06d","method":"no/such"}'
    for number in range(20000):
        message = body % number
        client.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(message), message))
    begun = time.monotonic()
    client.process.stdin.close()
    assert client.process.wait(5) == 1
    assert time.monotonic() - begun < 2.5


def test_every_request_of_a_storm_is_answered_once(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    path = folder / "a.py"
    client.open(path, "import modal\n")
    sent = []
    for number in range(2000):
        if number % 3 == 0:
            client.change(path, number + 2, {"text": f"import modal\nx = {number}\n"})
        sent.append(client.begin("textDocument/hover", {"textDocument": {"uri": uri_of(path)},
                                                        "position": {"line": number, "character": number}}))
        if number % 5 == 0:
            client.notify("$/cancelRequest", {"id": sent[-1]})
    assert client.until(lambda: len(client.answers) == len(sent))
    assert set(client.answers) == set(sent)
    assert client.leave() == 0


def test_an_idle_server_uses_no_processor(binary, folder):
    (folder / "a.py").write_text("import modal\n")
    client = Client.start(binary)
    client.initialize(folder)
    client.sync()

    def used():
        with open(f"/proc/{client.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(") ")[2].split()
        with open(f"/proc/{client.process.pid}/status", encoding="ascii") as file:
            switches = [int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt")]
        return int(fields[11]) + int(fields[12]), switches[0]

    time.sleep(0.5)  # what is measured is that nothing happens in a stretch of time
    before = used()
    time.sleep(2)
    assert used() == before
    assert client.leave() == 0
