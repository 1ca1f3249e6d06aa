"""Reads the markers of a project; tests/projects/README.md describes them."""

import os
import re
from dataclasses import dataclass, field


class MarkerError(Exception):
    """A marker that cannot be read, or speaks about something that is not there."""


KINDS = {
    "complete",
    "def",
    "diag",
    "fix",
    "highlight",
    "hover",
    "link",
    "links",
    "refs",
    "silence",
    "symbols",
    "unopened",
    "wsymbols",
}
NONE = object()  # the word `none`

START = re.compile(r"(?:^|(?<=[ \t]))#@(\^[0-9]+)? ")
TOKEN = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([A-Za-z0-9_.-]+)|([][(),=]))""")
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass
class Marker:
    name: str
    path: str  # of its file, relative to the project
    at: int  # zero-based line it stands on
    line: int  # zero-based line it is about
    values: list = field(default_factory=list)
    options: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.path}:{self.at + 1} {self.name}"


@dataclass
class Source:
    """A file of a project."""

    path: str  # relative to the project
    text: str  # without markers, which leave empty lines behind
    lines: list = field(default_factory=list)  # as they stand there, without their ends
    code: list = field(default_factory=list)  # the same without markers
    marked: set = field(default_factory=set)  # numbers of the lines with markers
    markers: list = field(default_factory=list)


class Reader:
    """Arguments of one marker."""

    def __init__(self, text, at):
        self.text, self.at = text, at

    def token(self):
        found = TOKEN.match(self.text, self.at)
        if not found:
            raise MarkerError(f"cannot read {self.text[self.at:]!r}")
        self.at = found.end()
        *strings, word, sign = found.groups()
        for string in strings:
            if string is not None:
                return "string", string
        return ("word", word) if word is not None else ("sign", sign)

    def peek(self):
        at = self.at
        kind, value = self.token()
        self.at = at
        return value if kind == "sign" else None

    def value(self):
        kind, value = self.token()
        if kind == "word":
            return NONE if value == "none" else int(value) if value.isdigit() else value
        if kind == "string":
            return value
        if value == "[":
            return self.sequence("]")[0]
        raise MarkerError(f"unexpected {value!r}")

    def sequence(self, end):
        values, options = [], {}
        while self.peek() != end:
            value = self.value()
            if self.peek() == "=":
                self.token()
                options[value] = self.value()
            else:
                values.append(value)
            if self.peek() == ",":
                self.token()
            elif self.peek() != end:
                raise MarkerError(f"expected a comma or {end!r} at {self.text[self.at:]!r}")
        self.token()
        return values, options


def read_marker(text, source, at, line):
    name = re.match(r"[a-z]+", text)
    if not name or name.group() not in KINDS:
        raise MarkerError(f"no such marker: {text!r}")
    reader = Reader(text, name.end())
    if reader.token() != ("sign", "("):
        raise MarkerError(f"expected arguments in parentheses: {text!r}")
    marker = Marker(name.group(), source.path, at, line)
    marker.values, marker.options = reader.sequence(")")
    if text[reader.at :].strip():
        raise MarkerError(f"nothing may follow a marker: {text[reader.at:]!r}")
    return marker


def read_line(source, at):
    """Splits a line's markers off; they are about it, or about the last line with something else on it."""
    line = source.lines[at]
    starts = list(START.finditer(line))
    source.code.append(line[: starts[0].start()].rstrip(" \t") if starts else line)
    if not starts:
        return
    source.marked.add(at)
    about = [n for n in range(at + 1) if source.code[n] or n not in source.marked]
    for start, behind in zip(starts, [s.start() for s in starts[1:]] + [len(line)]):
        up = int(start.group(1)[1:]) if start.group(1) else 0
        if len(about) <= up:
            raise MarkerError(f"{source.path}:{at + 1}: there is no line to be about")
        try:
            marker = read_marker(line[start.end() : behind], source, at, about[-1 - up])
        except MarkerError as error:
            raise MarkerError(f"{source.path}:{at + 1}: {error}") from None
        source.markers.append(marker)


def read_source(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8", newline="") as file:
        text = file.read()
    source = Source(path, "", LINE_END.split(text))
    for at in range(len(source.lines)):
        read_line(source, at)
    ends = LINE_END.findall(text) + [""]
    source.text = "".join(code + end for code, end in zip(source.code, ends))
    return source


def read_project(folder):
    """All files of a project, by path relative to it."""
    paths = []
    for where, _, names in os.walk(folder):
        paths += [os.path.relpath(os.path.join(where, name), folder) for name in names]
    return {path: read_source(folder, path) for path in sorted(paths)}


@dataclass(frozen=True)
class Span:
    """Part of a line, in characters."""

    path: str
    line: int
    begin: int
    end: int
    cursor: int = -1  # where a "|" stood; -1 without one


def fragment(source, marker, text):
    """The part of the marker's line that its fragment quotes."""
    bar = text.find("|")
    plain = text.replace("|", "", 1) if bar >= 0 else text
    code = source.code[marker.line]
    starts = [n for n in range(len(code)) if code.startswith(plain, n)] if plain else [0]
    number = marker.options.get("nth", 1)
    if number > len(starts) or ("nth" not in marker.options and len(starts) != 1):
        raise MarkerError(f"{marker}: {plain!r} is {len(starts)} times in {code.strip()!r}")
    begin = starts[number - 1]
    cursor = begin + bar if bar >= 0 else -1
    return Span(source.path, marker.line, begin, begin + len(plain), cursor)


def place(sources, marker, text):
    """`path: code <<selection>> code`, where the code is on one line of the file."""
    path, separator, quoted = text.partition(": ")
    before, opened, rest = quoted.partition("<<")
    inside, closed, after = rest.partition(">>")
    if not separator or not opened or not closed or path not in sources:
        raise MarkerError(f"{marker}: no place: {text!r}")
    whole = before + inside + after
    found = [
        Span(path, line, at + len(before), at + len(before) + len(inside))
        for line, code in enumerate(sources[path].code)
        for at in range(len(code))
        if code.startswith(whole, at)
    ]
    if len(found) != 1:
        raise MarkerError(f"{marker}: {whole!r} is {len(found)} times in {path}")
    return found[0]
