"""Which function answers which call, and how a call is refused."""

from grpclib import GRPCError, Status

HANDLERS = {}  # name of the call to a function of (plane, request): a message, or an asynchronous generator of them


def answers(*names):
    """Registers a function for the calls of these names."""

    def register(function):
        for name in names:
            HANDLERS[name] = function
        return function

    return register


def refuse(status, message):
    raise GRPCError(status, message)


def not_found(message):
    refuse(Status.NOT_FOUND, message)


def environment_of(plane, name):
    try:
        return plane.state.environment(name)
    except KeyError:
        not_found(f"Environment '{name}' not found.")


def app_of(plane, app_id):
    return plane.state.apps.get(app_id) or not_found(f"App '{app_id}' not found.")
