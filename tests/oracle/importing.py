"""Runs inside of the SDK's environment: imports many small modules, each in a process of its own.

Reads a list of jobs as JSON: {"files": {name: text}, "main": name, "world": "local" | "container"}; writes a list of
what happened: {"raised": class name or null, "message": text, "functions": {tag: [kinds]}, "names": [...]}.
"""

import importlib
import json
import os
import sys
import tempfile
import warnings

import modal
from modal._runtime import execution_context
from modal._utils.async_utils import synchronizer


def enter_container():
    """Makes this process look like a container, as far as the SDK can tell."""
    os.environ["MODAL_IS_REMOTE"] = "1"
    os.environ["MODAL_TASK_ID"] = "ta-123"
    for name in ("_TaskLifecycleManager", "_ContainerIOManager"):
        if hasattr(execution_context, name):
            getattr(execution_context, name)._singleton = object()
    assert not modal.is_local()


def dependencies(function):
    inner = synchronizer._translate_in(function)
    return [type(each).__name__.lstrip("_") for each in inner._deps(only_explicit_mounts=True)]


def import_job(job):
    folder = tempfile.mkdtemp()
    for name, text in job["files"].items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    os.chdir(folder)
    sys.path.insert(0, folder)
    if job["world"] == "container":
        enter_container()
    module = importlib.import_module(job["main"].removesuffix(".py"))
    functions = {}
    for app in {id(v): v for v in vars(module).values() if isinstance(v, modal.App)}.values():
        for tag, function in app.registered_functions.items():
            functions[tag.removesuffix(".*")] = dependencies(function)
    return {"functions": functions, "names": [name for name in vars(module) if not name.startswith("__")]}


def in_child(job):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        devnull = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(devnull, stream)
        try:
            result = {"raised": None, "message": ""} | import_job(job)
        except BaseException as error:
            result = {"raised": type(error).__name__, "message": str(error)[:300], "functions": {}, "names": []}
        with os.fdopen(write, "w") as out:
            json.dump(result, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"raised": "died", "message": "", "functions": {}, "names": []}


def main():
    warnings.simplefilter("ignore")
    json.dump([in_child(job) for job in json.load(sys.stdin)], sys.stdout)


main()
