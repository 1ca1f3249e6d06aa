"""What the CLI says, and with which exit code, when something is wrong: our server tells people what it means."""

import golden
from grpclib import GRPCError, Status
from plane import HANG
from project import TIMEOUT_S


def waits(test):
    """Marks what mostly waits, so that it is begun first."""
    test.waits = True
    return test


def fails(project, name, *arguments, code=1):
    """What it wrote to its standard error, held against the golden file; nothing went elsewhere."""
    done = project.modal(*arguments, timeout=2 * TIMEOUT_S)
    assert done.code == code and done.out == "", done
    golden.check(project, f"error_{name}.txt", done.err)
    return done.err


@waits
def test_refused_connection(project):
    """The newest releases try for a minute."""
    project.variables["MODAL_SERVER_URL"] = "http://127.0.0.1:9"
    assert "Could not connect to the Modal server." in fails(project, "unreachable", "app", "list", "--json")


def test_silent_plane(project):
    """There is no limit: the CLI waits, so whoever starts it has to have one."""
    project.plane.faults["*"] = HANG
    with project.begin("app", "list", "--json") as silent:
        assert project.plane.called("AppList"), project.plane.calls
        assert silent.process.poll() is None and silent.text == "", silent.text


def test_no_token(project):
    del project.variables["MODAL_TOKEN_ID"]
    del project.variables["MODAL_TOKEN_SECRET"]
    assert "Token missing" in fails(project, "token_missing", "app", "list", "--json")
    done = project.modal("profile", "current")
    assert (done.code, done.out) == (0, "default\n"), done


def test_wrong_token(project):
    project.variables["MODAL_TOKEN_SECRET"] = "as-wrong"
    assert "Token validation failed" in fails(project, "token_wrong", "app", "list", "--json")
    assert "Token validation failed" in project.modal("deploy", "app.py").err
    assert not project.plane.state.apps


def test_no_such_environment(project):
    assert "Environment 'nope' not found." in fails(project, "environment", "app", "list", "--env", "nope", "--json")
    assert "Environment 'nope' not found." in project.modal("deploy", "app.py", "--env", "nope").err
    assert not project.plane.state.apps


def test_no_such_app(project):
    arguments = ["--yes"] if project.at_least("1.4.2") else []
    assert "shop" in fails(project, "app", "app", "stop", "shop", "--env", "dev", *arguments)


def test_broken_deployment(project):
    """The plane says no half way: nothing stays behind."""
    project.plane.faults["AppPublish"] = GRPCError(Status.FAILED_PRECONDITION, "no credit is left")
    done = project.modal("deploy", "app.py")
    assert done.code == 1 and "no credit is left" in done.err, done
    assert project.plane.called("AppClientDisconnect")


def test_two_profiles_and_none_chosen(project):
    project.profiles('[work]\n[home]\n')
    done = project.modal("app", "list", "--json")
    assert done.code == 1 and "No Modal profile is active." in done.err, done


def test_broken_settings(project):
    project.profiles("[work\n")
    done = project.modal("app", "list", "--json")
    assert done.code == 1 and "Error when reading the modal configuration" in done.err, done


def test_broken_module(project):
    project.write("app.py", 'import modal\n\napp = modal.App("shop")\nraise ValueError("at import")\n')
    done = project.modal("deploy", "app.py")
    assert done.code == 1 and "ValueError: at import" in done.err and "app.py:4" in done.err, done


def test_missing_secret(project):
    project.write("app.py", '''import modal

app = modal.App("shop")


@app.function(secrets=[modal.Secret.from_name("missing")])
def use():
    pass
''')
    done = project.modal("deploy", "app.py", "--env", "dev")
    assert done.code == 1 and "Secret 'missing' not found in environment 'dev'." in done.err, done


def test_failing_entrypoint(project):
    project.write("app.py", '''import modal

app = modal.App("shop")


@app.local_entrypoint()
def main():
    raise RuntimeError("boom")
''')
    done = project.modal("run", "app.py")
    assert done.code == 1 and "RuntimeError: boom" in done.err, done
