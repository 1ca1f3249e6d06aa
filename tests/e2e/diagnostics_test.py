"""One set of diagnostics, however it travels."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

from client import Client, PUSH, uri_of
from documents_test import LOOKUP

WRONG = LOOKUP + "modal.Function.from_name('shop', 'prise')\n"
PULL = {"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
        "workspace": {"diagnostics": {"refreshSupport": True}}}


def project(folder):
    """A workspace with findings in several files, one of them a configuration file."""
    (folder / "shop").mkdir()
    (folder / "shop" / "app.py").write_text(LOOKUP)
    (folder / "user.py").write_text(WRONG.replace("App(\"shop\")", "App(\"user\")"))
    (folder / "more.py").write_text("import modal\nmodal.Cls.from_name('shop', 'Price')\nmodal.App.lookup('shp')\n"
                                    "x = 1  # modal-lsp: ignore[from-name-unknown-app]\n")
    (folder / "pyproject.toml").write_text('[tool.modal-lsp]\nselect = ["all"]\nmistake = 1\n')
    return sorted(str(path) for path in [*folder.rglob("*.py"), *folder.rglob("*.toml")])


def key(path, item):
    start, end = item["range"]["start"], item["range"]["end"]
    return (path, item["code"], start["line"], start["character"], end["line"], end["character"], item["message"])


def path_of(uri):
    return unquote(uri.removeprefix("file://"))


def workspace_pull(client, previous=()):
    report = client.call("workspace/diagnostic", {"previousResultIds": list(previous)})
    return {path_of(item["uri"]): item for item in report["items"]}


def checked(binary, folder):
    outcome = subprocess.run([binary, "check", "--output-format", "json", "--min-severity", "hint", str(folder)],
                             capture_output=True, timeout=30, check=False)
    found = json.loads(outcome.stdout)
    findings = found["findings"] if isinstance(found, dict) else found
    out = set()
    for item in findings:
        place = item.get("location", item)
        path = Path(item.get("path") or place.get("path") or place.get("file"))
        out.add((str(path if path.is_absolute() else folder / path), item["rule"] if "rule" in item else item["name"]))
    return out, findings


def test_push_pull_workspace_and_check_agree(binary, folder):
    files = project(folder)
    pushing, pulling = Client.start(binary), Client.start(binary)
    pushing.initialize(folder, PUSH)
    for path in files:
        pushing.open(path, language="python" if path.endswith(".py") else "toml")
    pushing.sync()
    pushed = {key(path, item) for path in files for item in (pushing.pushed(path) or {"diagnostics": []})["diagnostics"]}
    assert len(pushed) >= 4, pushed

    pulling.initialize(folder, PULL)
    pulling.sync()
    everywhere = {key(path, item) for path, report in workspace_pull(pulling).items() for item in report["items"]}
    pulled = set()
    for path in files:
        pulling.open(path, language="python" if path.endswith(".py") else "toml")
        report = pulling.call("textDocument/diagnostic", {"textDocument": {"uri": uri_of(path)}})
        pulled |= {key(path, item) for item in report["items"]}
    assert pushed == pulled, pushed ^ pulled
    assert pushed == everywhere, pushed ^ everywhere
    by_rule, findings = checked(binary, folder)
    assert by_rule == {(path, code) for path, code, *_ in pushed}, by_rule ^ {(p, c) for p, c, *_ in pushed}
    assert len(findings) == len(pushed)
    assert pushing.leave() == 0 and pulling.leave() == 0


def test_a_diagnostic_is_complete(binary, folder):
    (folder / "app.py").write_text(LOOKUP)
    client = Client.start(binary)
    client.initialize(folder, PUSH)
    path = folder / "user.py"
    client.open(path, "import modal\nmodal.Function.from_name('shop', 'prise')\n")
    client.sync()
    item, = client.pushed(path)["diagnostics"]
    assert item["source"] == "modal-lsp" and item["code"] == "from-name-unknown-target"
    assert item["codeDescription"]["href"].startswith("https://")
    assert {related["location"]["uri"] for related in item["relatedInformation"]} == {uri_of(folder / "app.py")}
    assert client.leave() == 0


def test_a_pulling_client_gets_no_pushes_and_unchanged_answers(binary, folder):
    client = Client.start(binary)
    client.initialize(folder, PULL)
    path = folder / "a.py"
    client.open(path, WRONG)
    client.sync()
    params = {"textDocument": {"uri": uri_of(path)}}
    first = client.call("textDocument/diagnostic", params)
    assert first["kind"] == "full" and len(first["items"]) == 1
    again = client.call("textDocument/diagnostic", {**params, "previousResultId": first["resultId"]})
    assert again == {"kind": "unchanged", "resultId": first["resultId"]}
    client.change(path, 2, {"text": LOOKUP})
    third = client.call("textDocument/diagnostic", {**params, "previousResultId": first["resultId"]})
    assert third["kind"] == "full" and third["items"] == []
    assert client.pushed(path) is None
    assert client.leave() == 0


def test_a_workspace_pull_is_held_until_there_is_news(binary, folder):
    (folder / "app.py").write_text(LOOKUP)
    (folder / "user.py").write_text("import modal\nmodal.Function.from_name('shop', 'prise')\n")
    client = Client.start(binary)
    client.initialize(folder, PULL)
    client.sync()
    reports = workspace_pull(client)
    assert [len(report["items"]) for report in reports.values()] == [1]
    previous = [{"uri": report["uri"], "value": report["resultId"]} for report in reports.values()]
    held = client.begin("workspace/diagnostic", {"previousResultIds": previous})
    client.sync()
    assert held not in client.answers
    client.open(folder / "app.py", LOOKUP.replace("price", "prise"))
    report, = client.wait(held)["result"]["items"]
    assert report["kind"] == "full" and report["items"] == []
    previous = [{"uri": report["uri"], "value": report["resultId"]}]
    held = client.begin("workspace/diagnostic", {"previousResultIds": previous, "partialResultToken": "part"})
    client.close(folder / "app.py")
    assert client.wait(held)["result"] == {"items": []}
    parts = [params["value"]["items"] for method, params in client.notifications
             if method == "$/progress" and params["token"] == "part"]
    assert [len(item["items"]) for part in parts for item in part] == [1], parts
    held = client.begin("workspace/diagnostic", {"previousResultIds": []})
    assert len(client.wait(held)["result"]["items"]) == 1
    held = client.begin("workspace/diagnostic", {"previousResultIds": previous})
    client.wait(held)
    assert client.leave() == 0


def test_shutdown_answers_a_held_pull(binary, folder):
    client = Client.start(binary)
    client.initialize(folder, PULL)
    client.sync()
    held = client.begin("workspace/diagnostic", {"previousResultIds": []})
    assert client.leave() == 0
    assert client.answers[held]["result"] == {"items": []}


def test_a_stale_pull_is_refreshed_once_and_only_if_declared(binary, folder):
    (folder / "app.py").write_text(LOOKUP)
    silent = {**PULL, "workspace": {}}
    for capabilities, expected in ((PULL, 1), (silent, 0)):
        client = Client.start(binary)
        client.initialize(folder, capabilities)
        client.sync()
        user = folder / "user.py"
        client.open(user, "import modal\nmodal.Function.from_name('shop', 'prise')\n")
        client.call("textDocument/diagnostic", {"textDocument": {"uri": uri_of(user)}})
        client.open(folder / "app.py", LOOKUP)
        client.sync()
        assert not [method for method, _ in client.requests if method == "workspace/diagnostic/refresh"]
        for version in range(2, 8):
            client.change(folder / "app.py", version, {"text": LOOKUP.replace("price", "prise") + "\n" * version})
        client.sync()
        client.until(lambda: client.requests, 0.3)
        count = len([method for method, _ in client.requests if method == "workspace/diagnostic/refresh"])
        assert count == expected, client.requests
        assert client.leave() == 0


def test_opening_a_file_changes_nothing_for_unrelated_ones(binary, folder):
    (folder / "a.py").write_text(WRONG)
    (folder / "b.py").write_text(LOOKUP.replace("shop", "other"))
    outside = folder / "venv" / "lib"
    outside.mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").write_text("")
    (outside / "c.py").write_text(LOOKUP.replace("price", "prise"))
    client = Client.start(binary)
    client.initialize(folder, PUSH)
    client.open(folder / "a.py")
    client.sync()
    first = client.pushed(folder / "a.py")
    count = len(client.notifications)
    for path in (folder / "b.py", outside / "c.py"):
        client.open(path)
        client.sync()
        client.close(path)
        client.sync()
    assert client.pushed(folder / "a.py") == first and len(client.notifications) == count, client.notifications
    assert client.leave() == 0
