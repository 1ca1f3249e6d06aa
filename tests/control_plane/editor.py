"""An editor with our server, in a project whose control plane is ours."""

import os
import sys
import time
from pathlib import Path

from project import TIMEOUT_S

sys.path.append(str(Path(__file__).resolve().parents[1] / "e2e"))
from client import Client, uri_of  # noqa: E402

CAPABILITIES = {"window": {"workDoneProgress": True, "showMessage": {"messageActionItem": {}}}}


class Editor:
    """Use as a context. `options` go into `initializationOptions.modalLsp`; `answer` is given to every question."""

    def __init__(self, project, answer=None, **options):
        self.project = project
        self.client = Client.start(project.server, cwd=project.folder, env=project.environment())
        self.client.answer_request = lambda method, params: (
            answer(params) if answer and method == "window/showMessageRequest" else None)
        self.client.initialize(project.folder, CAPABILITIES, initializationOptions={"modalLsp": options})
        self.client.open(project.folder / "app.py")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.kill()

    def begin(self, command, token=None, **argument):
        """The id of the request."""
        params = {"command": f"modal-lsp.{command}",
                  "arguments": [{"uri": uri_of(self.project.folder / "app.py"), **argument}]}
        if token:
            params["workDoneToken"] = token
        return self.client.begin("workspace/executeCommand", params)

    def do(self, command, **argument):
        """The answer, which is an object in any case."""
        answer = self.client.wait(self.begin(command, **argument), TIMEOUT_S)
        assert "error" not in answer, answer
        assert {"argv", "cwd", "ok", "message"} <= set(answer["result"]), answer
        return answer["result"]

    def succeed(self, command, **argument):
        answer = self.do(command, **argument)
        assert answer["ok"], (answer, self.said())
        return answer

    def fail(self, command, **argument):
        """The message of the answer; the person was told as well."""
        before = len(self.errors())
        answer = self.do(command, **argument)
        assert not answer["ok"] and answer["message"], answer
        assert len(self.errors()) == before + 1, (answer, self.errors())
        return answer["message"]

    def messages(self, method):
        return "\n".join(params["message"] for name, params in self.client.notifications if name == method)

    def errors(self):
        return [params["message"] for name, params in self.client.notifications
                if name == "window/showMessage" and params["type"] == 1]

    def shown(self):
        return self.messages("window/showMessage")

    def said(self):
        return self.messages("window/logMessage")

    def asked(self, method="window/showMessageRequest"):
        """The parameters of the server's requests of that name."""
        return [params for name, params in self.client.requests if name == method]


def processes(project):
    """Ids of processes that were started in a project, by whomever: they have its home in their environment."""
    mark, found = str(project.home).encode(), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                pass  # it has gone meanwhile, or is somebody else's
    return found


def nothing_left(project, besides=(), limit=TIMEOUT_S):
    """Whether all of them end, waiting for it."""
    end = time.monotonic() + limit
    while set(processes(project)) - set(besides):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
