"""An app that is not where it is looked for, but where another profile works."""

from commands_test import deployed
from editor import Editor
from plane import Plane


def profile(name, plane, active=False):
    given = plane.variables()
    return (f'[{name}]\nactive = {str(active).lower()}\nenvironment = "dev"\nserver_url = "{given["MODAL_SERVER_URL"]}"\n'
            f'token_id = "{given["MODAL_TOKEN_ID"]}"\ntoken_secret = "{given["MODAL_TOKEN_SECRET"]}"\n')


def settle_in(project, other):
    """Two profiles with a workspace each; the variables would stand for both."""
    for name in project.plane.variables():
        del project.variables[name]
    project.profiles(profile("work", project.plane, active=True) + profile("home", other))


def test_diagnose_finds_the_app_in_another_profile(project):
    with Plane() as other:
        settle_in(project, other)
        deployed(other, "shop", "dev")
        with Editor(project) as editor:
            message = editor.fail("diagnose")
            assert "but the profile home has it: `modal profile activate home`" in message, message
        assert not other.problems, other.problems


def test_diagnose_says_that_nobody_has_the_app(project):
    with Plane() as other:
        settle_in(project, other)
        with Editor(project) as editor:
            assert "deploy it first" in editor.fail("diagnose")
