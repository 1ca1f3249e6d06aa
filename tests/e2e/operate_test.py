"""The operating commands, with a command line that the test plays: nothing of it needs an account or a network."""

import http.server
import json
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

from client import Client, NO_ANSWER, PUSH, TIMEOUT, uri_of

FAKE = Path(__file__).parent / "fake_modal.py"
SHOP = 'import modal\n\napp = modal.App("shop")\n\n\n@app.function()\ndef price(item: str = "tea"):\n    return item\n'
SITE = ('import modal\n\nimage = modal.Image.debian_slim().uv_pip_install("fastapi")\napp = modal.App("site", image=image)\n'
        "\n\n@app.function()\n@modal.asgi_app()\ndef web():\n    from fastapi import FastAPI\n\n    return FastAPI()\n")
SETTINGS = json.dumps({"environment": "dev", "token_id": "ak-0123456789"}, indent=2) + "\n"
HEALTHY = {"--version": {"print": "modal client version: 1.6.4\n"}, "profile current": {"print": "acme\n"},
           "config show": {"print": SETTINGS}}


class World:
    """A project with a command line of its own, and an environment in which the server finds it."""

    def __init__(self, folder, **commands):
        self.folder, self.log, self.plan = folder, folder / "calls.log", folder / "plan.json"
        for name, text in (("shop.py", SHOP), ("site.py", SITE)):
            (folder / name).write_text(text)
        self.put_command_line(folder / ".venv" / "bin" / "modal")
        self.set(**commands)
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FAKE_MODAL": str(self.plan),
                            "XDG_CACHE_HOME": str(folder / "cache"), "FORCE_COLOR": "1"}

    @staticmethod
    def put_command_line(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!{sys.executable}\n" + FAKE.read_text())
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def set(self, **commands):
        plan = {**HEALTHY, **{key.replace("__", "--").replace("_", " "): what for key, what in commands.items()}}
        self.plan.write_text(json.dumps({"log": str(self.log), "commands": plan}))

    def calls(self):
        if not self.log.exists():
            return []
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def words(self):
        return [" ".join(call["argv"]) for call in self.calls()]

    def client(self, binary, options=None, capabilities=None, sync=True):
        client = Client.start(binary, env=self.environment)
        client.initialize(self.folder, capabilities or PUSH, initializationOptions=options or {})
        for name in ("shop.py", "site.py"):
            client.open(self.folder / name)
        if sync:
            client.sync()
        return client

    def begin(self, client, command, file="shop.py", **argument):
        return client.begin("workspace/executeCommand", {
            "command": "modal-lsp." + command, "arguments": [{"uri": uri_of(self.folder / file), **argument}]})

    def run(self, client, command, file="shop.py", **argument):
        answer = client.wait(self.begin(client, command, file, **argument), timeout=60)
        assert "result" in answer, answer
        return answer["result"]

    def cli(self, binary, *arguments, **more):
        return subprocess.run([binary, *arguments], cwd=self.folder, env={**self.environment, **more}, text=True,
                              capture_output=True, timeout=60, check=False)


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rsplit(")", 1)[1].split()[0] != "Z"


def comes_true(condition, timeout=TIMEOUT):
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def failed(answer):
    return [check["name"] for check in answer["preflight"]["checks"] if not check["ok"]]


class Site:
    """What `modal serve` would serve: a few answers on the loopback."""

    def __init__(self, answers, cold=0):
        self.asked, site = [], self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                site.asked.append((self.command, self.path, self.rfile.read(length).decode()))
                status, body = answers.get(self.path, (404, "nothing here"))
                if len(site.asked) <= cold:
                    status, body = 503, "starting"
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def printed(self):
        return f"✓ Created objects.\n└── 🔨 Created web function web => {self.url}\nServing...\n"

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def test_a_deployment_is_shown_made_and_verified(binary, folder):
    apps = json.dumps([{"app_id": "ap-1", "description": "shop", "state": "deployed"}]) + "\n"
    page = "App deployed in 1s!\nView Deployment: https://modal.com/apps/acme/dev/deployed/shop\n"
    world = World(folder, deploy={"print": page}, app_list={"print": apps}, app_logs={"print": "HF_TOKEN=abc starting\n"})
    client = world.client(binary)
    answer = world.run(client, "deploy", environment="dev", tag="v2")
    assert answer["ok"], answer
    assert answer["argv"] == [str(folder / ".venv/bin/modal"), "deploy", "--env=dev", "--tag=v2", "shop.py"]
    assert answer["cwd"] == str(folder)
    assert answer["page"].endswith("/deployed/shop") and answer["appId"] == "ap-1", answer
    assert "app logs --env=dev --tail=500 shop" in world.words()
    call = next(call for call in world.calls() if call["argv"][0] == "deploy")
    assert call["cwd"] == str(folder) and call["width"] == "1000" and call["colour"] is None, call
    logged = [params["message"] for method, params in client.notifications if method == "window/logMessage"]
    assert logged[0].endswith("modal deploy --env=dev --tag=v2 shop.py"), logged
    assert client.leave() == 0


def test_what_is_not_in_order_stops_before_anything_is_started(binary, folder):
    world = World(folder)
    client = world.client(binary)
    missing = {"print": json.dumps({"environment": "dev", "token_id": None}) + "\n"}
    prod = {"print": json.dumps({"environment": "production", "token_id": "ak-1"}) + "\n"}
    for commands, check in (({"__version": {"print": "modal client version: 0.50.0\n"}}, "cli"),
                            ({"__version": {"print": "\udcff\udcfe{[garbage\n"}}, "cli"),
                            ({"__version": {"signal": 9}}, "cli"),
                            ({"__version": {"exit": 1, "error": "ImportError: broken\n"}}, "cli"),
                            ({"profile_current": {"exit": 1, "error": "no profile\n"}}, "identity"),
                            ({"config_show": missing}, "token"), ({"config_show": {"print": "{'a"}}, "token"),
                            ({"config_show": prod}, "environment")):
        world.set(deploy={"print": "deployed"}, **commands)
        answer = world.run(client, "deploy")
        assert not answer["ok"] and check in failed(answer), (commands, answer)
        assert not any(words.startswith("deploy") for words in world.words()), world.words()
        assert client.until(lambda: any(method == "window/showMessage" and "To mend it:" in params["message"]
                                        for method, params in client.notifications))
        client.notifications.clear()
    (folder / ".venv/bin/modal").unlink()
    answer = world.run(client, "deploy")
    assert failed(answer) == ["cli"] and "not found" in answer["message"], answer
    assert client.leave() == 0


def test_a_refused_network_is_reported_with_the_exit_code(binary, folder):
    world = World(folder, run={"exit": 1, "error": "[Errno 111] Connect call failed ('127.0.0.1', 1)\n"})
    client = world.client(binary)
    answer = world.run(client, "run")
    assert not answer["ok"] and answer["exitCode"] == 1, answer
    assert "Connect call failed" in answer["output"][-1]
    assert client.leave() == 0


def started(world, command):
    assert comes_true(lambda: any(words.startswith(command) for words in world.words()), 60), world.words()
    call = next(call for call in world.calls() if " ".join(call["argv"]).startswith(command))
    return [call["pid"], *call["children"]]


def test_cancelling_stops_the_program_with_all_it_started(binary, folder):
    world = World(folder, run={"print": "working\n", "hang": True, "spawn": True})
    client = world.client(binary)
    request = world.begin(client, "run")
    processes = started(world, "run")
    assert len(processes) == 3
    client.notify("$/cancelRequest", {"id": request})
    assert client.wait(request)["error"]["code"] == -32800
    assert comes_true(lambda: not any(alive(process) for process in processes)), processes
    assert client.leave() == 0


def test_nothing_is_left_when_the_editor_leaves_or_the_server_is_killed(binary, folder):
    for way in ("leave", "close", "kill"):
        world = World(folder, run={"print": "working\n", "hang": True, "spawn": True})
        world.log.unlink(missing_ok=True)
        client = world.client(binary)
        world.begin(client, "run")
        processes = started(world, "run")
        if way == "leave":
            assert client.leave() == 0
        elif way == "close":
            client.process.stdin.close()
            client.process.wait(timeout=TIMEOUT)
        else:
            client.kill()
        assert comes_true(lambda: not any(alive(process) for process in processes)), (way, processes)


def test_progress_is_shown_and_cancels(binary, folder):
    world = World(folder, run={"print": "working\n", "hang": True})
    client = world.client(binary, capabilities={**PUSH, "window": {"workDoneProgress": True}})
    request = world.begin(client, "run")

    def tokens():
        return [params["token"] for method, params in client.notifications if method == "$/progress"
                and params["value"].get("message") == "working"]

    assert client.until(tokens, 60)
    client.notify("window/workDoneProgress/cancel", {"token": tokens()[0]})
    assert client.wait(request)["error"]["code"] == -32800
    assert client.leave() == 0


def test_production_asks_and_silence_is_no(binary, folder):
    world = World(folder, deploy={"print": "App deployed in 1s!\n"}, app_list={"print": "[]\n"})
    client = world.client(binary)
    client.answer_request = lambda method, params: None
    assert not world.run(client, "deploy", environment="prod")["ok"]
    assert not any(words.startswith("deploy") for words in world.words())
    client.answer_request = lambda method, params: params["actions"][0]
    world.run(client, "deploy", environment="prod")
    assert "deploy --env=prod shop.py" in world.words()
    asked = [params["message"] for method, params in client.requests if method == "window/showMessageRequest"]
    assert asked == ['Deploy "shop" in the production environment "prod"?'] * 2, asked
    assert client.leave() == 0


def test_a_terminal_of_the_client_is_used(binary, folder):
    world = World(folder)
    client = world.client(binary, options={"modalLsp": {"terminal": True}})
    assert world.run(client, "shell", function="price")["ok"]
    method, params = next(each for each in client.requests if each[0] == "modal-lsp/runInTerminal")
    assert params["argv"][1:] == ["shell", "--env=dev", "shop.py::price"] and params["cwd"] == str(folder), params
    assert not any(words.startswith("shell") for words in world.words())
    assert client.leave() == 0


def test_an_untrusted_workspace_runs_nothing(binary, folder):
    world = World(folder)
    client = world.client(binary, options={"modalLsp": {"trusted": False}})
    for command in ("run", "deploy", "stop", "e2e", "identity", "diagnose", "serve"):
        answer = world.run(client, command)
        assert not answer["ok"] and "not trusted" in answer["message"], answer
    assert world.calls() == []
    assert client.leave() == 0


def test_the_server_answers_while_a_program_hangs(binary, folder):
    world = World(folder, __version={"hang": True})
    client = world.client(binary)
    request = world.begin(client, "identity")
    assert client.call("workspace/symbol", {"query": "price"})
    client.notify("$/cancelRequest", {"id": request})
    assert client.wait(request)["error"]["code"] == -32800
    assert client.leave() == 0


def test_preflight_on_the_command_line(binary, folder):
    world = World(folder)
    done = world.cli(binary, "preflight", "shop.py", "--format", "json")
    assert done.returncode == 0, done
    checks = json.loads(done.stdout)["checks"]
    assert [check["name"] for check in checks] == ["cli", "identity", "token", "environment", "diagnostics", "lookups"]
    (folder / "shop.py").write_text(SHOP + "modal.Function.from_name('shop', 'prise')\n")
    done = world.cli(binary, "preflight", "shop.py")
    assert done.returncode == 1 and "FAIL  lookups" in done.stdout and "shop.py:9" in done.stdout, done
    done = world.cli(binary, "preflight")
    assert done.returncode == 0 and "environment" in done.stdout, done
    assert world.cli(binary, "preflight", "missing.py").returncode == 2
    assert world.cli(binary, "preflight", "shop.py", "--env", "-x").returncode in (1, 2)


def test_end_to_end_checks_on_the_command_line(binary, folder):
    site = Site({"/health": (200, '{"status": "ok"}'), "/ask": (201, '{"items": [{"n": 3}]}')}, cold=2)
    try:
        world = World(folder, serve={"print": site.printed(), "hang": True, "spawn": True})
        checks = folder / "site.e2e.toml"
        checks.write_text('[[check]]\njson = { status = "ok" }\n\n[[check]]\npath = "/ask"\nstatus = 201\n'
                          'body = { q = "x" }\njson = { "items.0.n" = 3 }\n')
        done = world.cli(binary, "e2e", "site.py", "--format", "json")
        assert done.returncode == 0, done
        answer = json.loads(done.stdout)
        assert answer["ok"] and [check["status"] for check in answer["checks"]] == [200, 201], answer
        assert ("POST", "/ask", '{"q":"x"}') in site.asked, site.asked
        processes = started(world, "serve")
        assert comes_true(lambda: not any(alive(process) for process in processes)), processes

        checks.write_text('[[check]]\npath = "/nowhere"\n')
        done = world.cli(binary, "e2e", "site.py")
        assert done.returncode == 1 and "FAIL  GET /nowhere  404" in done.stdout, done
        checks.write_text("[[check]]\nstatsu = 3\n")
        done = world.cli(binary, "e2e", "site.py")
        assert done.returncode == 1 and "site.e2e.toml: line 2: unknown key" in done.stdout, done
    finally:
        site.close()


def test_end_to_end_checks_say_why_an_app_is_not_served(binary, folder):
    world = World(folder, serve={"exit": 1, "error": "ImportError: no\n"})
    done = world.cli(binary, "e2e", "site.py")
    assert done.returncode == 1 and "`modal serve` exited with code 1" in done.stdout, done
    assert "ImportError: no" in done.stdout


def test_end_to_end_checks_as_a_command(binary, folder):
    site = Site({"/health": (200, "fine")})
    try:
        world = World(folder, serve={"print": site.printed(), "hang": True})
        client = world.client(binary)
        answer = world.run(client, "e2e", "site.py")
        assert answer["ok"] and answer["message"] == "all 1 checks passed", answer
        processes = started(world, "serve")
        assert comes_true(lambda: not any(alive(process) for process in processes)), processes
        assert client.leave() == 0
    finally:
        site.close()


def test_an_unanswered_terminal_request_holds_nothing_up(binary, folder):
    world = World(folder)
    client = world.client(binary, options={"modalLsp": {"terminal": True}})
    client.answer_request = lambda method, params: NO_ANSWER
    assert world.run(client, "serve", "site.py")["ok"]
    assert client.leave() == 0
