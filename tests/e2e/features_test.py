"""Features through the wire: that they are joined up, and fit what the client can."""

from client import Client, PUSH, uri_of
from documents_test import LOOKUP

USER = "import modal\n\nprice = modal.Function.from_name('shop', 'price')\n"
RICH = {"textDocument": {
    **PUSH["textDocument"],
    "hover": {"contentFormat": ["markdown", "plaintext"]},
    "definition": {"linkSupport": True},
    "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    "completion": {"completionItem": {"documentationFormat": ["markdown"],
                                      "resolveSupport": {"properties": ["documentation"]}}},
    "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "dataSupport": True,
                   "resolveSupport": {"properties": ["edit"]}}},
    "workspace": {"workspaceEdit": {"documentChanges": True}, "applyEdit": True}}


def started(binary, folder, capabilities, text=USER):
    (folder / "app.py").write_text(LOOKUP)
    client = Client.start(binary)
    client.initialize(folder, capabilities)
    client.open(folder / "user.py", text)
    client.sync()
    return client


def at(folder, line, character, **more):
    return {"textDocument": {"uri": uri_of(folder / "user.py")},
            "position": {"line": line, "character": character}, **more}


PRICE = USER.splitlines()[2].index("'price'") + 2


def test_answers_take_the_form_the_client_asks_for(binary, folder):
    for capabilities in (RICH, PUSH):
        rich = capabilities is RICH
        client = started(binary, folder, capabilities)
        hover = client.call("textDocument/hover", at(folder, 2, PRICE))
        assert hover["contents"]["kind"] == ("markdown" if rich else "plaintext")
        assert "price" in hover["contents"]["value"]
        found, = client.call("textDocument/definition", at(folder, 2, PRICE))
        assert found["targetUri" if rich else "uri"] == uri_of(folder / "app.py")
        if rich:
            origin = found["originSelectionRange"]
            assert origin["start"] == {"line": 2, "character": PRICE - 1}, found
            assert origin["end"] == {"line": 2, "character": PRICE + 4}, found
        symbols = client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(folder / "app.py")}})
        assert ("selectionRange" in symbols[0]) == rich
        assert client.leave() == 0


def test_navigation_is_joined_up(binary, folder):
    client = started(binary, folder, RICH)
    references = client.call("textDocument/references", at(folder, 2, PRICE, context={"includeDeclaration": True}))
    assert {found["uri"] for found in references} == {uri_of(folder / name) for name in ("app.py", "user.py")}
    highlights = client.call("textDocument/documentHighlight", at(folder, 2, PRICE))
    assert [found["range"]["start"]["line"] for found in highlights] == [2]
    link, = client.call("textDocument/documentLink", {"textDocument": {"uri": uri_of(folder / "user.py")}})
    assert link["target"].startswith(uri_of(folder / "app.py") + "#L")
    assert "price" in [symbol["name"] for symbol in client.call("workspace/symbol", {"query": "pri"})]
    assert client.call("textDocument/declaration", at(folder, 2, PRICE))
    assert client.leave() == 0


def test_completion_replaces_the_content_of_the_literal(binary, folder):
    for capabilities in (RICH, PUSH):
        client = started(binary, folder, capabilities)
        answer = client.call("textDocument/completion", at(folder, 2, PRICE))
        item = next(item for item in answer["items"] if item["label"] == "price")
        assert item["textEdit"] == {"newText": "price", "range": {"start": {"line": 2, "character": PRICE - 1},
                                                                  "end": {"line": 2, "character": PRICE + 4}}}
        if capabilities is RICH:
            assert "documentation" not in item
            item = client.call("completionItem/resolve", item)
        assert "price" in item["documentation"]["value"]
        assert client.leave() == 0


def wrong_action(client, folder, **context):
    return client.call("textDocument/codeAction", {
        "textDocument": {"uri": uri_of(folder / "user.py")}, "context": {"diagnostics": [], **context},
        "range": {"start": {"line": 2, "character": PRICE}, "end": {"line": 2, "character": PRICE}}})


WRONG = USER.replace("'price'", "'prise'")


def applied(text, edits):
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: -edit["range"]["start"]["character"]):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"]]
        lines[start["line"]] = line[:start["character"]] + edit["newText"] + line[end["character"]:]
    return "\n".join(lines)


