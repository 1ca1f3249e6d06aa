"""What the server refuses, asks and leaves behind: production, trust, the token, and commands that are cut short."""

import signal

from editor import Editor, nothing_left, processes
from modal_proto import api_pb2 as api
from plane import HANG
from project import TIMEOUT_S

REQUEST_CANCELLED = -32800


def first_action(params):
    return params["actions"][0]


def test_production_asks(project):
    with Editor(project, answer=first_action) as editor:
        editor.succeed("deploy", environment="prod")
        question, = editor.asked()
        assert '"shop"' in question["message"] and '"prod"' in question["message"], question
    assert [(app.environment, app.state) for app in project.plane.state.apps.values()] == [
        ("prod", api.APP_STATE_DEPLOYED)]


def test_production_is_declined(project):
    with Editor(project, answer=lambda params: params["actions"][-1]) as editor:
        for command in ("deploy", "run", "stop"):
            editor.fail(command, environment="prod", app="shop", function="main" if command == "run" else None)
        assert len(editor.asked()) == 3
    assert not project.plane.state.apps and not project.plane.calls


def test_production_is_never_a_default(project):
    project.profiles('[work]\nactive = true\nenvironment = "prod"\n')
    with Editor(project, answer=first_action) as editor:
        message = editor.fail("deploy")
        assert '"prod"' in message and "name" in message, message
        assert not editor.asked()
    assert not project.plane.state.apps and not project.plane.calls


def test_no_environment_is_chosen(project):
    with Editor(project) as editor:
        assert "environment" in editor.fail("deploy")
    assert not project.plane.state.apps


def test_untrusted_workspace(project):
    with Editor(project, trusted=False) as editor:
        for command in ("deploy", "run", "stop", "verify", "logs", "preflight"):
            assert "trust" in editor.fail(command, environment="dev", app="shop")
        assert processes(project) == [editor.client.process.pid]
    assert not project.plane.calls


def test_no_token(project):
    del project.variables["MODAL_TOKEN_ID"]
    del project.variables["MODAL_TOKEN_SECRET"]
    with Editor(project) as editor:
        assert "modal setup" in editor.fail("deploy", environment="dev")
    assert not project.plane.calls


def test_error_in_the_file(project):
    """Our own findings stop a deployment before it begins."""
    project.write("app.py", '''import modal

app = modal.App("shop")


@app.function(schedule=modal.Cron("61 * * * *"))
def work():
    pass
''')
    with Editor(project) as editor:
        assert "app.py:6" in editor.fail("deploy", environment="dev")
    assert not project.plane.calls


def deploying(project, editor, **more):
    """The id of a deployment that has come as far as to wait for the plane."""
    project.plane.faults["AppPublish"] = HANG
    request = editor.begin("deploy", environment="dev", **more)
    assert project.plane.called("AppPublish"), project.plane.calls
    assert len(processes(project)) > 1
    return request


def is_cancelled(editor, request):
    answer = editor.client.wait(request, TIMEOUT_S)
    return answer["error"]["code"] == REQUEST_CANCELLED if "error" in answer else not answer["result"]["ok"]


def only_the_server_is_left(editor):
    server = editor.client.process.pid
    return nothing_left(editor.project, besides=[server])


def test_cancelled_from_the_progress(project):
    with Editor(project) as editor:
        request = deploying(project, editor, token="mine")
        editor.client.notify("window/workDoneProgress/cancel", {"token": "mine"})
        assert is_cancelled(editor, request) and only_the_server_is_left(editor)


def test_cancelled_request(project):
    with Editor(project) as editor:
        request = deploying(project, editor)
        editor.client.notify("$/cancelRequest", {"id": request})
        assert is_cancelled(editor, request) and only_the_server_is_left(editor)


def test_editor_leaves(project):
    with Editor(project) as editor:
        deploying(project, editor)
        assert editor.client.leave() == 0
        assert nothing_left(project)


def test_server_is_killed(project):
    with Editor(project) as editor:
        deploying(project, editor)
        editor.client.process.send_signal(signal.SIGKILL)
        assert nothing_left(project)


def test_editor_is_killed(project):
    """All that the server sees of it is the end of its input."""
    with Editor(project) as editor:
        deploying(project, editor)
        editor.client.process.stdin.close()
        assert nothing_left(project)


def test_slow_endpoint_is_cancelled(project):
    endpoint = project.plane.web.at("acme-dev--shop-web")
    endpoint.slow = True
    with Editor(project) as editor:
        request = editor.begin("deploy", token="mine", environment="dev")
        assert endpoint.asked(TIMEOUT_S)
        editor.client.notify("window/workDoneProgress/cancel", {"token": "mine"})
        assert is_cancelled(editor, request) and only_the_server_is_left(editor)


def test_unreachable_plane(project):
    project.variables["MODAL_SERVER_URL"] = "http://127.0.0.1:9"
    with Editor(project) as editor:
        editor.fail("deploy", environment="dev")
        assert "Could not connect to the Modal server." in editor.said()


def test_wrong_token(project):
    project.variables["MODAL_TOKEN_SECRET"] = "as-wrong"
    with Editor(project) as editor:
        editor.fail("deploy", environment="dev")
        assert "Token validation failed" in editor.said()
