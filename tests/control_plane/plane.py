#!/usr/bin/env python3
"""A control plane on the loopback interface, good enough for the real CLI. By hand, under a Python that has modal:

plane.py    prints what to export, and serves until it is interrupted
"""

import asyncio
import inspect
import threading
import traceback

import handlers_account  # noqa: F401: each registers what it answers
import handlers_apps  # noqa: F401
import handlers_calls  # noqa: F401
import handlers_functions  # noqa: F401
import handlers_logs  # noqa: F401
import handlers_objects  # noqa: F401
from google.protobuf import message_factory
from google.protobuf.descriptor_pool import Default as pool
from grpclib import GRPCError, Status
from grpclib.const import Cardinality, Handler
from grpclib.exceptions import StreamTerminatedError
from grpclib.server import Server
from modal_proto import api_pb2  # noqa: F401: fills the pool
from rpc import HANDLERS
from state import State
from web import Web

SERVICE = "modal.client.ModalClient"
HANG = object()  # a fault: no answer comes


class Plane:
    """Serves from a thread of its own between `start` and `stop`.

    `faults` maps the name of a call, or "*" for any, to a GRPCError or HANG. `calls` holds the names of the calls that
    were made, `problems` what the plane itself did wrong, or did not know how to answer."""

    def __init__(self):
        self.state, self.web = State(), Web()
        self.faults, self.calls, self.problems = {}, [], []
        self.client_version = ""
        self._called = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._server = None

    # The thread.

    def start(self):
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(20), "the plane did not start"
        return self

    def _run(self, started):
        asyncio.set_event_loop(self._loop)

        async def open_port():
            self._server = Server([self])
            await self._server.start("127.0.0.1", 0)
            self.port = self._server._server.sockets[0].getsockname()[1]

        self._loop.run_until_complete(open_port())
        self._loop.call_soon(started.set)
        self._loop.run_forever()

    def stop(self):
        async def close():
            self._server.close()
            await self._server.wait_closed()

        asyncio.run_coroutine_threadsafe(close(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self.web.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def variables(self):
        """Of the environment in which the CLI talks to this plane."""
        return {"MODAL_SERVER_URL": f"http://127.0.0.1:{self.port}", "MODAL_TOKEN_ID": self.state.token[0],
                "MODAL_TOKEN_SECRET": self.state.token[1]}

    def called(self, name, timeout=150):
        """Whether that call comes, or has come."""
        with self._called:
            return self._called.wait_for(lambda: name in self.calls, timeout)

    # The service, for grpclib.

    def __mapping__(self):
        return {f"/{SERVICE}/{method.name}": Handler(
            self._answering(method), Cardinality((method.client_streaming, method.server_streaming)),
            message_factory.GetMessageClass(method.input_type), message_factory.GetMessageClass(method.output_type))
            for method in pool().FindServiceByName(SERVICE).methods}

    def _answering(self, method):
        async def answer(stream):
            with self._called:
                self.calls.append(method.name)
                self._called.notify_all()
            try:
                await self._answer(method, stream)
            except (GRPCError, StreamTerminatedError):
                raise
            except Exception:
                self.problems.append(f"{method.name}: {traceback.format_exc()}")
                raise GRPCError(Status.FAILED_PRECONDITION, "the plane is broken") from None  # not tried again

        return answer

    async def _answer(self, method, stream):
        request = await stream.recv_message()
        await self._fail(method.name)
        self._authenticate(stream.metadata)
        self.client_version = stream.metadata.get("x-modal-client-version", "")
        if method.name not in HANDLERS:
            self.problems.append(f"{method.name}: nothing answers it")
            raise GRPCError(Status.UNIMPLEMENTED, f"the plane does not answer {method.name}")
        reply = HANDLERS[method.name](self, request)
        if inspect.isasyncgen(reply):
            async for each in reply:
                await stream.send_message(each)
        else:
            await stream.send_message(reply)

    async def _fail(self, name):
        fault = self.faults.get(name, self.faults.get("*"))
        if fault is HANG:
            await asyncio.Event().wait()
        elif fault is not None:
            raise fault

    def _authenticate(self, metadata):
        if (metadata.get("x-modal-token-id"), metadata.get("x-modal-token-secret")) != self.state.token:
            raise GRPCError(Status.UNAUTHENTICATED, "Token validation failed")


if __name__ == "__main__":
    with Plane() as plane:
        for name, value in plane.variables().items():
            print(f"export {name}={value}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            pass
