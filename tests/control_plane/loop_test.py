"""The whole loop through the server: look, deploy, verify, read, stop."""

from editor import Editor
from modal_proto import api_pb2 as api
from project import TIMEOUT_S

LABEL = "acme-dev--shop-web"


def states(plane):
    return [(app.environment, app.name, app.state) for app in plane.state.apps.values()]


def test_from_preflight_to_stop(project):
    endpoint = project.plane.web.at(LABEL)
    endpoint.cold = 2
    with Editor(project) as editor:
        look = editor.succeed("preflight", environment="dev")
        assert look["preflight"]["ok"] and look["preflight"]["checks"], look
        deployed = editor.succeed("deploy", environment="dev")
        assert states(project.plane) == [("dev", "shop", api.APP_STATE_DEPLOYED)]
        assert endpoint.url in deployed["urls"], deployed
        assert endpoint.requests == [("GET", "/health")] * 3, endpoint.requests
        assert endpoint.url in editor.succeed("verify", environment="dev")["message"]
        read_log(project, editor)
        editor.succeed("stop", environment="dev")
        assert states(project.plane) == [("dev", "shop", api.APP_STATE_STOPPED)]
        editor.fail("verify", environment="dev")
        assert editor.client.leave() == 0


def read_log(project, editor):
    """In a terminal or once; releases that always follow are given a time."""
    app, = project.plane.state.apps.values()
    app.logs.append((project.plane.state.now(), "the model is loaded"))
    app.ended.set()  # so that those which follow come to an end
    answer = editor.succeed("logs", environment="dev", follow=False)
    assert "the model is loaded" in "\n".join(answer.get("output", [])) + editor.said(), answer


def test_dry_run(project):
    with Editor(project) as editor:
        answer = editor.succeed("deploy", environment="dev", tag="v7", dryRun=True)
        assert answer["argv"][1:] == ["deploy", "--env=dev", "--tag=v7", "app.py"], answer
        assert (answer["cwd"], answer["environment"]) == (str(project.folder), "dev"), answer
        assert answer["preflight"]["ok"], answer
    assert not project.plane.calls, project.plane.calls


def test_run_with_arguments(project):
    with Editor(project) as editor:
        dry = editor.do("run", function="main", environment="dev", dryRun=True)
        assert dry["parameters"] == [{"name": "count", "type": "int", "default": "1"}], dry
        editor.succeed("run", function="main", environment="dev", arguments=["--count", "3"])
        assert "counted to 3" in editor.said()
        again = editor.do("run", function="main", environment="dev", dryRun=True)
        assert again["argv"][-2:] == ["--count", "3"], again


def test_sick_endpoint(project):
    endpoint = project.plane.web.at(LABEL)
    endpoint.routes["/health"] = (200, {"status": "no model"})
    with Editor(project) as editor:
        assert endpoint.url in editor.fail("deploy", environment="dev")
        endpoint.routes["/health"] = (200, {"status": "ok"})
        editor.succeed("verify", environment="dev")


def test_deploy_without_addresses(project):
    """What has none is looked up, and its log read."""
    project.write("app.py", 'import modal\n\napp = modal.App("shop")\n\n\n@app.function()\ndef work():\n    pass\n')
    with Editor(project) as editor:
        answer = editor.succeed("deploy", environment="dev")
        assert answer["urls"] == [] and answer["appId"] == next(iter(project.plane.state.apps)), answer
        app, = project.plane.state.apps.values()
        app.logs.append((project.plane.state.now(), "ModuleNotFoundError: No module named 'torch'"))
        assert "torch" in editor.fail("verify", environment="dev")


def test_failing_deployment(project):
    project.write("app.py", '''import modal

app = modal.App("shop")


@app.function(secrets=[modal.Secret.from_name("missing")])
def use():
    pass
''')
    with Editor(project) as editor:
        message = editor.fail("deploy", environment="dev")
        assert "exited with code 1" in message and "create it: `modal secret create" in message, message
        assert "Secret 'missing' not found in environment 'dev'." in editor.said()


def test_diagnose(project):
    app = api.APP_STATE_DEPLOYED
    with Editor(project) as editor:
        editor.succeed("deploy", environment="dev")
        assert states(project.plane) == [("dev", "shop", app)]
        assert "dev" in editor.fail("diagnose", app="shop", environment="main")
        deployed, = project.plane.state.apps.values()
        deployed.logs.append((project.plane.state.now(), "torch.OutOfMemoryError: CUDA out of memory."))
        answer = editor.do("diagnose", app="shop", environment="dev")
        assert not answer["ok"] and [each["kind"] for each in answer["diagnosis"]["failures"]] == ["cuda"], answer


def test_identity(project):
    project.profiles('[work]\nactive = true\nenvironment = "prod"\n')
    with Editor(project) as editor:
        answer = editor.client.wait(editor.begin("identity"), TIMEOUT_S)["result"]
        assert answer["cli"] == {"path": str(project.program), "version": project.version}, answer
        assert (answer["profile"], answer["environment"], answer["production"], answer["token"]) == (
            "work", "prod", True, True), answer


def test_terminal(project):
    """What stays belongs into a terminal, or is told."""
    with Editor(project, terminal=True) as editor:
        editor.succeed("serve", environment="dev")
        request, = editor.asked("modal-lsp/runInTerminal")
        assert request["argv"][1:] == ["serve", "--env=dev", "app.py"], request
        assert request["cwd"] == str(project.folder) and request["title"], request
    with Editor(project) as editor:
        editor.succeed("serve", environment="dev")
        assert "serve --env=dev app.py" in editor.shown()
    assert not project.plane.calls, project.plane.calls


def test_secrets_stay_hidden(project):
    project.write("app.py", '''import os

import modal

app = modal.App("shop")


@app.local_entrypoint()
def main():
    print("the token is", os.environ["MODAL_TOKEN_SECRET"])
''')
    with Editor(project) as editor:
        editor.succeed("run", function="main", environment="dev")
        assert "the token is" in editor.said() and project.plane.state.token[1] not in str(editor.client.notifications)
