"""A small site in the shape of Modal's documentation, served on this machine, with what can go wrong."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONTENTS = """# Some llms.md

> What this is.

## Guide

- [Introduction]({base}/docs/guide.md)
  - [Volumes]({base}/docs/guide/volumes.md)
  - [Memory Snapshots]({base}/docs/guide/memory-snapshots.md)
- [Notebooks]({base}/docs/guide/notebooks)

## Reference

- [App]({base}/docs/reference/modal.App)
- [Blog]({base}/blog/news.md)
- [Elsewhere](https://example.invalid/docs/guide/x.md)
"""

PAGES = {
    "/docs/guide.md": "# Introduction\n\nRun Python in the cloud with `modal.App`.\n",
    "/docs/guide/volumes.md": """# Volumes

Files that outlive a container.

## Committing

Call `modal.Volume.commit` before others read:

```python
# not a heading
volume = modal.Volume.from_name("store")
```

<Parameter name="timeout" type="int" description="Seconds to wait." />
""",
    "/docs/guide/memory-snapshots.md": """# Memory Snapshots

Restore from a memory snapshot for fast starts.

## GPU memory snapshot

A snapshot of GPU memory, too.
""",
    "/docs/guide/notebooks.md": "# Notebooks\n\nNotebooks run in a browser.\n",
    "/docs/sdk/py/latest/App.md": "# modal.App\n\n## function\n\nRegisters a function.\n",
}


class Site:
    """`replies[path]` is a list of what to answer next, each a function of the handler; then the page."""

    def __init__(self):
        self.pages = dict(PAGES)
        self.contents = CONTENTS
        self.replies = {}
        self.requests = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.requests.append((self.path, dict(self.headers)))
                waiting = site.replies.get(self.path)
                if waiting:
                    waiting.pop(0)(self)
                else:
                    site.answer(self)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, handler):
        if handler.path == "/llms.txt":
            return send(handler, 200, self.contents.format(base=self.base))
        text = self.pages.get(handler.path)
        if text is None:
            return send(handler, 404, "no such page")
        mark = f'"{hash(text)}"'
        if handler.headers.get("If-None-Match") == mark:
            return send(handler, 304, None)
        return send(handler, 200, text, {"ETag": mark, "Content-Type": "text/markdown; charset=utf-8"})


def send(handler, status, text, headers=None):
    body = (text or "").encode()
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if status != 304:
        handler.wfile.write(body)


def status(code, headers=None):
    return lambda handler: send(handler, code, "", headers)


def redirect(target):
    return lambda handler: send(handler, 302, "", {"Location": target})


def html(handler):
    send(handler, 200, "<!doctype html><p>a page</p>", {"Content-Type": "text/html"})


def cut(handler):
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"# Cut")
    handler.close_connection = True


def garbage(handler):
    handler.wfile.write(b"\x00\xffnot http\r\n\r\n")
    handler.close_connection = True


def slow(seconds):
    def reply(handler):
        time.sleep(seconds)
        send(handler, 200, "# Slow\n\nBut there.\n", {"Content-Type": "text/markdown"})
    return reply
