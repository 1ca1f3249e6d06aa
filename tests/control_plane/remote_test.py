"""Functions that are called in the cloud, through the server: what they give, and what they raise."""

from editor import Editor, uri_of

CODE = '''import modal

app = modal.App("shop")


@app.function()
def double(n: int = 2):
    import torch

    return 2 * n


@app.local_entrypoint()
def main(n: int = 4):
    print("got", double.remote(n))
'''


def raised_in_container():
    """The exception of line 8, in the place where a container has the file."""
    plain = CODE.replace("@app", "# @app").replace("torch", "not_in_the_image")
    try:
        exec(compile(plain + "\ndouble()\n", "/root/app.py", "exec"), {})
    except ModuleNotFoundError as error:
        error.__traceback__ = error.__traceback__.tb_next.tb_next  # the container calls it from elsewhere
        return error
    raise AssertionError("nothing was raised")


def test_what_a_function_gives_is_told(project):
    project.write("app.py", CODE)
    project.plane.state.outcomes["double"] = 8
    with Editor(project) as editor:
        answer = editor.succeed("run", environment="dev", function="main")
        assert "got 8" in editor.said() and answer["exitCode"] == 0, (answer, editor.said())
    assert "FunctionGetOutputs" in project.plane.calls


def test_what_a_function_raises_is_found_in_the_file(project):
    project.write("app.py", CODE)
    project.plane.state.outcomes["double"] = raised_in_container()
    with Editor(project) as editor:
        answer = editor.do("run", environment="dev", function="main")
        assert not answer["ok"] and answer["exitCode"] == 1, answer
        failure = answer["failures"][0]
        assert failure["rule"] == "import-not-in-image" and "not_in_the_image" in failure["message"], answer
        assert failure["uri"] == uri_of(project.folder / "app.py"), answer
        assert failure["line"] == 8, answer  # where it is raised, not where it is called
