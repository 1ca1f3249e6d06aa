#!/usr/bin/env python3
"""A server that knows nothing but what editors and modal-lsp agreed on about operating commands.

It answers as agreed, so that the client's side can be tested without Modal's command line; the line of each message it
gets is appended to the file named in CONTRACT_LOG.
"""

import json
import os
import sys

LOG = os.environ["CONTRACT_LOG"]
URI = ""


def read():
    length = 0
    while line := sys.stdin.buffer.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(sys.stdin.buffer.read(length)) if length else None


def send(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    sys.stdout.buffer.flush()


def ran(argv, **more):
    return {"argv": argv, "cwd": "/", "ok": True, "message": "done: " + " ".join(argv), **more}


def span(line):
    return {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 4}}


def apps():
    functions = [{"name": name, "kind": "function", "uri": URI, "range": span(4), "details": ""}
                 for name in ("train", "Model.generate")]
    return [{"name": "shop", "uri": URI, "range": span(2), "functions": functions, "resources": []}]


def operate(name, argument):
    argv = ["modal", name, argument.get("function") or argument.get("app") or "app.py"]
    if argument.get("dryRun"):
        parameters = [{"name": "n_steps", "type": "int", "default": "3"}, {"name": "note", "type": "str", "default": None}]
        failed = {"ok": False, "checks": [{"name": "token", "ok": False, "message": "no token", "fix": "modal setup"}]}
        return ran(argv, parameters=parameters if name == "run" else [], preflight=failed)
    if name in ("serve", "shell", "logs"):
        script = 'echo "in $PWD with $CONTRACT"'
        send({"id": f"terminal-{name}", "method": "modal-lsp/runInTerminal",
              "params": {"title": f"modal {name}", "argv": ["sh", "-c", script], "cwd": "/", "env": {"CONTRACT": "terms"}}})
    return ran(argv + argument.get("arguments", []), preflight={"ok": True, "checks": []})


def answer(method, params):
    if method == "initialize":
        commands = {"commands": ["modal-lsp.run"]}
        return {"capabilities": {"textDocumentSync": 1, "codeLensProvider": {}, "executeCommandProvider": commands}}
    if method == "textDocument/codeLens":
        command = {"title": "Run", "command": "modal-lsp.run", "arguments": [{"uri": URI, "function": "train"}]}
        return [{"range": span(4), "command": command}]
    if method != "workspace/executeCommand":
        return None
    name, arguments = params["command"].removeprefix("modal-lsp."), params.get("arguments") or [{}]
    if name == "apps":
        return apps()
    if name == "graph":
        return "digraph {}"
    if name == "newFile":
        kinds = {"kinds": [{"kind": "cron", "summary": ""}, {"kind": "queue", "summary": ""}]}
        return {"uri": URI + ".txt", "text": "import modal\n", "created": False} if "kind" in arguments[0] else kinds
    if name == "refreshLiveNames":
        return {"ok": True, "message": "dev: 1 deployed app", "environments": []}
    if name == "status":
        return {"version": "0"}
    return operate(name, arguments[0])


def main():
    global URI
    while message := read():
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(json.dumps(message) + "\n")
        method = message.get("method")
        if method == "textDocument/didOpen":
            URI = message["params"]["textDocument"]["uri"]
        if method == "exit":
            return
        if method and "id" in message:
            if method == "workspace/executeCommand" and message["params"]["command"] == "modal-lsp.stop":
                send({"id": message["id"], "error": {"code": -32803, "message": "there is no app to stop"}})
            else:
                send({"id": message["id"], "result": answer(method, message.get("params"))})


main()
