"""The web endpoints of deployed apps: HTTP services on the loopback interface, one port each."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ALIVE = (200, {"status": "ok"})


class Endpoint:
    """A service at `url`. What it answers may be changed at any time; `requests` holds (method, path), oldest first."""

    def __init__(self):
        self.routes = {"/health": ALIVE}  # path to (status, JSON value or text)
        self.cold = 0  # so many requests are answered 503 first
        self.slow = False  # answers only when `close` is called
        self.stopped = False  # nothing is deployed behind it any more
        self.requests = []
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def asked(self, timeout):
        """Whether a request comes, or has come."""
        with self._changed:
            return self._changed.wait_for(lambda: self.requests, timeout)

    def _answer(self, method, path):
        """Status and body, decided when the request comes."""
        with self._changed:
            self.requests.append((method, path))
            self._changed.notify_all()
            if self.stopped:
                return 404, "modal-http: app for invoked web endpoint is stopped"
            if self.cold > 0:
                self.cold -= 1
                return 503, "modal-http: starting up"
        return self.routes.get(path.partition("?")[0], (404, "modal-http: no such path"))

    def _handler(endpoint):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, body = endpoint._answer(self.command, self.path)
                if endpoint.slow:
                    endpoint._closing.wait()
                    return
                text = body if isinstance(body, str) else json.dumps(body)
                self.send_response(status)
                self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(text.encode())

            do_HEAD = do_POST = do_GET

            def log_message(self, *_):
                pass

        return Handler

    def close(self):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()


class Web:
    """The endpoints of one plane, by label: `<workspace>[-<suffix>]--<app>-<function>`, the real service's host names.

    `public`: whether apps are told the address that the real service would give, where nobody answers."""

    def __init__(self):
        self.endpoints, self.public = {}, False
        self._lock = threading.Lock()

    def at(self, label):
        """The endpoint with that label; opened when first asked for, so a test can prepare it before its app is."""
        with self._lock:
            if label not in self.endpoints:
                self.endpoints[label] = Endpoint()
            return self.endpoints[label]

    def url(self, label):
        """The address of a function that is deployed just now."""
        self.at(label).stopped = False
        return f"https://{label}.modal.run" if self.public else self.at(label).url

    def stop(self, label):
        if label in self.endpoints:
            self.endpoints[label].stopped = True

    def close(self):
        for endpoint in self.endpoints.values():
            endpoint.close()
