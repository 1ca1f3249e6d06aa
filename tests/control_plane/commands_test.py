"""Every command that our server gives to the CLI: that it works, and what it prints, down to the letter."""

import ast
import json

import golden
from modal_proto import api_pb2 as api
from project import TIMEOUT_S
from sources import SERVER, WEB
from state import App, Container, Deployment

# What our server reads of a list's elements; releases write the keys differently, but these are there in all.
KEYS = {
    "environment list": {"name", "web_suffix", "active"},
    "app list": {"app_id", "description", "state", "tasks", "created_at", "stopped_at"},
    "app history": {"version", "time_deployed", "client", "deployed_by"},
    "container list": {"container_id", "app_id", "app_name", "start_time"},
    "secret list": {"name", "created_at"},
    "volume list": {"name", "created_at"},
    "dict list": {"name", "created_at"},
    "queue list": {"name", "created_at", "partitions", "total_size"},
}


def deployed(plane, name="shop", environment="dev"):
    """An app that is there already."""
    app = App(plane.state.new_id("ap"), name, environment, api.APP_STATE_DEPLOYED, plane.state.now())
    commit = api.CommitInfo(vcs="git", branch="main", commit_hash="0123456789abcdef", dirty=True)
    app.history = [Deployment(1, plane.state.now(), "1.0.0", "v1", commit), Deployment(2, plane.state.now(), "1.0.0", "", None)]
    app.logs = [(plane.state.now(), "first line"), (plane.state.now(), "zweite Zeile: äöü")]
    plane.state.apps[app.id] = app
    return app


def succeeds(project, *arguments):
    done = project.modal(*arguments)
    assert done.code == 0 and done.err == "", done
    return done.out


def listed(project, command, *arguments):
    """The elements, with keys as the newest release writes them; what was printed is held against the golden file."""
    out = succeeds(project, *command.split(), *arguments, "--json")
    golden.check(project, f"{command.replace(' ', '_')}.json", out)
    elements = [{key.lower().replace(" ", "_"): value for key, value in each.items()} for each in json.loads(out)]
    assert elements and all(KEYS[command] <= set(each) for each in elements), elements
    exact = all(key == key.lower().replace(" ", "_") for each in json.loads(out) for key in each)
    assert exact or not project.at_least("1.5.0"), out
    return elements


def test_version(project):
    assert succeeds(project, "--version") == f"modal client version: {project.version}\n"


def test_profile_current(project):
    assert succeeds(project, "profile", "current") == "default\n"
    project.profiles('[work]\nactive = true\n[home]\n')
    assert succeeds(project, "profile", "current") == "work\n"


def test_config_show(project):
    project.profiles('[work]\nactive = true\nenvironment = "dev"\n')
    out = succeeds(project, "config", "show")
    golden.check(project, "config_show.txt", out)
    settings = json.loads(out) if project.at_least("1.2.2") else ast.literal_eval(out)
    assert settings["environment"] == "dev" and settings["token_secret"] == "***", settings
    project.variables["COLUMNS"] = "1000"  # as our server asks; a dict is then told in one line
    golden.check(project, "config_show_wide.txt", succeeds(project, "config", "show"))


def test_token_info(project):
    if not project.at_least("1.1.0"):
        done = project.modal("token", "info")
        assert done.code == 2 and "No such command 'info'" in done.err, done
        return
    golden.check(project, "token_info.txt", succeeds(project, "token", "info"))


def test_environment_list(project):
    assert [(each["name"], each["active"]) for each in listed(project, "environment list")] == [
        ("main", "True"), ("dev", "False"), ("prod", "False")]


def test_app_list(project):
    app = deployed(project.plane)
    deployed(project.plane, "elsewhere", "prod")
    project.plane.state.containers.append(Container("ta-1", app.id, project.plane.state.now()))
    only, = listed(project, "app list", "--env", "dev")
    assert (only["app_id"], only["state"], only["tasks"], only["stopped_at"]) == (app.id, "deployed", "1", None), only
    assert json.loads(succeeds(project, "app", "list", "--json")) == []


def test_app_history(project):
    deployed(project.plane)
    elements = listed(project, "app history", "shop", "--env", "dev")
    assert [(each["version"], each["commit"], each["tag"]) for each in elements] == [
        ("v2", None, None), ("v1", "0123456*", "v1")], elements


def test_app_logs(project):
    app = deployed(project.plane)
    if project.at_least("1.4.0"):
        golden.check(project, "app_logs.txt", succeeds(project, "app", "logs", "shop", "--env", "dev"))
    arguments = ["-f"] if project.at_least("1.4.0") else []
    with project.begin("app", "logs", "shop", "--env", "dev", *arguments) as logs:
        assert logs.says("zweite Zeile: äöü"), logs.text
        app.logs.append((project.plane.state.now(), "a line that comes later"))
        assert logs.says("a line that comes later"), logs.text
        app.ended.set()
        assert logs.process.wait(TIMEOUT_S) == 0


