"""`docs fetch` and `docs search` against a site on this machine."""

import json
import os
import subprocess

from client import Client, PUSH, uri_of
from docs_site import Site, cut, garbage, html, redirect, slow, status


def run(binary, *arguments, **environment):
    done = subprocess.run([binary, "docs", *map(str, arguments)], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


def fetch(binary, site, folder):
    return run(binary, "fetch", "--base", site.base, "--out", folder, "--first-wait-ms", 1)


def last_line(output):
    return output.splitlines()[-2]


def asked(site, path):
    return [headers for each, headers in site.requests if each == path]


def test_pages_are_fetched_and_then_only_what_changed(binary, folder):
    with Site() as site:
        code, out, err = fetch(binary, site, folder)
        assert (code, err) == (0, ""), (code, out, err)
        assert last_line(out) == "5 pages: 5 new, 0 changed, 0 unchanged; 0 gone, 0 failed", out
        assert not [path for path, _ in site.requests if path.startswith("/blog")]
        assert (folder / "docs/guide/volumes.md").read_text() == site.pages["/docs/guide/volumes.md"]
        assert (folder / "docs/sdk/py/latest/App.md").exists()

        site.pages["/docs/guide/volumes.md"] += "More.\n"
        code, out, _ = fetch(binary, site, folder)
        assert code == 0
        assert last_line(out) == "5 pages: 0 new, 1 changed, 4 unchanged; 0 gone, 0 failed", out
        assert f"changed    {site.base}/docs/guide/volumes" in out
        assert all("If-None-Match" in headers for headers in asked(site, "/docs/guide.md")[1:])


def test_a_page_that_is_lost_here_is_asked_for_anew(binary, folder):
    with Site() as site:
        fetch(binary, site, folder)
        (folder / "docs/guide.md").unlink()
        code, out, _ = fetch(binary, site, folder)
        assert code == 0 and (folder / "docs/guide.md").exists(), out


def test_a_list_that_is_broken_here_is_begun_anew(binary, folder):
    with Site() as site:
        fetch(binary, site, folder)
        for broken in ("", "[]", "{", '{"a": 3}', '{"http://x/../../../etc": {}}'):
            (folder / "pages.json").write_text(broken)
            code, out, err = fetch(binary, site, folder)
            assert code == 0, (broken, out, err)


def test_pages_that_are_gone_are_removed(binary, folder):
    with Site() as site:
        fetch(binary, site, folder)
        del site.pages["/docs/guide/notebooks.md"]
        site.contents = "\n".join(line for line in site.contents.splitlines() if "Volumes" not in line)
        code, out, _ = fetch(binary, site, folder)
        assert last_line(out) == "3 pages: 0 new, 0 changed, 3 unchanged; 2 gone, 0 failed", out
        assert code == 0
        assert not (folder / "docs/guide/notebooks.md").exists() and not (folder / "docs/guide/volumes.md").exists()


def test_what_may_yet_succeed_is_tried_again(binary, folder):
    path = "/docs/guide/volumes.md"
    for wrong in (status(429), status(503, {"Retry-After": "0"}), cut, garbage):
        with Site() as site:
            site.replies[path] = [wrong, wrong]
            code, out, _ = fetch(binary, site, folder / wrong.__name__ / str(id(wrong)))
            assert code == 0, out
            assert len(asked(site, path)) == 3


def test_what_does_not_succeed_is_told_and_stops_nothing(binary, folder):
    cases = [(status(500), "status 500", 4), (status(403), "status 403", 1), (html, "there is no Markdown form of it", 1),
             (redirect("http://localhost:1/elsewhere.md"), "", 4), (cut, "", 4)]
    for number, (wrong, reason, tries) in enumerate(cases):
        with Site() as site:
            fetch(binary, site, folder / str(number))
            before = (folder / str(number) / "docs/guide/volumes.md").read_text()
            site.requests.clear()
            site.replies["/docs/guide/volumes.md"] = [wrong] * 10
            code, out, _ = fetch(binary, site, folder / str(number))
            assert code == 1, out
            failed = [line for line in out.splitlines() if line.startswith("failed")]
            assert len(failed) == 1 and "guide/volumes: " in failed[0] and reason in failed[0], out
            assert last_line(out).endswith("0 gone, 1 failed"), out
            assert len(asked(site, "/docs/guide/volumes.md")) == tries, (number, site.requests)
            assert (folder / str(number) / "docs/guide/volumes.md").read_text() == before


def test_redirects_within_the_site_are_followed(binary, folder):
    with Site() as site:
        site.pages["/docs/guide/storage.md"] = "# Storage\n\nMoved.\n"
        site.replies["/docs/guide/volumes.md"] = [redirect("/docs/guide/storage.md")]
        code, out, _ = fetch(binary, site, folder)
        assert code == 0, out
        assert "Moved." in (folder / "docs/guide/volumes.md").read_text()


def test_a_slow_reply_is_waited_for(binary, folder):
    with Site() as site:
        site.replies["/docs/guide.md"] = [slow(1.5)]
        code, out, _ = fetch(binary, site, folder)
        assert code == 0, out
        assert "But there." in (folder / "docs/guide.md").read_text()


def test_without_a_list_there_is_a_message(binary, folder):
    with Site() as site:
        site.replies["/llms.txt"] = [status(404)]
        code, _, err = fetch(binary, site, folder)
        assert code == 2 and "llms.txt: status 404" in err, err
        site.contents = "nothing here\n"
        code, _, err = fetch(binary, site, folder)
        assert code == 2 and "lists no page" in err, err
    code, _, err = fetch(binary, site, folder)
    assert code == 2 and err.startswith("modal-lsp: cannot read http://127.0.0.1"), err


def test_where_nothing_can_be_written_there_is_a_message(binary, folder):
    (folder / "file").write_text("")
    with Site() as site:
        code, _, err = fetch(binary, site, folder / "file" / "below")
        assert code == 2 and "modal-lsp: " in err, (code, err)


def test_who_was_interrupted_goes_on(binary, folder):
    with Site() as site:
        site.replies["/docs/sdk/py/latest/App.md"] = [slow(30)]
        command = [binary, "docs", "fetch", "--base", site.base, "--out", folder]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            pages = folder / "pages.json"
            while not (pages.exists() and len(json.loads(pages.read_text())) == 4):
                assert process.poll() is None
            process.kill()
        site.replies.clear()
        site.requests.clear()
        code, out, _ = fetch(binary, site, folder)
        assert code == 0
        assert last_line(out) == "5 pages: 1 new, 0 changed, 4 unchanged; 0 gone, 0 failed", out


def test_sections_are_found(binary, folder):
    with Site() as site:
        fetch(binary, site, folder)
        code, out, _ = run(binary, "search", "--from", folder, "memory snapshot")
        assert code == 0
        assert out.startswith("Memory Snapshots › GPU memory snapshot\n"), out
        assert f"{site.base}/docs/guide/memory-snapshots#gpu-memory-snapshot" in out
        code, out, _ = run(binary, "search", "--from", folder, "--output-format", "json", "COMMIT")
        found = json.loads(out)
        assert found[0]["heading"] == "Committing", out
        assert found[0]["symbols"] == ["modal.Volume.commit", "modal.Volume.from_name"], out
        code, _, err = run(binary, "search", "--from", folder, "zeppelin")
        assert code == 1 and "nothing was found" in err


def test_the_cache_is_the_users(binary, folder):
    with Site() as site:
        here = {"XDG_CACHE_HOME": str(folder)}
        code, out, _ = run(binary, "fetch", "--base", site.base, **here)
        assert code == 0 and out.splitlines()[-1] == f"kept in {folder}/modal-lsp/site"
        code, out, _ = run(binary, "search", "volumes", **here)
        assert code == 0
    code, _, err = run(binary, "search", "x", XDG_CACHE_HOME=str(folder / "empty"))
    assert code == 2 and "docs fetch" in err


SHOWS = {**PUSH, "window": {"showDocument": {"support": True}},
         "textDocument": {**PUSH["textDocument"], "hover": {"contentFormat": ["markdown"]},
                          "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
STORE = "import modal\n\nstore = modal.Volume.from_name('store')\nstore.commit()\n"


def started(binary, folder, capabilities):
    client = Client.start(binary, env={**os.environ, "XDG_CACHE_HOME": str(folder / "cache")})
    client.initialize(folder, capabilities)
    client.open(folder / "a.py", STORE)
    client.sync()
    return client


def at(folder, line, character):
    return {"textDocument": {"uri": uri_of(folder / "a.py")}, "position": {"line": line, "character": character}}


def test_hovers_and_search_in_the_editor_know_the_pages(binary, folder):
    with Site() as site:
        run(binary, "fetch", "--base", site.base, XDG_CACHE_HOME=str(folder / "cache"))
        client = started(binary, folder, SHOWS)
        site.requests.clear()
        hover = client.call("textDocument/hover", at(folder, 3, 8))["contents"]["value"]
        assert f"[Volumes › Committing]({site.base}/docs/guide/volumes#committing)" in hover, hover
        found = client.call("workspace/executeCommand", {"command": "modal-lsp.searchDocumentation",
                                                         "arguments": ["memory snapshot"]})
        assert [each["title"] for each in found][-2:] == ["Memory Snapshots › GPU memory snapshot", "Memory Snapshots"]
        assert site.requests == [], "the server never fetches"
        assert client.leave() == 0


def test_documentation_is_opened_where_the_editor_can(binary, folder):
    for capabilities in (SHOWS, PUSH):
        client = started(binary, folder, capabilities)
        range_ = {"start": {"line": 3, "character": 8}, "end": {"line": 3, "character": 8}}
        actions = client.call("textDocument/codeAction", {"textDocument": {"uri": uri_of(folder / "a.py")},
                                                          "range": range_, "context": {"diagnostics": []}})
        action, = [each for each in actions if each["title"] == "Open the documentation of Volume.commit"]
        command = action["command"] if capabilities is SHOWS else action
        client.call("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
        if capabilities is SHOWS:
            assert client.until(lambda: client.requests)
            method, params = client.requests[-1]
            assert method == "window/showDocument" and params["external"] is True, params
            assert params["uri"] == "https://modal.com/docs/sdk/py/latest/Volume#commit"
        for wrong in ([], [3], ["file:///etc/passwd"], ["https://a", "b"]):
            answer = client.wait(client.begin("workspace/executeCommand", {
                "command": "modal-lsp.openDocumentation", "arguments": wrong}))
            assert "error" in answer, wrong
        assert client.leave() == 0
