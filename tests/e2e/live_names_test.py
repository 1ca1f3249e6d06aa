"""Live names, with a command line that the test plays."""

import json

from client import uri_of
from operate_test import World, alive, comes_true

SHOP = 'import modal\n\napp = modal.App("shop")\nsecret = modal.Secret.from_name("stripe")\n'
ON = {"modalLsp": {"liveNames": True, "trusted": True}}


def there(**more):
    """What the played command line lists; `more` replaces some of it."""
    lists = {"environment_list": [{"name": "dev", "active": "True"}],
             "app_list": [{"app_id": "ap-1", "description": "shop", "state": "deployed"}],
             "app_history": [{"version": "v3", "time_deployed": "today"}],
             "secret_list": [{"name": "mail"}], "volume_list": [], "dict_list": [], "queue_list": []}
    return {name: {"print": json.dumps(rows)} for name, rows in lists.items()} | more


def world_with(folder, **more):
    world = World(folder, **there(**more))
    (folder / "shop.py").write_text(SHOP)
    return world


def codes(client, world):
    return [each["code"] for each in (client.pushed(world.folder / "shop.py") or {"diagnostics": []})["diagnostics"]]


def hover(client, world):
    return client.call("textDocument/hover", {"textDocument": {"uri": uri_of(world.folder / "shop.py")},
                                              "position": {"line": 2, "character": 18}})["contents"]["value"]


def refresh(client):
    return client.wait(client.begin("workspace/executeCommand", {"command": "modal-lsp.refreshLiveNames"}), timeout=60)


def test_what_is_at_modal_is_known_once_it_was_asked(binary, folder):
    world = world_with(folder)
    client = world.client(binary, ON)
    assert "Deployed in dev (v3, today)" in hover(client, world), hover(client, world)
    assert codes(client, world) == ["resource-not-created"], codes(client, world)
    world.set(**there(secret_list={"print": '[{"name": "stripe"}]'}))
    assert refresh(client)["result"]["ok"]
    client.sync()
    assert codes(client, world) == [], codes(client, world)


def test_names_are_kept_from_one_session_to_the_next(binary, folder):
    world = world_with(folder)
    world.client(binary, ON).leave()
    assert list((folder / "cache/modal-lsp/live").iterdir())
    world.set(app_list={"hang": True}, **{name: what for name, what in there().items() if name != "app_list"})
    client = world.client(binary, {})  # off: nothing is asked, nothing is shown
    assert "Deployed" not in hover(client, world)
    client.leave()
    client = world.client(binary, ON, sync=False)
    assert client.until(lambda: "Deployed in dev (v3" in hover(client, world)), hover(client, world)
    assert comes_true(lambda: any(words.startswith("app list") for words in world.words()[-1:]))
    client.kill()
    assert comes_true(lambda: not any(alive(call["pid"]) for call in world.calls()))


def test_an_untrusted_workspace_is_not_asked(binary, folder):
    world = world_with(folder)
    for trust in ({"trusted": False}, {}):  # a client that says nothing has not looked
        client = world.client(binary, {"modalLsp": {"liveNames": True, **trust}})
        assert "trust" in refresh(client)["error"]["message"]
        assert world.calls() == [], world.calls()


def test_a_broken_command_line_changes_nothing(binary, folder):
    world = world_with(folder, environment_list={"print": "\udcff{[", "exit": 0}, app_list={"exit": 1, "error": "no\n"},
                       secret_list={"signal": 9})
    client = world.client(binary, ON)
    answer = refresh(client)["result"]
    assert not answer["ok"] and "could not be listed" in answer["message"], answer
    assert codes(client, world) == [] and "Deployed" not in hover(client, world)
