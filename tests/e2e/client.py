"""A language client for tests: starts the server, speaks the protocol, remembers what it was told."""

import json
import os
import queue
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import quote

TIMEOUT = 20  # seconds; only a broken server needs them


def uri_of(path):
    return "file://" + quote(str(path))


class Gone(Exception):
    """The server closed the connection."""


class Client:
    """One connection over a pair of byte streams. `process` is the server, if this client started it."""

    def __init__(self, reader, writer, process=None):
        self.reader, self.writer, self.process = reader, writer, process
        self.last_id = 0
        self.incoming = queue.Queue()
        self.notifications = []  # (method, params), oldest first
        self.requests = []       # of the server, answered or not
        self.answers = {}        # by id
        self.answer_request = self.default_answer
        threading.Thread(target=self._read, daemon=True).start()

    @classmethod
    def start(cls, binary, *arguments, **options):
        process = subprocess.Popen([binary, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, **options)
        return cls(process.stdout, process.stdin, process)

    # Bytes.

    def _read(self):
        try:
            while True:
                length = None
                while line := self.reader.readline():
                    if line in (b"\r\n", b"\n"):
                        break
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                if length is None:
                    break
                self.incoming.put(json.loads(self.reader.read(length)))
        except (OSError, ValueError, AttributeError):
            pass
        self.incoming.put(None)

    def send_bytes(self, data):
        self.writer.write(data)
        self.writer.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    # Messages.

    def default_answer(self, method, params):
        """What the client answers to the server's requests; None answers null."""
        return None

    def pump(self, timeout):
        """Takes one message; raises queue.Empty after `timeout` seconds, Gone at the end."""
        message = self.incoming.get(timeout=timeout)
        if message is None:
            self.incoming.put(None)
            raise Gone
        if "method" not in message:
            self.answers[message.get("id")] = message
        elif "id" in message:
            self.requests.append((message["method"], message.get("params")))
            answer = self.answer_request(message["method"], message.get("params"))
            if answer is not NO_ANSWER:
                self.send({"id": message["id"], "result": answer})
        else:
            self.notifications.append((message["method"], message.get("params")))

    def begin(self, method, params=None):
        self.last_id += 1
        message = {"id": self.last_id, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        return self.last_id

    def wait(self, identifier, timeout=TIMEOUT):
        end = time.monotonic() + timeout
        while identifier not in self.answers:
            self.pump(max(0.001, end - time.monotonic()))
        return self.answers.pop(identifier)

    def call(self, method, params=None):
        """The result; an error becomes an AssertionError."""
        answer = self.wait(self.begin(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def error(self, method, params=None):
        """The code of the error that the request must give."""
        answer = self.wait(self.begin(method, params))
        assert "error" in answer, answer
        return answer["error"]["code"]

    def notify(self, method, params=None):
        self.send({"method": method, "params": params if params is not None else {}})

    def until(self, condition, timeout=TIMEOUT):
        """Takes messages until the condition holds; False when it does not in time."""
        end = time.monotonic() + timeout
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                return False
            try:
                self.pump(left)
            except queue.Empty:
                return condition()
        return True

    # The protocol's everyday.

    def initialize(self, root=None, capabilities=None, **more):
        params = {"processId": os.getpid(), "rootUri": uri_of(root) if root else None,
                  "capabilities": capabilities if capabilities is not None else PUSH}
        params.update(more)
        self.result = self.call("initialize", params)
        self.notify("initialized")
        return self.result

    def open(self, path, text=None, version=1, language="python", uri=None):
        if text is None:
            text = Path(path).read_text(encoding="utf-8")
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri or uri_of(path), "languageId": language, "version": version, "text": text}})

    def change(self, path, version, *changes, uri=None):
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri or uri_of(path), "version": version}, "contentChanges": list(changes)})

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri_of(path)}})

    def sync(self):
        return self.call("modal-lsp/sync")

    def pushed(self, path):
        """The diagnostics last pushed for a file; None if there were none yet."""
        found = None
        for method, params in self.notifications:
            if method == "textDocument/publishDiagnostics" and params["uri"] == uri_of(path):
                found = params
        return found

    def codes(self, path):
        pushed = self.pushed(path)
        return [] if pushed is None else [item["code"] for item in pushed["diagnostics"]]

    def leave(self):
        """shutdown and exit; the exit code."""
        self.call("shutdown")
        self.notify("exit")
        return self.process.wait(timeout=TIMEOUT)

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


NO_ANSWER = object()

PUSH = {"textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}}}
