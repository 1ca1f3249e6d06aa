"""Changes behind the editor's back."""

import shutil

from client import Client, PUSH, uri_of
from documents_test import LOOKUP

USER = "import modal\nmodal.Function.from_name('shop', 'prise')\n"
WATCHING = {**PUSH, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
WRONG = ["from-name-unknown-target"]


def started(binary, folder, capabilities=PUSH):
    (folder / "shop").mkdir()
    (folder / "shop" / "app.py").write_text(LOOKUP)
    client = Client.start(binary)
    client.initialize(folder, capabilities)
    client.open(folder / "user.py", USER)
    client.sync()
    assert client.codes(folder / "user.py") == WRONG, client.notifications
    return client


def test_without_a_client_watcher_an_edit_of_another_file_shows(binary, folder):
    client = started(binary, folder)
    user = folder / "user.py"
    (folder / "shop" / "app.py").write_text(LOOKUP.replace("price", "prise"))
    assert client.until(lambda: client.codes(user) == [], 2)
    # As editors save: a new file takes the place of the old one.
    (folder / "shop" / "new").write_text(LOOKUP)
    (folder / "shop" / "new").rename(folder / "shop" / "app.py")
    assert client.until(lambda: client.codes(user) == WRONG, 2)
    assert client.leave() == 0


def test_without_a_client_watcher_new_and_deleted_folders_show(binary, folder):
    client = started(binary, folder)
    user = folder / "user.py"
    more = folder / "more" / "deep"
    more.mkdir(parents=True)
    (more / "app.py").write_text(LOOKUP.replace("price", "prise"))
    assert client.until(lambda: client.codes(user) == [], 2)
    client.sync()
    shutil.rmtree(folder / "more")
    assert client.until(lambda: client.codes(user) == WRONG, 2)
    assert client.leave() == 0


def test_ignored_files_do_not_count(binary, folder):
    client = started(binary, folder)
    user = folder / "user.py"
    (folder / "made").mkdir()
    (folder / "made" / "app.py").write_text(LOOKUP.replace("price", "prise"))
    assert client.until(lambda: client.codes(user) == [], 2)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("made/\n")
    assert client.until(lambda: client.codes(user) == WRONG, 2)
    assert client.leave() == 0


def event(client, kind, *paths):
    client.notify("workspace/didChangeWatchedFiles",
                  {"changes": [{"uri": uri_of(path), "type": kind} for path in paths]})


def test_watched_files_of_the_client_show(binary, folder):
    client = started(binary, folder, WATCHING)
    user, app, other = folder / "user.py", folder / "shop" / "app.py", folder / "other.py"
    app.write_text(LOOKUP.replace("price", "prise"))
    event(client, 2, app)
    client.sync()
    assert client.codes(user) == []
    app.rename(other)
    event(client, 3, app)
    event(client, 1, other, other)
    client.sync()
    assert client.codes(user) == []
    other.write_text(LOOKUP)
    event(client, 2, other)
    client.sync()
    assert client.codes(user) == WRONG
    # Without the app nothing is known of it, and nothing is said.
    other.unlink()
    event(client, 3, other)
    client.sync()
    assert client.codes(user) == [], client.pushed(user)
    assert client.leave() == 0


def test_events_without_a_change_cause_no_analysis(binary, folder):
    client = started(binary, folder, WATCHING)
    (folder / "plain.py").write_text("x = 1\n")
    event(client, 1, folder / "plain.py")
    before = client.sync()
    for _ in range(3):
        event(client, 2, folder / "shop" / "app.py", folder / "plain.py", folder / "user.py")
        client.notify("textDocument/didSave", {"textDocument": {"uri": uri_of(folder / "user.py")}})
    after = client.sync()
    assert after["filesIndexed"] > before["filesIndexed"]
    assert {**after, "filesIndexed": 0} == {**before, "filesIndexed": 0}
    assert client.leave() == 0


def test_an_open_buffer_hides_the_disk_until_it_is_closed(binary, folder):
    client = started(binary, folder, WATCHING)
    user, app = folder / "user.py", folder / "shop" / "app.py"
    client.open(app, LOOKUP.replace("price", "prise"))
    client.sync()
    assert client.codes(user) == []
    event(client, 2, app)
    client.sync()
    assert client.codes(user) == []
    client.close(app)
    client.sync()
    assert client.codes(user) == WRONG
    assert client.leave() == 0


def test_constants_of_plain_modules_are_followed(binary, folder):
    (folder / "names.py").write_text('TARGET = "price"\n')
    client = started(binary, folder, WATCHING)
    path = folder / "second.py"
    client.open(path, "import modal\nfrom names import TARGET\nmodal.Function.from_name('shop', TARGET)\n")
    client.sync()
    assert client.codes(path) == []
    (folder / "names.py").write_text('TARGET = "prise"\n')
    event(client, 2, folder / "names.py")
    client.sync()
    assert client.codes(path) == WRONG, client.pushed(path)
    assert client.leave() == 0


def test_a_configuration_file_on_disk_counts(binary, folder):
    client = started(binary, folder)
    user = folder / "user.py"
    (folder / "modal-lsp.toml").write_text('ignore = ["from-name-unknown-target"]\n')
    assert client.until(lambda: client.codes(user) == [], 2)
    (folder / "modal-lsp.toml").unlink()
    assert client.until(lambda: client.codes(user) == WRONG, 2)
    assert client.leave() == 0


def test_a_file_of_no_open_folder_finds_its_project(binary, folder):
    (folder / "pyproject.toml").write_text("")
    (folder / "shop").mkdir()
    (folder / "shop" / "app.py").write_text(LOOKUP)
    client = Client.start(binary)
    client.initialize(None, PUSH, rootUri=None, workspaceFolders=[])
    client.open(folder / "user.py", USER)
    client.sync()
    assert client.codes(folder / "user.py") == WRONG
    assert client.leave() == 0


def test_folders_come_and_go(binary, folder):
    one, two = folder / "one", folder / "two"
    one.mkdir()
    two.mkdir()
    (two / "app.py").write_text(LOOKUP.replace("price", "prise"))
    (one / "app.py").write_text(LOOKUP)
    (one / "user.py").write_text(USER)
    client = Client.start(binary)
    client.initialize(one, PUSH)
    client.open(one / "user.py")
    client.sync()
    assert client.codes(one / "user.py") == WRONG
    change = {"uri": uri_of(two), "name": "two"}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [change], "removed": []}})
    client.sync()
    assert client.codes(one / "user.py") == []
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [change]}})
    client.sync()
    assert client.codes(one / "user.py") == WRONG
    assert client.leave() == 0