def test_actions_mend_and_silence(binary, folder):
    client = started(binary, folder, RICH, WRONG)
    path = folder / "user.py"
    assert client.codes(path) == ["from-name-unknown-target"]
    actions = wrong_action(client, folder)
    assert {action["kind"] for action in actions} == {"quickfix", "source.openDocumentation.modal-lsp"}, actions
    ignore = next(action for action in actions if action["title"].startswith("Ignore"))
    assert "edit" not in ignore
    ignore = client.call("codeAction/resolve", ignore)
    changes, = ignore["edit"]["documentChanges"]
    assert changes["textDocument"] == {"uri": uri_of(path), "version": 1}
    client.change(path, 2, {"text": applied(WRONG, changes["edits"])})
    client.sync()
    assert client.codes(path) == [], client.pushed(path)
    client.change(path, 3, {"text": WRONG})
    fixes = [action for action in wrong_action(client, folder, only=["quickfix"])
             if not action["title"].startswith("Ignore")]
    assert fixes, "a misspelt name has a fix"
    client.change(path, 4, {"text": applied(WRONG, fixes[0]["edit"]["documentChanges"][0]["edits"])})
    client.sync()
    assert client.codes(path) == []
    assert wrong_action(client, folder, only=["quickfix"]) == []
    assert client.leave() == 0


def test_only_the_kinds_asked_for_come(binary, folder):
    client = started(binary, folder, RICH, WRONG)
    assert wrong_action(client, folder, only=["refactor"]) == []
    assert wrong_action(client, folder, only=["quickfix"])
    assert wrong_action(client, folder, only=["quickfi"]) == []
    for kinds in (["source.fixAll"], ["source.fixAll.modal-lsp"]):
        assert all(action["kind"] == "source.fixAll.modal-lsp" for action in wrong_action(client, folder, only=kinds))
    for kinds in (["source.openDocumentation"], ["source.openDocumentation.modal-lsp"]):
        action, = wrong_action(client, folder, only=kinds)
        assert action["kind"] == "source.openDocumentation.modal-lsp", action
    assert client.leave() == 0


def test_a_client_without_action_literals_gets_commands(binary, folder):
    capabilities = {**PUSH, "workspace": {"applyEdit": True}}
    client = started(binary, folder, capabilities, WRONG)
    commands = wrong_action(client, folder)
    assert commands and all(isinstance(command["command"], str) for command in commands), commands
    applied_edits = []
    client.answer_request = lambda method, params: applied_edits.append((method, params)) or {"applied": True}
    client.call("workspace/executeCommand", {key: commands[0][key] for key in ("command", "arguments")})
    assert client.until(lambda: applied_edits)
    method, params = applied_edits[0]
    assert method == "workspace/applyEdit" and list(params["edit"]["changes"]) == [uri_of(folder / "user.py")]
    assert client.error("workspace/executeCommand", {"command": "modal-lsp.apply", "arguments": [7]}) == -32602
    assert client.error("workspace/executeCommand", {"command": "rm"}) == -32602
    assert client.leave() == 0


def test_reindexing_reads_everything_again(binary, folder):
    client = started(binary, folder, RICH)
    before = client.sync()
    client.call("workspace/executeCommand", {"command": "modal-lsp.reindex"})
    after = client.sync()
    assert after["filesIndexed"] >= before["filesIndexed"] + 1
    assert client.leave() == 0


def test_places_to_fill_in_come_where_the_client_has_them(binary, folder):
    for snippets in (True, False):
        capabilities = {"textDocument": {**PUSH["textDocument"],
                                         "completion": {"completionItem": {"snippetSupport": snippets}}}}
        client = started(binary, folder, capabilities, "from modal import App\napp = App()\n\n@\n")
        items = client.call("textDocument/completion", at(folder, 3, 1))["items"]
        concurrent, = [item for item in items if item["label"] == "modal.concurrent"]
        assert concurrent.get("insertTextFormat") == (2 if snippets else None)
        assert concurrent["textEdit"]["newText"] == f"modal.concurrent(max_inputs={'${1:100}' if snippets else '100'})"
        edit, = concurrent["additionalTextEdits"]
        assert edit == {"newText": "import modal\n",
                        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}}
        assert client.leave() == 0


