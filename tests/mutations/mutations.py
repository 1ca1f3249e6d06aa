"""Ways to break a file that uses Modal, each as one rule describes it.

A mutation is a function from the text of a working file to a broken one, or to nothing when the file has no place for
it. Published code mostly runs, so only broken code shows what a rule finds.
"""

import re

FUNCTION = re.compile(r"^@app\.function\(", re.M)
CLASS = re.compile(r"^@app\.cls\(", re.M)
APP = re.compile(r"^app = modal\.App\(.*\)$", re.M)


def replaced(pattern, replacement):
    """Puts a replacement in place of the first match."""

    def mutate(text):
        changed, count = re.subn(pattern, replacement, text, count=1, flags=re.M)
        return changed if count else None

    return mutate


def argument(name, value, at=FUNCTION):
    """Gives the first decorator one more argument, when it has none of that name."""

    def mutate(text):
        match = at.search(text)
        if match is None:
            return None
        call = text[match.end() :].split("\ndef ")[0].split("\nclass ")[0]
        if re.search(rf"\b{name}\b", call) or "**" in call:
            return None
        follows = "" if text[match.end()] == ")" else ", "
        return f"{text[: match.end()]}{name}={value}{follows}{text[match.end():]}"

    return mutate


def appended(code, needs=APP):
    """Adds code at the end of a file that makes its app under the name `app`."""

    def mutate(text):
        if needs.search(text) is None or "__name__" in text:
            return None
        return f"{text}\n\n{code}\n"

    return mutate


def before_app(code):
    """Adds code in front of the line that makes the app, and what follows uses it."""

    def mutate(text):
        match = APP.search(text)
        return None if match is None else f"{text[: match.start()]}{code}\n{text[match.start():]}"

    return mutate


def chained(first, second):
    """One mutation on what another one made."""

    def mutate(text):
        half = first(text)
        return None if half is None else second(half)

    return mutate


GUARDED = "if modal.is_local():\n    only_here = [modal.Secret.from_name('x')]\n"

