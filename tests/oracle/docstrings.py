"""Prints, as JSON, what the real SDK has at each of the paths on standard input: null where nothing is, else its docstring."""

import inspect
import json
import sys
import warnings

warnings.simplefilter("ignore")
import modal  # noqa: E402


def look_up(path):
    """The docstring; None where there is nothing, False below a property, whose value only an object has."""
    owner = modal
    for name in path.split(".")[1:]:
        if isinstance(owner, property):
            return False
        static = inspect.getattr_static(owner, name, None)
        try:
            owner = static if isinstance(static, property) else getattr(owner, name)
        except AttributeError:
            return None
    return inspect.getdoc(owner) or ""


json.dump({path: look_up(path) for path in json.load(sys.stdin)}, sys.stdout)