def test_tokens_are_told_by_their_distance(binary, folder):
    refreshing = {**RICH, "workspace": {**RICH["workspace"], "semanticTokens": {"refreshSupport": True}}}
    client = started(binary, folder, refreshing)
    legend = client.result["capabilities"]["semanticTokensProvider"]["legend"]
    whole = client.call("textDocument/semanticTokens/full", {"textDocument": {"uri": uri_of(folder / "user.py")}})
    line, name = USER.splitlines()[2], USER.splitlines()[2].index("'price'") + 1
    assert whole["data"] == [2, line.index("shop"), 4, legend["tokenTypes"].index("namespace"), 2,
                             0, name - line.index("shop"), 5, legend["tokenTypes"].index("function"), 2], whole
    part = client.call("textDocument/semanticTokens/range", {"textDocument": {"uri": uri_of(folder / "user.py")}, "range": {
        "start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}}})
    assert part["data"] == []
    assert any(method == "workspace/semanticTokens/refresh" for method, _ in client.requests)
    assert client.leave() == 0


def test_a_name_is_renamed_in_every_file(binary, folder):
    renaming = {**RICH, "textDocument": {**RICH["textDocument"],
                                         "rename": {"prepareSupport": True, "honorsChangeAnnotations": True}}}
    for capabilities in (renaming, PUSH):
        rich = capabilities is renaming
        client = started(binary, folder, capabilities)
        app = USER.splitlines()[2].index("'shop'") + 2
        if rich:
            ready = client.call("textDocument/prepareRename", at(folder, 2, app))
            assert ready["placeholder"] == "shop" and ready["range"]["start"]["character"] == app - 1
        answer = client.call("textDocument/rename", at(folder, 2, app, newName="store"))
        if rich:
            texts = {each["textDocument"]["uri"]: each["edits"] for each in answer["documentChanges"]}
            assert {each["textDocument"]["version"] for each in answer["documentChanges"]} == {None, 1}
        else:
            texts = answer["changes"]
        assert {uri: [edit["newText"] for edit in edits] for uri, edits in texts.items()} == {
            uri_of(folder / "app.py"): ["store"], uri_of(folder / "user.py"): ["store"]}
        answer = client.call("textDocument/rename", at(folder, 2, PRICE, newName="cost"))
        changes = answer["changes"] if not rich else {e["textDocument"]["uri"]: e["edits"] for e in answer["documentChanges"]}
        assert {uri: [edit["newText"] for edit in edits] for uri, edits in changes.items()} == {
            uri_of(folder / "app.py"): ["cost"], uri_of(folder / "user.py"): ["cost"]}
        error = client.wait(client.begin("textDocument/rename", at(folder, 2, PRICE, newName="not python")))["error"]
        assert error["code"] == -32803 and "is no name for" in error["message"], error
        assert client.call("textDocument/prepareRename", at(folder, 0, 9)) is None
        assert client.leave() == 0


def test_a_shared_literal_is_asked_about_or_refused(binary, folder):
    shared = "import modal\nNAME = 'shared'\nd = modal.Dict.from_name(NAME)\nq = modal.Queue.from_name(NAME)\n"
    asking = {**RICH, "textDocument": {**RICH["textDocument"], "rename": {"honorsChangeAnnotations": True}}}
    for capabilities in (asking, RICH):
        client = started(binary, folder, capabilities, shared + "modal.Dict.from_name('shared')\n")
        answer = client.wait(client.begin("textDocument/rename", at(folder, 4, 24, newName="mine")))
        if capabilities is asking:
            change, = answer["result"]["documentChanges"]
            label = 'Also renames Queue "shared"'
            assert [edit.get("annotationId") for edit in change["edits"]] == [label, None], change
            assert answer["result"]["changeAnnotations"] == {label: {"label": label, "needsConfirmation": True}}
        else:
            assert 'also names Queue "shared"' in answer["error"]["message"], answer
        assert client.leave() == 0


def test_the_graph_is_a_command(binary, folder):
    client = started(binary, folder, PUSH)
    graph = client.call("workspace/executeCommand", {"command": "modal-lsp.graph"})
    assert graph.startswith("flowchart LR\n") and '["price"]' in graph and "-->|from_name|" in graph, graph
    assert client.leave() == 0


def test_questions_that_come_at_once_wait_for_the_workspace(binary, folder):
    """As an editor that restores its session asks them: without waiting for anything."""
    (folder / "app.py").write_text(LOOKUP)
    (folder / "user.py").write_text(USER)
    for number in range(200):
        (folder / f"more_{number}.py").write_text(f"import modal\n\napp = modal.App('app-{number}')\n")
    client = Client.start(binary)
    client.initialize(folder, RICH)
    client.open(folder / "user.py", USER)
    asked = [client.begin(f"textDocument/{what}", at(folder, 2, PRICE, context={"includeDeclaration": True}))
             for what in ("definition", "hover", "references", "prepareCallHierarchy")]
    definition, hover, references, item = (client.wait(each)["result"] for each in asked)
    assert definition[0]["targetUri"] == uri_of(folder / "app.py"), definition
    assert "def price" in hover["contents"]["value"], hover
    assert {each["uri"] for each in references} == {uri_of(folder / "app.py"), uri_of(folder / "user.py")}, references
    assert item[0]["name"] == "price", item
    assert client.leave() == 0
