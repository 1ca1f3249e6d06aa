"""The hooks for pre-commit, and the steps of the GitHub Action."""

import json
import os

from place import ROOT, need, run, shop

BROKEN = 'import modal\n\napp = modal.App("a")\nembed = modal.Function.from_name("a", "embed")\n'


def repository(place, name):
    folder = place.folder(name)
    git = ["git", "-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.org"]
    run("git", "init", "--quiet", folder)
    (folder / "app.py").write_text(BROKEN)
    (folder / "text.txt").write_text(BROKEN)
    run(*git, "add", ".")
    run(*git, "commit", "--quiet", "-m", "begin")
    return folder


CONFIGURATION = """repos:
- repo: {repository}
  rev: {revision}
  hooks: [{{id: modal-lsp}}]
"""


def test_pre_commit_runs_the_hook(place):
    need("git", "cmake", "ninja")
    revision = run("git", "-C", ROOT, "rev-parse", "HEAD").strip()
    folder = repository(place, "scratch")
    (folder / ".pre-commit-config.yaml").write_text(CONFIGURATION.format(repository=ROOT, revision=revision))
    run("git", "-C", folder, "add", ".")
    command = [place.tools / "pre-commit", "run", "--all-files", "--verbose"]
    environment = {**place.environment, "PRE_COMMIT_HOME": str(place.out / "pre-commit")}
    said = run(*command, cwd=folder, env=environment, timeout=400, code=1)
    assert "from-name-unknown-target" in said and "exit code: 1" in said and "text.txt" not in said, said
    (folder / "app.py").write_text(BROKEN.split("embed =", maxsplit=1)[0])
    run("git", "-C", folder, "add", ".")
    assert "Passed" in run(*command, cwd=folder, env=environment)


def action(place, temporary, **inputs):
    """What the step `check` puts into its outputs, and says."""
    outputs = temporary / "outputs"
    outputs.unlink(missing_ok=True)
    environment = {**os.environ, "RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(outputs), **inputs}
    said = run("bash", ROOT / "server/packages/action.sh", "check", cwd=temporary, env=environment)
    return dict(line.split("=", 1) for line in outputs.read_text().splitlines()), said


def test_the_action_writes_sarif_and_annotations(place):
    temporary = place.folder("action")
    (temporary / "modal-lsp/bin").mkdir(parents=True)
    (temporary / "modal-lsp/bin/modal-lsp").symlink_to(place.binary)
    shop(temporary)
    outputs, said = action(place, temporary, PATHS="shop", ARGS="--min-severity\nwarning")
    assert outputs["findings"] == "true" and "::warning" in said, (outputs, said)
    with open(outputs["sarif"], encoding="utf-8") as report:
        assert json.load(report)["version"] == "2.1.0"
    (temporary / "clean.py").write_text("import modal\n")
    outputs, said = action(place, temporary, PATHS="clean.py\n", ARGS="")
    assert outputs["findings"] == "false" and "::" not in said, (outputs, said)


def test_inputs_of_the_action_are_no_code(place):
    temporary = place.out / "action"
    (temporary / "$(touch pwned).py").write_text("import modal\n")
    action(place, temporary, PATHS="$(touch pwned).py", ARGS="")
    assert not (temporary / "pwned").exists()
    steps = (ROOT / "action.yml").read_text()
    for line in steps.splitlines():
        assert not (line.strip().startswith("run:") and "${{" in line), line