def test_app_stop(project):
    app = deployed(project.plane)
    arguments = ["--yes"] if project.at_least("1.4.2") else []
    assert succeeds(project, "app", "stop", "shop", "--env", "dev", *arguments) == ""
    assert app.state == api.APP_STATE_STOPPED


def test_app_stop_without_yes(project):
    app = deployed(project.plane)
    done = project.modal("app", "stop", "shop", "--env", "dev")
    asks = project.at_least("1.4.2")
    assert (done.code == 1, app.state == api.APP_STATE_DEPLOYED) == (asks, asks), done
    done = project.modal("app", "stop", "shop", "--env", "dev", "--yes")
    assert done.code == (0 if asks else 2), done


def test_container_list(project):
    app = deployed(project.plane)
    project.plane.state.containers.append(Container("ta-1", app.id, project.plane.state.now()))
    assert listed(project, "container list", "--env", "dev")[0]["app_name"] == "shop"


def test_secret_list(project):
    project.plane.state.environments["dev"].secrets["openai"] = project.plane.state.now()
    assert [each["name"] for each in listed(project, "secret list", "--env", "dev")] == ["openai"]


def test_volume_list(project):
    project.plane.state.environments["dev"].volumes["weights"] = project.plane.state.now()
    assert [each["name"] for each in listed(project, "volume list", "--env", "dev")] == ["weights"]


def test_dict_and_queue_list(project):
    project.plane.state.environments["dev"].other |= {("di", "prices"): "di-1", ("qu", "jobs"): "qu-1"}
    assert [each["name"] for each in listed(project, "dict list", "--env", "dev")] == ["prices"]
    assert [each["name"] for each in listed(project, "queue list", "--env", "dev")] == ["jobs"]


def apps(plane):
    return [(app.environment, app.name, app.state) for app in plane.state.apps.values()]


def test_deploy(project):
    project.plane.web.public = True
    golden.check(project, "deploy.txt", succeeds(project, "deploy", "app.py"))
    assert apps(project.plane) == [("main", "shop", api.APP_STATE_DEPLOYED)]


def test_deploy_of_much_that_has_an_address(project):
    project.plane.web.public = True
    project.write("web.py", WEB + (SERVER if project.at_least("1.5.0") else ""))
    golden.check(project, "deploy_web.txt", succeeds(project, "deploy", "web.py"))


def test_deploy_with_options(project):
    out = succeeds(project, "deploy", "app.py", "--env", "dev", "--tag", "v7", "--name", "other")
    assert project.plane.web.at("acme-dev--other-web").url in out, out
    assert succeeds(project, "deploy", "app.py", "--env", "dev", "--name", "other")
    app, = project.plane.state.apps.values()
    assert (app.environment, app.name) == ("dev", "other")
    assert [(each.tag, each.client) for each in app.history] == [("v7", project.version), ("", project.version)]
    assert set(app.functions) == {"web", "nightly", "Model.*"} and set(app.classes) == {"Model"}, app


def test_deploy_to_eighty_columns(project):
    """Addresses are broken where no width is told: whoever reads them has to tell one."""
    project.plane.web.public = True
    del project.variables["COLUMNS"]
    name = "a-shop-with-quite-a-long-name-for-its-web-app"
    out = succeeds(project, "deploy", "app.py", "--env", "dev", "--name", name)
    assert f"https://acme-dev--{name}-web.modal.run" not in out, out
    project.variables["COLUMNS"] = "500"
    out = succeeds(project, "deploy", "app.py", "--env", "dev", "--name", name)
    assert f"https://acme-dev--{name}-web.modal.run" in out, out


def test_run(project):
    project.plane.web.public = True
    golden.check(project, "run.txt", succeeds(project, "run", "app.py"))
    out = succeeds(project, "run", "--env", "dev", "app.py::main", "--count", "3")
    assert "counted to 3\n" in out, out
    assert apps(project.plane) == [(each, "shop", api.APP_STATE_STOPPED) for each in ("main", "dev")]


def test_run_asks_for_options_first(project):
    done = project.modal("run", "app.py", "--env", "dev")
    assert done.code in (1, 2) and "No such option" in done.err, done


def test_serve(project):
    with project.begin("serve", "app.py", "--env", "dev") as serve:
        assert serve.says("Serving..."), serve.text
        assert project.plane.web.at("acme-dev--shop-web-dev").url in serve.text, serve.text
        assert apps(project.plane) == [("dev", "shop", api.APP_STATE_EPHEMERAL)]
        assert serve.interrupt() is not None, serve.text
    assert apps(project.plane) == [("dev", "shop", api.APP_STATE_STOPPED)]
