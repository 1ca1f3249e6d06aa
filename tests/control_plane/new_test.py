"""What `modal-lsp new` begins can be deployed as it is."""

import subprocess

from modal_proto import api_pb2 as api
from project import TIMEOUT_S
from state import Environment

# The functions that each kind of file has, as the plane calls them.
KINDS = {"batched": {"embed"}, "clone-secret": {"read_secret"}, "concurrent": {"fetch"}, "cron": {"nightly"}, "dict": set(), "gpu-class": {"Model.*"},
         "queue": {"work"}, "sandbox": set(), "web-endpoint": {"serve"}}


def begin(project, kind):
    """The new file's name."""
    subprocess.run([project.server, "new", kind, f"my-{kind}"], cwd=project.folder, env=project.environment(),
                   check=True, capture_output=True, timeout=TIMEOUT_S)
    return f"my_{kind}.py".replace("-", "_")


def deploying(kind):
    def test(project):
        project.write("requirements.txt", f"modal=={project.version}\n")
        project.plane.state.environment("dev").secrets["my-secret"] = project.plane.state.now()
        done = project.modal("deploy", begin(project, kind), "--env", "dev")
        assert done.code == 0 and done.err == "", done
        app, = project.plane.state.apps.values()
        assert (app.name, app.environment, app.state) == (f"my-{kind}", "dev", api.APP_STATE_DEPLOYED)
        assert set(app.functions) == KINDS[kind], app
        served = [project.plane.state.functions[each].web_url for each in app.functions.values()]
        assert any(served) == (kind == "web-endpoint") and all(each in done.out for each in served), done.out

    return test


def test_a_secret_is_cloned(project):
    project.write("requirements.txt", f"modal=={project.version}\n")
    state = project.plane.state
    state.environment("dev").secrets["my-secret"] = state.now()
    state.environments["staging"] = Environment("staging", "staging")
    state.outcomes["read_secret"] = {"API_KEY": "sesame"}
    done = project.modal("run", begin(project, "clone-secret"))
    assert done.code == 0 and "staging has it now" in done.out, done
    assert state.environment("staging").contents == {"my-secret": {"API_KEY": "sesame"}}, state.environments
    assert "sesame" not in done.out + done.err


globals().update({f"test_{kind}".replace("-", "_"): deploying(kind) for kind in KINDS})