MUTATIONS = {
    "secrets-count-mismatch": chained(
        before_app(GUARDED + "else:\n    only_here = []\n"), appended("@app.function(secrets=only_here)\ndef zz_mutant(): ...")
    ),
    "conditional-env-dict": appended("@app.function(env={'A': 'b'} if modal.is_local() else {})\ndef zz_mutant(): ..."),
    "dependency-order-mismatch": appended(
        "@app.function(\n    secrets=[modal.Secret.from_name('a')] if modal.is_local() else [],\n"
        "    volumes={} if modal.is_local() else {'/v': modal.Volume.from_name('v')},\n)\ndef zz_mutant(): ..."
    ),
    "is-local-missing-else": chained(
        before_app(GUARDED), appended("@app.function(secrets=only_here)\ndef zz_mutant(): ...")
    ),
    "function-defined-only-locally": appended("if modal.is_local():\n    @app.function()\n    def zz_mutant(): ..."),
    "function-defined-under-main": appended("if __name__ == '__main__':\n    @app.function()\n    def zz_mutant(): ..."),
    "module-level-app-run": appended("with app.run():\n    pass"),
    "nested-function-not-serialized": appended("def zz_maker():\n    @app.function()\n    def zz_mutant(): ..."),
    "duplicate-tag": appended("@app.function(name='zz')\ndef zz_a(): ...\n\n\n@app.function(name='zz')\ndef zz_b(): ..."),
    "build-step-after-add-local": appended(
        "zz_image = modal.Image.debian_slim().add_local_dir('a', '/a').pip_install('b')"
    ),
    "image-relative-remote-path": appended("zz_image = modal.Image.debian_slim().add_local_dir('a', 'a')"),
    "pip-flags-as-packages": replaced(r"\.(uv_)?pip_install\(", r'.\1pip_install("--pre", '),
    "python-version-not-string": replaced(r'python_version="(3\.\d+)"', r"python_version=\1"),
    "python-version-unsupported": replaced(r'python_version="3\.\d+"', 'python_version="3.7"'),
    "image-result-discarded": appended("zz_image = modal.Image.debian_slim()\nzz_image.pip_install('b')"),
    "force-build-left-in": appended("zz_image = modal.Image.debian_slim().pip_install('b', force_build=True)"),
    "secrets-not-a-list": argument("secrets", 'modal.Secret.from_name("x")'),
    "secret-dict-non-string": appended("zz_secret = modal.Secret.from_dict({'PORT': 80})"),
    "app-name-invalid": replaced(r'^app = modal\.App\(\s*(name=)?"([\w-]+)"', r'app = modal.App(\1"\2 x"'),
    "object-name-invalid": replaced(r'Volume\.from_name\(\s*"([\w-]+)"', r'Volume.from_name("\1 x"'),
    "min-gt-max-containers": chained(argument("min_containers", "5"), argument("max_containers", "2")),
    "silently-ignored-resource": argument("memory", '"1024"'),
    "timeout-none": argument("timeout", "None"),
    "web-decorator-order": appended("@modal.asgi_app()\n@app.function()\ndef zz_mutant(): ..."),
    "decorator-missing-parens": replaced(r"^@app\.function\(\)$", "@app.function"),
    "asgi-factory-signature": replaced(r"^(@modal\.asgi_app\(.*\)\n)def ", r"\1async def "),
    "gpu-invalid-type": argument("gpu", '"H1000"'),
    "gpu-invalid-count": argument("gpu", '"H100:99"'),
    "app-decorator-on-wrong-kind": replaced(r"^@app\.cls\(", "@app.function("),
    "enter-signature": replaced(r"(@modal\.enter\(.*\)\n\s+(?:async )?def \w+\(self)\)", r"\1, path)"),
    "snap-without-flag": appended(
        "@app.cls()\nclass ZzMutant:\n    @modal.enter(snap=True)\n    def load(self): ..."
    ),
    "custom-init": appended("@app.cls()\nclass ZzMutant:\n    def __init__(self, a): ..."),
    "parameter-type": appended("@app.cls()\nclass ZzMutant:\n    size: float = modal.parameter()"),
    "concurrent-on-method": replaced(r"^    @modal\.method\(\)$", "    @modal.method()\n    @modal.concurrent(max_inputs=2)"),
    "schedule-needs-nullary": appended("@app.function(schedule=modal.Period(days=1))\ndef zz_mutant(day): ..."),
    "schedule-type": argument("schedule", '"0 3 * * *"'),
    "cron-syntax": replaced(r'modal\.Cron\("[^"]*"', 'modal.Cron("0 25 * * *"'),
    "period-arguments": replaced(r"^([^#\n]*)modal\.Period\(\w+=", r"\1modal.Period("),
    "direct-call-of-function": appended("@app.function()\ndef zz_mutant(): ...\n\n\n@app.local_entrypoint()\ndef zz_main():\n    zz_mutant()"),
    "map-result-unused": appended("@app.function()\ndef zz_mutant(x): ...\n\n\n@app.local_entrypoint()\ndef zz_main():\n    zz_mutant.map([1])"),
    "await-without-aio": appended("@app.function()\ndef zz_mutant(): ...\n\n\nasync def zz_main():\n    await zz_mutant.remote()"),
    "missing-await-on-aio": appended("@app.function()\ndef zz_mutant(): ...\n\n\nasync def zz_main():\n    zz_mutant.remote.aio()"),
    "blocking-call-in-async": appended("@app.function()\ndef zz_mutant(): ...\n\n\nasync def zz_main():\n    return zz_mutant.remote()"),
    "cls-not-instantiated": appended(
        "@app.cls()\nclass ZzMutant:\n    @modal.method()\n    def run(self): ...\n\n\n@app.local_entrypoint()\n"
        "def zz_main():\n    ZzMutant.run.remote()"
    ),
    "dict-nested-assignment": appended("zz = modal.Dict.from_name('zz')\n\n\ndef zz_main():\n    zz['a']['b'] = 1"),
    "dict-unsupported-operation": appended("zz = modal.Dict.from_name('zz')\n\n\ndef zz_main():\n    return len(zz)"),
    "volume-mount-path": argument("volumes", '{"data": modal.Volume.from_name("data")}'),
    "volumes-not-a-dict": argument("volumes", '[modal.Volume.from_name("data")]'),
    "removed-stub": appended("zz_stub = modal.Stub('zz')"),
    "removed-lookup": replaced(r"modal\.(Volume|Function|Cls|Dict|Queue)\.from_name\(", r"modal.\1.lookup("),
    "removed-autoscaler-keywords": argument("keep_warm", "1"),
    "removed-allow-concurrent-inputs": argument("allow_concurrent_inputs", "5"),
    "removed-web-endpoint": replaced(r"^@modal\.fastapi_endpoint\(", "@modal.web_endpoint("),
    "removed-mount": argument("mounts", '[modal.Mount.from_local_dir("a")]'),
    "gpu-object-removed": argument("gpu", "modal.gpu.A100()"),
    "unknown-keyword": argument("gpus", '"H100"'),
    "parameter-default": appended('@app.cls()\nclass ZzMutant:\n    size: str = modal.parameter("a")'),
    "method-without-self": appended("@app.cls()\nclass ZzMutant:\n    @modal.method()\n    def run(): ..."),
    "entrypoint-varargs": appended("@app.local_entrypoint()\ndef zz_main(name, *args): ..."),
    "forward-outside-container": appended("@app.local_entrypoint()\ndef zz_main():\n    modal.forward(8000)"),
    "web-generator": appended("@app.function()\n@modal.fastapi_endpoint()\ndef zz_mutant():\n    yield 1"),
    "remote-on-web-function": appended(
        "@app.function()\n@modal.fastapi_endpoint()\ndef zz_mutant(): ...\n\n\ndef zz_main():\n    zz_mutant.remote()"
    ),
    "cls-parameter-arguments": appended(
        "@app.cls()\nclass ZzMutant:\n    size: int = modal.parameter()\n\n    @modal.method()\n    def run(self): ...\n\n\n"
        "@app.local_entrypoint()\ndef zz_main():\n    ZzMutant(siz=1).run.remote()"
    ),
    "map-in-async": appended(
        "@app.function()\ndef zz_mutant(x): ...\n\n\nasync def zz_main():\n    for y in zz_mutant.map([1]):\n        print(y)"
    ),
    "async-for-missing": appended(
        "@app.function()\ndef zz_mutant(x): ...\n\n\nasync def zz_main():\n    for y in zz_mutant.map.aio([1]):\n        print(y)"
    ),
    "builtin-map-over-function": appended(
        "@app.function()\ndef zz_mutant(x): ...\n\n\ndef zz_main():\n    return list(map(zz_mutant, [1]))"
    ),
    "remote-argument-mismatch": appended(
        "@app.function()\ndef zz_mutant(x): ...\n\n\n@app.local_entrypoint()\ndef zz_main():\n    zz_mutant.remote(y=1)"
    ),
    "map-needs-starmap": appended(
        "@app.function()\ndef zz_mutant(x, y): ...\n\n\n@app.local_entrypoint()\ndef zz_main():\n"
        "    print(list(zz_mutant.map([(1, 2)])))"
    ),
    "sandbox-arguments": appended('def zz_main():\n    return modal.Sandbox.create("ls", ["-l"], app=app)'),
    "secret-key-invalid": appended('zz = modal.Secret.from_dict({"a-b": "c"})'),
    "cloud-bucket-mount-arguments": appended('zz = modal.CloudBucketMount("a", key_prefix="b")'),
    "dict-non-atomic-update": appended(
        "zz = modal.Dict.from_name('zz')\n\n\n@app.function()\ndef zz_mutant():\n    zz['a'] += 1"
    ),
    "unpinned-registry-tag": replaced(r'(Image\.from_registry\(\s*"[^":@]+):[^"]*"', r'\1:latest"'),
    "cron-timezone": replaced(r'modal\.Cron\("([^"]*)"\)', r'modal.Cron("\1", timezone="Mars/Olympus")'),
    "modal-method-outside-cls": appended("@modal.enter()\ndef zz_mutant(): ..."),
    "python-source-not-a-module": appended('zz = modal.Image.debian_slim().add_local_python_source("src/zz.py")'),
    "app-run-inside-entrypoint": appended("@app.local_entrypoint()\ndef zz_main():\n    with app.run():\n        pass"),
    "web-server-port-mismatch": appended(
        "import subprocess\n\n\n@app.function()\n@modal.web_server(8000)\ndef zz_mutant():\n"
        '    subprocess.Popen(["serve", "--host", "0.0.0.0", "--port", "9000"])'
    ),
    "batched-list-contract": appended(
        "@app.function()\n@modal.batched(max_batch_size=2, wait_ms=9)\ndef zz_mutant(x: int): ..."
    ),
}
