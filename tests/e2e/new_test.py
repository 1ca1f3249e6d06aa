"""`modal-lsp new` begins files that the checker has nothing to say of."""

import subprocess

KINDS = ["batched", "clone-secret", "concurrent", "cron", "dict", "gpu-class", "queue", "sandbox", "web-endpoint"]


def run(binary, folder, *arguments):
    done = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_every_kind_is_clean(binary, folder):
    for kind in KINDS:
        code, out, err = run(binary, folder, "new", kind, f"my-{kind}")
        assert (code, err) == (0, ""), err
        file = folder / f"my_{kind}.py".replace("-", "_")
        assert f'modal.App("my-{kind}")' in file.read_text()
    code, out, _ = run(binary, folder, "check")
    assert code == 0 and f"{len(KINDS)} files checked" in out, out
    assert run(binary, folder, "new", "cron", "x", "-o", "-")[1].startswith("import modal\n")


def test_nothing_is_overwritten_and_nonsense_is_refused(binary, folder):
    (folder / "mine.py").write_text("precious")
    code, _, err = run(binary, folder, "new", "cron", "mine")
    assert code == 2 and "mine.py is there already" in err
    assert (folder / "mine.py").read_text() == "precious"
    code, _, err = run(binary, folder, "new", "nonsense", "x")
    assert code == 2 and all(kind in err for kind in KINDS), err
    for name in ("a b", "../x", ""):
        code, _, err = run(binary, folder, "new", "cron", name)
        assert code == 2 and "is no name for an app" in err, (name, err)
    code, _, err = run(binary, folder, "new", "cron", "x", "-o", "no/such/folder/x.py")
    assert code == 2 and "x.py" in err, err
