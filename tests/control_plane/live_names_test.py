"""Live names: what is deployed, and what there is, asked of the real command line."""

from commands_test import deployed
from editor import Editor, uri_of
from project import TIMEOUT_S

CODE = '''import modal

app = modal.App("shop")
secret = modal.Secret.from_name("openai")
missing = modal.Volume.from_name("weights", environment_name="dev")
other = modal.Function.from_name("billing", "charge", environment_name="dev")
'''


def furnished(project):
    """Two environments with something in them, and a file that names it."""
    state = project.plane.state
    deployed(project.plane, "shop", "dev")
    deployed(project.plane, "shop", "prod")
    deployed(project.plane, "billing", "prod")
    state.environments["main"].secrets["openai"] = state.now()
    state.environments["prod"].volumes["weights"] = state.now()
    state.environments["dev"].other[("di", "prices")] = "di-1"
    state.environments["dev"].other[("qu", "jobs")] = "qu-1"
    project.write("app.py", CODE)


def refreshed(editor):
    """The answer, once the command line has told all; it is started many times for it."""
    asked = editor.client.begin("workspace/executeCommand", {"command": "modal-lsp.refreshLiveNames"})
    answer = editor.client.wait(asked, TIMEOUT_S)
    assert settled(editor) and "error" not in answer, answer
    return answer["result"]


def settled(editor):
    return "result" in editor.client.wait(editor.client.begin("modal-lsp/sync"), TIMEOUT_S)


def hover(editor, line, character):
    return editor.client.call("textDocument/hover", {
        "textDocument": {"uri": uri_of(editor.project.folder / "app.py")},
        "position": {"line": line, "character": character}})["contents"]["value"]


def labels(editor, line, character):
    found = editor.client.call("textDocument/completion", {
        "textDocument": {"uri": uri_of(editor.project.folder / "app.py")},
        "position": {"line": line, "character": character}})
    return {item["label"]: item.get("detail", "") for item in found["items"]}


def test_everything_is_listed(project):
    furnished(project)
    with Editor(project, liveNames=True, trusted=True) as editor:
        answer = refreshed(editor)
        assert answer["ok"], answer
        there = {each["name"]: each for each in answer["environments"]}
        assert set(there) == {"main", "dev", "prod"}, answer
        assert [app["name"] for app in there["prod"]["apps"]] == ["billing", "shop"], answer
        assert (there["main"]["Secret"], there["prod"]["Volume"]) == (["openai"], ["weights"]), answer
        assert (there["dev"]["Dict"], there["dev"]["Queue"]) == (["prices"], ["jobs"]), answer
        text = hover(editor, 2, 18)
        assert "Deployed in dev (v2" in text and "; not in main" in text, text
        assert labels(editor, 5, 34)["shop"].startswith("app"), labels(editor, 5, 34)
        codes = [each["code"] for each in editor.client.pushed(project.folder / "app.py")["diagnostics"]]
        assert codes == ["resource-not-created", "app-not-deployed"], codes


def test_a_deployment_is_known_at_once(project):
    with Editor(project, liveNames=True, trusted=True, liveEnvironments=["dev"]) as editor:
        refreshed(editor)
        project.plane.web.at("acme-dev--shop-web")
        assert "Not deployed in dev" in hover(editor, app_line(project), 18)
        editor.succeed("deploy", environment="dev")
        assert settled(editor) and "Deployed in dev (v1" in hover(editor, app_line(project), 18)


def app_line(project):
    lines = (project.folder / "app.py").read_text().splitlines()
    return next(number for number, line in enumerate(lines) if line.startswith("app = modal.App("))


def test_without_a_network_it_says_so(project):
    project.variables["MODAL_SERVER_URL"] = "http://127.0.0.1:1"
    with Editor(project, liveNames=True, trusted=True, liveEnvironments=["dev"]) as editor:
        answer = refreshed(editor)
        assert not answer["ok"] and "could not be listed" in answer["message"], answer


test_without_a_network_it_says_so.waits = True
