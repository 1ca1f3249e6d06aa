"""Texts as a client sees them: plain, or with noise that moves everything and changes no meaning."""

import re
from dataclasses import dataclass, field

from notation import LINE_END

WIDE = "漢字 𝒳🚀 e\u0301 ñ\t"
COMMENT = f"# {WIDE} \"'([{{"
STATEMENT = f'("{WIDE}",); '
MARK = "\ufeff"

# Nothing can stand in front of these on their line.
COMPOUND = re.compile(
    r"(?:async|case|class|def|elif|else|except|finally|for|if|match|try|while|with)\b|from __future__|[@#\"'rRbBuUfF]*[\"']|[@#)\]}]"
)
NO_TABS = re.compile(r"\s*(?:async|class|def)\b")


def code_units(text, encoding):
    if encoding == "utf-8":
        return len(text.encode("utf-8"))
    if encoding == "utf-16":
        return len(text.encode("utf-16-le")) // 2
    return len(text)


@dataclass
class Variant:
    """A text, and where the places of the original are in it."""

    text: str
    lines: list
    starts: list  # of lines, in bytes
    line_map: list = None  # from original line to line; None: nothing moved
    insertions: dict = field(default_factory=dict)  # by original line: (column, length), in order

    def at(self, line, column, is_end=False):
        """Text put in at the very place moves it, unless a stretch ends there."""
        if self.line_map is None:
            return line, column
        moved = sum(n for at, n in self.insertions.get(line, []) if at < column or (at == column and not is_end))
        return self.line_map[line], column + moved

    def position(self, line, column, encoding):
        return {"line": line, "character": code_units(self.lines[line][:column], encoding)}

    def offset(self, line, column):
        """In bytes."""
        return self.starts[line] + len(self.lines[line][:column].encode("utf-8"))

    def offset_of(self, position, encoding):
        """Bytes of a position; a position that is not between two characters of the text is an error."""
        line, wanted = position["line"], position["character"]
        if line >= len(self.lines):
            raise ValueError(f"there is no line {line}")
        text = self.lines[line]
        for column in range(len(text) + 1):
            if code_units(text[:column], encoding) == wanted:
                return self.offset(line, column)
        raise ValueError(f"{line}:{wanted} is inside of a character or behind the line")

    def applied(self, edits, encoding):
        """The text after edits of the protocol."""
        raw = self.text.encode("utf-8")
        places = [
            (self.offset_of(e["range"]["start"], encoding), self.offset_of(e["range"]["end"], encoding), e["newText"])
            for e in edits
        ]
        for begin, end, new in sorted(places, reverse=True):
            raw = raw[:begin] + new.encode("utf-8") + raw[end:]
        return raw.decode("utf-8")


def plain(text):
    lines = LINE_END.split(text)
    starts = [0]
    for end in LINE_END.finditer(text):
        starts.append(len(text[: end.end()].encode("utf-8")))
    return Variant(text, lines, starts)


@dataclass
class State:
    """Where Python's reader is."""

    depth: int = 0
    quote: str = ""
    joined: bool = False  # by a backslash

    @property
    def is_free(self):
        return not self.depth and not self.quote and not self.joined


def read_line(state, line):
    """Moves the state over a line; gives the columns behind its opening brackets."""
    brackets, at = [], 0
    state.joined = False
    while at < len(line):
        char = line[at]
        if char == "\\":
            state.joined = at + 1 == len(line)
            at += 1
        elif state.quote:
            if line.startswith(state.quote, at):
                at += len(state.quote) - 1
                state.quote = ""
        elif char in "\"'":
            state.quote = char * 3 if line.startswith(char * 3, at) else char
            at += len(state.quote) - 1
        elif char == "#":
            break
        elif char in "([{":
            state.depth += 1
            brackets.append(at + 1)
        elif char in ")]}":
            state.depth = max(0, state.depth - 1)
        at += 1
    if len(state.quote) == 1 and not state.joined:
        state.quote = ""
    return brackets


def noisy(source):
    """Wide characters, combining marks, tabs, comments, CRLF and, in Python, a byte order mark."""
    is_python = source.path.endswith(".py")
    out, line_map, insertions = [], [], {}
    state = State()
    for number, raw in enumerate(source.code):
        line = code = raw.removeprefix(MARK)
        indent = line[: len(line) - len(line.lstrip())]
        was_free, in_string = state.is_free, bool(state.quote) or state.joined
        brackets = read_line(state, code) if is_python else []
        if code.strip() and not in_string and not code.lstrip().startswith("#"):
            out.append(indent + COMMENT)
        puts = [] if NO_TABS.match(code) else [(at, "\t") for at in brackets]
        if is_python and was_free and code.strip() and not COMPOUND.match(code.lstrip()):
            puts.insert(0, (len(indent), STATEMENT))
        shift = 1 if raw.startswith(MARK) else 0
        insertions[number] = [(at + shift, len(text)) for at, text in puts] + ([(0, -1)] if shift else [])
        for at, text in reversed(puts):
            line = line[:at] + text + line[at:]
        line_map.append(len(out))
        out.append(line)
    if is_python and out:
        out.insert(0, MARK + COMMENT)
        line_map = [line + 1 for line in line_map]
    variant = plain("\r\n".join(out))
    variant.line_map, variant.insertions = line_map, insertions
    return variant
