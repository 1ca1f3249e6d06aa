"""What the control plane knows: environments, their apps, and what was deployed when."""

import itertools
import threading
from dataclasses import dataclass, field

EPOCH = 1750000000.0  # 2025-06-15 15:06:40 UTC; the plane's clock is its own, so that what is printed can be compared
WORKSPACE = "acme"


@dataclass
class Function:
    """One function of an app; `web_url` is empty when nothing is served."""

    id: str
    app_id: str
    name: str
    web_url: str = ""
    label: str = ""  # of its endpoint, if it has one
    definition: object = None  # the message it was created with


@dataclass
class Deployment:
    version: int
    deployed_at: float
    client: str
    tag: str
    commit: object  # a CommitInfo


@dataclass
class App:
    id: str
    name: str
    environment: str
    state: int
    created_at: float
    stopped_at: float = 0.0
    functions: dict = field(default_factory=dict)  # tag to id
    classes: dict = field(default_factory=dict)
    history: list = field(default_factory=list)
    logs: list = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@dataclass
class Environment:
    name: str
    web_suffix: str
    default: bool = False
    secrets: dict = field(default_factory=dict)  # name to time of creation
    contents: dict = field(default_factory=dict)  # of secrets that were created with some
    volumes: dict = field(default_factory=dict)
    other: dict = field(default_factory=dict)  # (kind, name) to id


@dataclass
class Container:
    id: str
    app_id: str
    started_at: float


class State:
    """All of it. Changed by the server's thread, and by a test between commands."""

    def __init__(self):
        self.environments = {}
        self.apps = {}
        self.functions = {}
        self.containers = []
        self.outcomes = {}  # of functions by name: what they give, or the exception they raise
        self.function_calls = {}  # id to the function's name
        self.token = ("ak-plane", "as-plane-secret")
        self._ticks = itertools.count()
        self._ids = itertools.count(1)
        for name, suffix in (("main", ""), ("dev", "dev"), ("prod", "prod")):
            self.environments[name] = Environment(name, suffix, default=name == "main")

    def now(self):
        """Seconds since 1970; a minute later each time."""
        return EPOCH + 60 * next(self._ticks)

    def new_id(self, prefix):
        """In the form that the CLI takes for an id rather than a name."""
        return f"{prefix}-{next(self._ids):022d}"

    def environment(self, name):
        """The environment of that name, the default one for an empty name; KeyError when there is none."""
        return self.environments[name] if name else next(each for each in self.environments.values() if each.default)

    def deployed(self, environment, name, states):
        """The newest app of that name whose state is one of these; None when there is none."""
        found = [app for app in self.apps.values()
                 if app.name == name and app.environment == environment.name and app.state in states]
        return found[-1] if found else None
