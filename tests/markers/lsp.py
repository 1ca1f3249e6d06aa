"""A client of the Language Server Protocol over stdio, for tests. Never sleeps: it waits for messages.

    with Client([binary], capabilities={}, root="/some/folder") as client:
        client.open("/some/folder/app.py", text)
        client.sync()
        client.request("textDocument/hover", {...})
"""

import json
import subprocess
import threading
import urllib.parse

PATIENCE_S = 30


class ServerError(Exception):
    """The server answered with an error, not in time, or went away."""

    def __init__(self, message, code=None):
        super().__init__(message)
        self.code = code


def to_uri(path):
    return "file://" + urllib.parse.quote(path)


def to_path(uri):
    parts = urllib.parse.urlsplit(uri)
    if parts.scheme != "file":
        raise ServerError(f"not a file: {uri}")
    return urllib.parse.unquote(parts.path)


class Client:
    """One server process. Messages are read by a thread; everything else belongs to the caller's."""

    def __init__(self, command, capabilities=None, root=None, settings=None, options=None, log=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log or subprocess.DEVNULL
        )
        self.settings = settings
        self.changed = threading.Condition()
        self.answers = {}  # by id
        self.notifications = []  # (method, params), in the order of arrival
        self.requests = []  # of the server
        self.diagnostics = {}  # the newest that were pushed, by URI
        self.versions = {}  # of open documents, by path
        self.ended = None  # why nothing more will come
        self.last_id = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.root = root
        self.encoding = "utf-16"
        self._initialize(capabilities or {}, options)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.stop()
        else:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass

    def _initialize(self, capabilities, options):
        folders = [{"uri": to_uri(self.root), "name": "root"}] if self.root else None
        result = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": to_uri(self.root) if self.root else None,
                "workspaceFolders": folders,
                "capabilities": capabilities,
                "initializationOptions": options,
            },
        )
        self.server = result["capabilities"]
        self.encoding = self.server.get("positionEncoding", "utf-16")
        self.notify("initialized", {})

    # --- messages ---------------------------------------------------------------------------------------------

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            self.process.stdin.flush()
        except OSError as error:
            raise ServerError(f"the server does not read any more: {error}") from error

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def start(self, method, params):
        """Sends a request and does not wait; gives its id."""
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def answer(self, number):
        """The whole answer to a request, error or not."""
        self.wait(lambda: number in self.answers, f"an answer to request {number}")
        return self.answers.pop(number)

    def request(self, method, params):
        message = self.answer(self.start(method, params))
        if "error" in message:
            raise ServerError(f"{method}: {message['error'].get('message')}", message["error"].get("code"))
        return message.get("result")

    def wait(self, condition, what, patience_s=PATIENCE_S):
        """Until the condition holds, which may look at anything that arrived."""
        with self.changed:
            if not self.changed.wait_for(lambda: condition() or self.ended, patience_s):
                raise ServerError(f"{what} did not come within {patience_s} s")
            if not condition():
                raise ServerError(f"{what} did not come: {self.ended}")

    # --- documents --------------------------------------------------------------------------------------------

    def open(self, path, text, language="python"):
        self.versions[path] = 1
        item = {"uri": to_uri(path), "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, path, text):
        """Replaces the whole text."""
        self.versions[path] += 1
        document = {"uri": to_uri(path), "version": self.versions[path]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def close(self, path):
        del self.versions[path]
        self.notify("textDocument/didClose", {"textDocument": {"uri": to_uri(path)}})

    def changed_on_disk(self, *paths):
        changes = [{"uri": to_uri(path), "type": 2} for path in paths]
        self.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def sync(self):
        """Until the server has read and diagnosed everything; gives its counters."""
        return self.request("modal-lsp/sync", None)

    def stop(self):
        """An orderly end; a failure when the exit code is not 0."""
        self.request("shutdown", None)
        self.notify("exit", None)
        try:
            code = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise ServerError("the server did not end on exit") from None
        if code != 0:
            raise ServerError(f"the server ended with exit code {code}")

    # --- reading ----------------------------------------------------------------------------------------------

    def _read(self):
        reason = "the server closed its output"
        try:
            while (message := self._read_message()) is not None:
                self._take(message)
        except (OSError, ValueError, ServerError) as error:
            reason = f"cannot read the server's output: {error}"
        with self.changed:
            self.ended = reason
            self.changed.notify_all()

    def _read_message(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                return None
            if line == b"\r\n":
                break
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise ValueError("a message without Content-Length")
        return json.loads(self.process.stdout.read(length))

    def _take(self, message):
        with self.changed:
            if "method" not in message:
                self.answers[message["id"]] = message
            elif "id" in message:
                self.requests.append((message["method"], message.get("params")))
            else:
                params = message.get("params")
                self.notifications.append((message["method"], params))
                if message["method"] == "textDocument/publishDiagnostics":
                    self.diagnostics[params["uri"]] = params["diagnostics"]
            self.changed.notify_all()
        if "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self._reply(message["method"], message.get("params"))})

    def _reply(self, method, params):
        if method == "workspace/configuration":
            return [self.settings for _ in params["items"]]
        if method == "workspace/workspaceFolders":
            return [{"uri": to_uri(self.root), "name": "root"}]
        return None
