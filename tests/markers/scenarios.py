"""What happens to diagnostics when files are opened, closed and changed."""

import os

from lsp import Client, to_uri
from session import capabilities

APP = """import modal

app = modal.App("depot")


@app.function()
def load(): ...
"""
CLIENT = """import modal

one = modal.Function.from_name("depot", "load")
"""
BROKEN = APP.replace("def load", "def unload")


def opening_changes_nothing_else(session):
    """Closing and opening a file again leaves what is said of all others, and then of it, as it was."""
    before = {path: session.pulled_items(path) for path in session.project.documents()}
    for path in before:
        session.client.close(session.project.absolute(path))
        session.client.sync()
        for other in before:
            if other != path and session.pulled_items(other) != before[other]:
                return f"closing {path} changed {other}"
        session.open(path)
        session.client.sync()
        for other in before:
            if session.pulled_items(other) != before[other]:
                return f"opening {path} again changed {other}"
    return None


class Depot:
    """An app, and a file that looks its function up."""

    def __init__(self, server, folder, pull=True):
        os.makedirs(folder)
        self.app, self.user = os.path.join(folder, "app.py"), os.path.join(folder, "client.py")
        self.write(self.app, APP)
        self.write(self.user, CLIENT)
        self.pull = pull
        self.client = Client([server], capabilities("utf-16", pull), folder)
        self.client.open(self.user, CLIENT)

    @staticmethod
    def write(path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def on_disk(self, text):
        self.write(self.app, text)
        self.client.changed_on_disk(self.app)

    def codes(self):
        """What is said of the file that is open all the time."""
        self.client.sync()
        uri = to_uri(self.user)
        if self.pull:
            items = self.client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
        else:
            items = self.client.diagnostics.get(uri, [])
        return [item["code"] for item in items]


def told(depot, wanted, what):
    found = depot.codes()
    return None if found == wanted else f"{what}: expected {wanted}, found {found}"


UNKNOWN = ["from-name-unknown-target"]


def editing_the_target(depot):
    depot.client.open(depot.app, APP)
    steps = [told(depot, [], "at first")]
    for round_ in ("once", "again"):
        depot.client.change(depot.app, BROKEN)
        steps.append(told(depot, UNKNOWN, f"broken {round_}"))
        depot.client.change(depot.app, APP)
        steps.append(told(depot, [], f"mended {round_}"))
    depot.client.change(depot.app, BROKEN)
    depot.client.close(depot.app)
    steps.append(told(depot, [], "closed without saving"))
    return next(filter(None, steps), None)


def changing_the_target_on_disk(depot):
    steps = [told(depot, [], "at first")]
    for round_ in ("once", "again"):
        depot.on_disk(BROKEN)
        steps.append(told(depot, UNKNOWN, f"broken {round_}"))
        depot.on_disk(APP)
        steps.append(told(depot, [], f"mended {round_}"))
    return next(filter(None, steps), None)


def the_editor_wins_over_the_disk(depot):
    depot.client.open(depot.app, APP)
    depot.on_disk(BROKEN)
    steps = [told(depot, [], "broken on the disk, whole in the editor")]
    depot.client.close(depot.app)
    steps.append(told(depot, UNKNOWN, "the editor closed it"))
    return next(filter(None, steps), None)


def unrelated_files_do_not_matter(depot):
    other = os.path.join(os.path.dirname(depot.app), "other.py")
    depot.on_disk(BROKEN)
    steps = [told(depot, UNKNOWN, "at first")]
    for text in ("x = 1\n", "import modal\nmodal.App('other')\n", "def (:\n"):
        depot.client.open(other, text)
        steps.append(told(depot, UNKNOWN, f"opened {text!r}"))
        depot.client.close(other)
        steps.append(told(depot, UNKNOWN, f"closed {text!r}"))
    return next(filter(None, steps), None)


def removing_and_making_the_target(depot):
    depot.on_disk(BROKEN)
    steps = [told(depot, UNKNOWN, "at first")]
    os.remove(depot.app)
    depot.client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": to_uri(depot.app), "type": 3}]})
    steps.append(told(depot, [], "removed: the app may be anybody's"))
    depot.write(depot.app, BROKEN)
    depot.client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": to_uri(depot.app), "type": 1}]})
    steps.append(told(depot, UNKNOWN, "made"))
    return next(filter(None, steps), None)


SCENARIOS = (
    editing_the_target,
    changing_the_target_on_disk,
    the_editor_wins_over_the_disk,
    unrelated_files_do_not_matter,
    removing_and_making_the_target,
)


def run_all(server, folder, results):
    def play(scenario, place, pull):
        depot = Depot(server, os.path.join(folder, "scenarios", place), pull)
        with depot.client:
            return scenario(depot)

    for scenario in SCENARIOS:
        for pull in (True, False):
            how = "pull" if pull else "push"
            results.run(f"{scenario.__name__} ({how})", play, scenario, f"{scenario.__name__}-{how}", pull)
    return results.lines
