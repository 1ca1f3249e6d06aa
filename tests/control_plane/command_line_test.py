"""`modal-lsp preflight` and `modal-lsp e2e`."""

import json
import subprocess

from editor import nothing_left
from modal_proto import api_pb2 as api
from project import TIMEOUT_S, Done

LABEL = "acme-dev--shop-web-dev"


def ours(project, *arguments):
    done = subprocess.run([project.server, *arguments], cwd=project.folder, env=project.environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=2 * TIMEOUT_S)
    return Done(done.returncode, done.stdout, done.stderr)


def test_preflight(project):
    done = ours(project, "preflight", "app.py", "--env", "dev")
    assert done.code == 0 and f"modal {project.version}" in done.out, done
    assert not project.plane.calls
    del project.variables["MODAL_TOKEN_SECRET"]
    del project.variables["MODAL_TOKEN_ID"]
    done = ours(project, "preflight", "app.py", "--env", "dev", "--format", "json")
    checks = {each["name"]: each for each in json.loads(done.out)["checks"]}
    assert done.code == 1 and not checks["token"]["ok"] and "modal setup" in checks["token"]["fix"], done


def test_e2e(project):
    endpoint = project.plane.web.at(LABEL)
    endpoint.cold = 2
    done = ours(project, "e2e", "app.py", "--env", "dev")
    assert done.code == 0 and "GET /health" in done.out, done
    assert len(endpoint.requests) == 3, endpoint.requests
    app, = project.plane.state.apps.values()
    assert (app.environment, app.state) == ("dev", api.APP_STATE_STOPPED), app
    assert nothing_left(project)


def test_e2e_with_checks(project):
    endpoint = project.plane.web.at(LABEL)
    endpoint.routes["/items"] = (200, {"items": [{"name": "tea"}]})
    endpoint.routes["/broken"] = (500, "oh no")
    project.write("app.e2e.toml", """
[[check]]
path = "/items"
json = {"items.0.name" = "tea"}

[[check]]
path = "/broken"
""")
    done = ours(project, "e2e", "app.py", "--env", "dev", "--format", "json")
    assert [each["ok"] for each in json.loads(done.out)["checks"]] == [True, False] and done.code == 1, done
    assert nothing_left(project)


def test_e2e_of_a_broken_app(project):
    project.write("app.py", 'import modal\n\napp = modal.App("shop")\nraise ValueError("at import")\n')
    done = ours(project, "e2e", "app.py", "--env", "dev")
    assert done.code == 1 and "ValueError: at import" in done.out + done.err, done
    assert nothing_left(project)


def test_e2e_in_production(project):
    done = ours(project, "e2e", "app.py", "--env", "prod")
    assert done.code == 1 and "prod" in done.out, done
    assert not project.plane.calls
    done = ours(project, "e2e", "app.py", "--env", "prod", "--yes")
    assert done.code == 0 and {app.environment for app in project.plane.state.apps.values()} == {"prod"}, done
