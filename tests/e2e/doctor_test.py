"""`modal-lsp doctor` says what it found, what is wrong, and how to mend it."""

import json
import os
import subprocess

APP = 'import modal\n\napp = modal.App("shop")\n'


def doctor(binary, folder, *arguments, **variables):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder / "home"), **variables}
    done = subprocess.run([binary, "doctor", *arguments], cwd=folder, capture_output=True, text=True, timeout=60,
                          env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


def project(folder):
    (folder / "home").mkdir(exist_ok=True)
    made = folder / "project"
    made.mkdir()
    (made / "app.py").write_text(APP)
    return made


def checks(text):
    return {each["name"]: each for each in json.loads(text)["checks"]}


def test_a_sound_project_has_nothing_to_mend(binary, folder):
    made = project(folder)
    code, out, err = doctor(binary, folder, "project")
    assert (code, err) == (0, ""), (code, out, err)
    assert out.endswith("\nnothing is wrong\n") and f"{made}: 1 Python file, 1 with Modal, 1 app: shop" in out, out
    code, out, _ = doctor(binary, folder, "project", "--format", "json")
    found = checks(out)
    assert code == 0 and json.loads(out)["ok"] is True
    assert found["workspace"]["details"]["apps"] == ["shop"], found
    assert found["sdk"]["state"] == "note" and found["sdk"]["fix"], found
    assert list((folder / "home").iterdir()) == [], "something was written"


def test_what_is_wrong_comes_with_its_cure_and_exit_code_1(binary, folder):
    made = project(folder)
    (made / "modal-lsp.toml").write_text("nonsense = 1\npython = 'nowhere'\n")
    code, out, _ = doctor(binary, folder, "project", "--format", "json")
    found = checks(out)
    assert code == 1 and json.loads(out)["ok"] is False
    assert found["configuration"]["message"].startswith(f"{made}/modal-lsp.toml:1: "), found
    assert found["sdk"]["state"] == "wrong", found
    code, out, _ = doctor(binary, folder, "project")
    assert code == 1 and out.endswith("\n2 things to mend\n"), out


def test_the_command_of_the_environment_is_found_and_not_run(binary, folder):
    made = project(folder)
    command = made / ".venv" / "bin" / "modal"
    command.parent.mkdir(parents=True)
    command.write_text(f"#!/bin/sh\ntouch {folder}/was-run\n")
    command.chmod(0o755)
    _, out, _ = doctor(binary, folder, "project", "--format", "json")
    assert checks(out)["modal-cli"]["details"]["command"] == [str(command)], out
    assert not (folder / "was-run").exists()


def test_a_cache_that_cannot_be_written_is_wrong(binary, folder):
    project(folder)
    code, out, _ = doctor(binary, folder, "project", "--format", "json", HOME="")
    assert code == 1 and checks(out)["cache"]["state"] == "wrong", out
    if os.geteuid() != 0:  # root may write everywhere
        (folder / "home").chmod(0o500)
        code, out, _ = doctor(binary, folder, "project", "--format", "json")
        assert code == 1 and checks(out)["cache"]["details"]["writable"] is False, out


def test_a_folder_that_is_none_is_refused(binary, folder):
    code, out, err = doctor(binary, folder, "nowhere")
    assert (code, out) == (2, "") and "nowhere is no folder" in err, err
