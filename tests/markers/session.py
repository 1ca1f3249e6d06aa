"""One project in one server, under one encoding: what it says there, in terms of the project's own text."""

import json
import os
from dataclasses import dataclass

import noise
from lsp import Client, ServerError, to_path, to_uri
from notation import MarkerError

# What an editor would open, by the end of its name, and what it calls it. A Makefile has none.
LANGUAGES = {".py": "python", ".toml": "toml", ".sh": "shellscript", ".yml": "yaml", "": "makefile"}

TEXT_DOCUMENT = {
    "synchronization": {"didSave": True},
    "hover": {"contentFormat": ["markdown", "plaintext"]},
    "completion": {"completionItem": {"documentationFormat": ["markdown"], "deprecatedSupport": True}},
    "definition": {"linkSupport": True},
    "references": {},
    "documentHighlight": {},
    "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    "documentLink": {"tooltipSupport": True},
    "codeAction": {
        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
        "dataSupport": True,
        "isPreferredSupport": True,
        "resolveSupport": {"properties": ["edit"]},
    },
    "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "dataSupport": True},
}


def capabilities(encoding, pull):
    document = dict(TEXT_DOCUMENT)
    if pull:
        document["diagnostic"] = {"relatedDocumentSupport": True}
        document["diagnostic"]["dynamicRegistration"] = False
    workspace = {"workspaceFolders": True, "configuration": True, "workspaceEdit": {"documentChanges": True}}
    if pull:
        workspace["diagnostics"] = {"refreshSupport": True}
    return {
        "general": {"positionEncodings": [encoding]},
        "textDocument": document,
        "workspace": workspace,
        "window": {"workDoneProgress": True},
    }


@dataclass(frozen=True, order=True)
class Finding:
    """A diagnostic by whichever way; the range is in bytes of the text as the server saw it."""

    path: str
    begin: int
    end: int
    rule: str
    severity: str
    message: str

    def __str__(self):
        return f"{self.path}[{self.begin}:{self.end}] {self.severity} {self.rule}: {self.message}"


CANCELLED = (-32800, -32802)  # RequestCancelled, ServerCancelled
SEVERITIES = {1: "error", 2: "warning", 3: "info", 4: "hint"}


class Project:
    """A project written to the disk in one variant."""

    def __init__(self, name, sources, folder, is_noisy):
        self.name, self.sources, self.folder, self.is_noisy = name, sources, folder, is_noisy
        self.variants = {p: noise.noisy(s) if is_noisy else noise.plain(s.text) for p, s in sources.items()}
        for path, variant in self.variants.items():
            where = self.absolute(path)
            os.makedirs(os.path.dirname(where), exist_ok=True)
            with open(where, "w", encoding="utf-8", newline="") as file:
                file.write(variant.text)

    def absolute(self, path):
        return os.path.join(self.folder, path)

    def relative(self, path):
        return os.path.relpath(path, self.folder)

    def documents(self):
        """What an editor would open."""
        for path, source in self.sources.items():
            is_closed = any(m.name == "unopened" for m in source.markers)
            if os.path.splitext(path)[1] in LANGUAGES and not is_closed:
                yield path

    def markers(self, *names):
        return [m for s in self.sources.values() for m in s.markers if m.name in names]

    def bytes_of(self, span):
        """The span's bytes in the text as the server sees it."""
        variant = self.variants[span.path]
        begin = variant.at(span.line, span.begin)
        # An empty stretch moves as a whole.
        end = variant.at(span.line, span.end, is_end=span.end > span.begin)
        return span.path, variant.offset(*begin), variant.offset(*end)


class Session:
    """A project opened in a server."""

    def __init__(self, server, project, encoding, pull=True, log=None):
        self.project, self.encoding = project, encoding
        self.client = Client([server], capabilities(encoding, pull), project.folder, log=log)
        if self.client.encoding != encoding:
            raise ServerError(f"the server chose {self.client.encoding} instead of {encoding}")
        for path in project.documents():
            self.open(path)
        self.client.sync()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.client.__exit__(*failure)

    def open(self, path):
        language = LANGUAGES[os.path.splitext(path)[1]]
        self.client.open(self.project.absolute(path), self.project.variants[path].text, language)

    # --- places -----------------------------------------------------------------------------------------------

    def document(self, path):
        return {"uri": to_uri(self.project.absolute(path))}

    def position(self, path, line, column, is_end=False):
        variant = self.project.variants[path]
        return variant.position(*variant.at(line, column, is_end), self.encoding)

    def cursors(self, span):
        """Places to ask at: the cursor, or the fragment's start, middle and end."""
        if span.cursor >= 0:
            columns = [(span.cursor, False)]
        else:
            middle = (span.begin + span.end) // 2
            columns = [(span.begin, False), (middle, False), (span.end, True)]
        return [self.position(span.path, span.line, column, is_end) for column, is_end in columns]

    def stretch(self, uri, range_):
        """A range of the protocol as path and bytes."""
        path = self.project.relative(to_path(uri))
        if path not in self.project.variants:
            raise MarkerError(f"{path} is not in the project")
        variant = self.project.variants[path]
        begin, end = (variant.offset_of(range_[side], self.encoding) for side in ("start", "end"))
        return path, begin, end

    def ask(self, method, span, **more):
        """The answer at each place of a fragment; a failure when they differ."""
        answers = []
        for position in self.cursors(span):
            params = {"textDocument": self.document(span.path), "position": position, **more}
            answers.append(self.client.request(method, params))
        texts = {json.dumps(answer, sort_keys=True) for answer in answers}
        if len(texts) > 1:
            raise MarkerError(f"{method} answers differently at the start, middle and end of it: {texts}")
        return answers[0]

    # --- diagnostics ------------------------------------------------------------------------------------------

    def finding(self, uri, item):
        path, begin, end = self.stretch(uri, item["range"])
        if item.get("source") != "modal-lsp":
            raise MarkerError(f"a diagnostic of {item.get('source')!r}")
        return Finding(path, begin, end, item["code"], SEVERITIES[item["severity"]], item["message"])

    def pushed(self):
        """Sorted; one that is told twice is there twice."""
        return sorted(self.finding(uri, item) for uri, items in self.client.diagnostics.items() for item in items)

    def pulled_items(self, path):
        params = {"textDocument": self.document(path)}
        report = self.client.request("textDocument/diagnostic", params)
        if report["kind"] != "full":
            raise MarkerError(f"expected a full report of {path}")
        return report["items"]

    def pulled(self):
        return sorted(
            self.finding(self.document(path)["uri"], item)
            for path in self.project.documents()
            for item in self.pulled_items(path)
        )

    def of_workspace(self):
        number = self.client.start("workspace/diagnostic", {"previousResultIds": []})
        self.client.sync()
        if not self.client.is_answered(number):
            # Nothing to report: the server waits for news (a long poll), until it is told not to.
            self.client.notify("$/cancelRequest", {"id": number})
            if self.client.answer(number).get("error", {}).get("code") not in CANCELLED:
                raise ServerError("a request that was held and cancelled is not answered as cancelled")
            return []
        report = self.client.answer(number)["result"]
        return sorted(
            self.finding(document["uri"], item) for document in report["items"] for item in document.get("items", [])
        )
