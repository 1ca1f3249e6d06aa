"""Settings from every side, and what does not cause work."""

from client import Client, NO_ANSWER, PUSH, uri_of
from documents_test import LOOKUP

WRONG = LOOKUP + "modal.Function.from_name('shop', 'prise')\n"
ASKED = {**PUSH, "workspace": {"configuration": True}}
OFF = {"ignore": ["from-name-unknown-target"]}


def test_messages_wait_for_the_settings_and_keep_their_order(binary, folder):
    client = Client.start(binary)
    client.answer_request = lambda method, params: NO_ANSWER
    client.initialize(folder, ASKED)
    path = folder / "a.py"
    client.open(path, "nothing")
    client.change(path, 2, {"text": WRONG})
    request = client.begin("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(path)}})
    assert client.until(lambda: client.requests)
    assert request not in client.answers and client.pushed(path) is None
    # The server numbers its requests; this was the only one.
    method, params = client.requests[0]
    assert method == "workspace/configuration"
    assert all(item["section"] == "modal-lsp" for item in params["items"]), params
    client.send({"id": 1, "result": [OFF] * len(params["items"])})
    assert len(client.wait(request)["result"]) == 2
    client.sync()
    assert client.codes(path) == []
    assert client.leave() == 0


def test_shutdown_does_not_wait_for_the_settings(binary, folder):
    client = Client.start(binary)
    client.answer_request = lambda method, params: NO_ANSWER
    client.initialize(folder, ASKED)
    request = client.begin("workspace/symbol", {"query": ""})
    assert client.leave() == 0
    assert request in client.answers


def test_settings_come_by_every_way(binary, folder):
    path = folder / "a.py"
    ways = [({"initializationOptions": OFF}, PUSH, None, None),
            ({"initializationOptions": {"modal-lsp": OFF}}, PUSH, None, None),
            ({}, PUSH, {"modal-lsp": OFF}, None),
            ({}, PUSH, OFF, None),
            ({}, ASKED, None, OFF),
            ({"initializationOptions": {"ignore": []}}, ASKED, None, OFF)]
    for more, capabilities, pushed, answer in ways:
        client = Client.start(binary)
        client.answer_request = lambda method, params, a=answer: [a] * len(params["items"]) if params.get("items") else None
        client.initialize(folder, capabilities, **more)
        client.open(path, WRONG)
        if pushed:
            client.notify("workspace/didChangeConfiguration", {"settings": pushed})
        client.sync()
        assert client.codes(path) == [], (more, pushed, answer)
        assert client.leave() == 0


def test_unchanged_settings_cause_no_work(binary, folder):
    (folder / "b.py").write_text(WRONG)
    for capabilities in (PUSH, ASKED):
        client = Client.start(binary)
        client.answer_request = lambda method, params: [{}] * len(params["items"])
        client.initialize(folder, capabilities)
        client.open(folder / "a.py", WRONG)
        client.notify("workspace/didChangeConfiguration", {"settings": {"modal-lsp": {"maxFiles": 999}}})
        client.sync()  # the answer to a question about settings may come behind it
        before = client.sync()
        for _ in range(5):
            client.notify("workspace/didChangeConfiguration", {"settings": {"modal-lsp": {"maxFiles": 999}}})
        after = client.sync()
        assert after == before, (before, after)
        assert client.leave() == 0


def test_an_open_configuration_file_counts_as_the_editor_shows_it(binary, folder):
    path, config = folder / "a.py", folder / "modal-lsp.toml"
    client = Client.start(binary)
    client.initialize(folder)
    client.open(path, WRONG)
    client.sync()
    assert client.codes(path) == ["from-name-unknown-target"]
    client.open(config, 'ignore = ["from-name-unknown-target"]\n', language="toml")
    client.sync()
    assert client.codes(path) == []
    client.change(config, 2, {"text": 'ignore = ["from-name-unknown-targe"]\n'})
    client.sync()
    assert client.codes(config) == ["invalid-configuration"], client.pushed(config)
    client.close(config)
    client.sync()
    assert client.codes(config) == [], client.pushed(config)
    assert client.codes(path) == ["from-name-unknown-target"], client.notifications
    assert client.leave() == 0


def test_only_what_the_client_declared_is_registered(binary, folder):
    """As Helix: nothing can be registered but file watching."""
    declared = {**PUSH, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    for capabilities, expected in ((PUSH, []), (declared, ["workspace/didChangeWatchedFiles"])):
        client = Client.start(binary)
        client.initialize(folder, capabilities)
        client.open(folder / "a.py", WRONG)
        client.sync()
        registered = [item["method"] for method, params in client.requests if method == "client/registerCapability"
                      for item in params["registrations"]]
        assert registered == expected
        assert [method for method, _ in client.requests if method != "client/registerCapability"] == []
        assert client.leave() == 0
