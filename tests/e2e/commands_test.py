"""Command lines in scripts, Makefiles and workflows, through the wire."""

from client import Client, uri_of
from features_test import RICH

APP = """import modal

app = modal.App("shop")


@app.function()
def price(): ...


@app.local_entrypoint()
def main():
    price.remote()
"""
FILES = {
    "app.py": APP,
    "plain.py": "from app import price as cost\nimport app\n\napp.price()\n",
    "Makefile": "logs:\n\tmodal app logs shop\n",
    "deploy.sh": "modal run app.py::price\nmodal app stop shop\n",
    ".github/workflows/ci.yml": "jobs:\n  a:\n    steps:\n      - run: modal run app.py::app.price\n",
}


def started(binary, folder, capabilities=RICH, files=FILES):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    client = Client.start(binary)
    client.initialize(folder, capabilities)
    client.open(folder / "app.py", files["app.py"])
    client.sync()
    return client


def at(folder, name, line, character, **more):
    return {"textDocument": {"uri": uri_of(folder / name)}, "position": {"line": line, "character": character}, **more}


def edits_of(folder, answer):
    return {change["textDocument"]["uri"].removeprefix(uri_of(folder) + "/"): len(change["edits"])
            for change in answer["documentChanges"]}


def test_an_app_is_renamed_in_scripts_makefile_and_workflow(binary, folder):
    client = started(binary, folder)
    answer = client.call("textDocument/rename", at(folder, "app.py", 2, 18, newName="store"))
    assert edits_of(folder, answer) == {"app.py": 1, "Makefile": 1, "deploy.sh": 1}, answer
    assert client.leave() == 0


def test_a_function_is_renamed_where_modal_is_never_mentioned_too(binary, folder):
    client = started(binary, folder)
    answer = client.call("textDocument/rename", at(folder, "app.py", 6, 5, newName="cost_of"))
    assert edits_of(folder, answer) == {"app.py": 2, "plain.py": 2, "deploy.sh": 1, ".github/workflows/ci.yml": 1}, answer
    assert client.leave() == 0


def test_an_open_script_is_reported_on_and_completed(binary, folder):
    client = started(binary, folder)
    script = folder / "deploy.sh"
    client.open(script, "modal run app.py::pirce\nmodal run app.py::\n")
    client.sync()
    found, = client.pushed(script)["diagnostics"]
    assert found["code"] == "cli-target-missing" and found["range"]["start"] == {"line": 0, "character": 18}, found
    items = client.call("textDocument/completion", at(folder, "deploy.sh", 1, 18))["items"]
    assert [item["label"] for item in items] == ["main", "price"], items
    hover = client.call("textDocument/hover", at(folder, "deploy.sh", 0, 12))
    assert "app.py" in hover["contents"]["value"], hover
    assert client.leave() == 0


def test_a_script_that_changes_on_the_disk_is_read_again(binary, folder):
    client = started(binary, folder)
    uses = lambda: [found["uri"].rpartition("/")[2] for found in client.call(  # noqa: E731
        "textDocument/references", at(folder, "app.py", 2, 18, context={"includeDeclaration": False}))]
    assert uses() == ["Makefile", "deploy.sh"], uses()
    (folder / "deploy.sh").write_text("modal deploy app.py\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(folder / "deploy.sh"), "type": 2}]})
    client.sync()
    assert uses() == ["Makefile"], uses()
    assert client.leave() == 0


def test_lenses_and_the_call_hierarchy_know_both_worlds(binary, folder):
    client = started(binary, folder)
    lenses = client.call("textDocument/codeLens", {"textDocument": {"uri": uri_of(folder / "app.py")}})
    shown = {lens["command"]["title"]: lens for lens in lenses}
    commands = shown["2 commands"]
    assert commands["range"]["start"]["line"] == 6 and commands["command"]["command"] == "modal-lsp.showReferences", lenses
    uri, position, places = commands["command"]["arguments"]
    assert {place["uri"].rpartition("/")[2] for place in places} == {"deploy.sh", "ci.yml"}, places
    item, = client.call("textDocument/prepareCallHierarchy", at(folder, "app.py", 6, 5))
    callers = client.call("callHierarchy/incomingCalls", {"item": item})
    assert {call["from"]["name"] for call in callers} == {"main", "deploy.sh", "ci.yml"}, callers
    main = next(call["from"] for call in callers if call["from"]["name"] == "main")
    callee, = client.call("callHierarchy/outgoingCalls", {"item": main})
    assert callee["to"]["name"] == "price" and callee["fromRanges"][0]["start"]["line"] == 11, callee
    assert client.leave() == 0


def test_hooks_of_a_class_are_nothing_to_run(binary, folder):
    (folder / "model.py").write_text(
        'import modal\n\napp = modal.App("model")\n\n\n@app.cls()\nclass Model:\n    @modal.enter()\n    def load(self): ...\n\n'
        "    @modal.method()\n    def embed(self): ...\n\n    @modal.exit()\n    def close(self): ...\n")
    client = started(binary, folder)
    apps = client.call("workspace/executeCommand", {"command": "modal-lsp.apps"})
    names = [each["name"] for app in apps if app["name"] == "model" for each in app["functions"]]
    assert names == ["Model", "Model.embed"], names
    assert client.leave() == 0


def test_apps_and_pictures_are_commands(binary, folder):
    client = started(binary, folder)
    app, = client.call("workspace/executeCommand", {"command": "modal-lsp.apps"})
    assert app["name"] == "shop" and {each["name"] for each in app["functions"]} == {"price", "main"}, app
    picture = client.call("workspace/executeCommand", {"command": "modal-lsp.graph", "arguments": ["svg"]})
    assert picture.startswith("<svg ") and ">price</text>" in picture
    refused = client.wait(client.begin("workspace/executeCommand", {"command": "modal-lsp.graph", "arguments": ["png"]}))
    assert "expected mermaid" in refused["error"]["message"], refused
    assert client.leave() == 0
