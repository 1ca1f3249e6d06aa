"""Runs markers over the protocol. Each function gives what is wrong with one marker, or nothing."""

from difflib import SequenceMatcher
import re

from lsp import to_path
from notation import NONE, MarkerError, fragment, place


def target(session, marker):
    source = session.project.sources[marker.path]
    if not marker.values or not isinstance(marker.values[0], str):
        raise MarkerError(f"{marker}: it needs a fragment")
    return fragment(source, marker, marker.values[0])


def wants_nothing(marker):
    return marker.values[1:] == [NONE]


def places(session, marker, texts):
    return [session.project.bytes_of(place(session.project.sources, marker, text)) for text in texts]


def show(session, stretches):
    """Stretches as people read them."""
    out = []
    for path, begin, end in stretches:
        raw = session.project.variants[path].text.encode("utf-8")
        out.append(f"{path}:{raw[:begin].count(10) + 1} {raw[begin:end].decode('utf-8', 'replace')!r}")
    return ", ".join(out) or "nothing"


def compare(session, found, wanted):
    if found != wanted:
        return f"expected {show(session, wanted)}, found {show(session, found)}"
    return None


def squeezed(session, text):
    """Noise puts blanks into code that is shown as it is written."""
    return re.sub(r"\s+", "", text) if session.project.is_noisy else text


def hover(session, marker):
    span = target(session, marker)
    answer = session.ask("textDocument/hover", span)
    if wants_nothing(marker):
        return None if answer is None else f"expected nothing, found {answer['contents']!r}"
    if answer is None:
        return "there is no hover"
    if "range" not in answer:
        return "the hover has no range"
    text = squeezed(session, answer["contents"]["value"])
    missing = [part for part in marker.values[1:] if squeezed(session, part) not in text]
    if missing:
        return f"{missing} is not in {text!r}"
    if span.cursor >= 0:
        return None
    return compare(session, [session.stretch(session.document(span.path)["uri"], answer["range"])],
                   [session.project.bytes_of(span)])


def definition(session, marker):
    span = target(session, marker)
    answer = session.ask("textDocument/definition", span) or []
    found = [session.stretch(link["targetUri"], link["targetSelectionRange"]) for link in answer]
    wanted = [] if wants_nothing(marker) else places(session, marker, marker.values[1:])
    origins = {session.stretch(session.document(span.path)["uri"], link["originSelectionRange"]) for link in answer}
    if span.cursor < 0 and origins - {session.project.bytes_of(span)}:
        return f"the link's origin is {show(session, origins)}"
    return compare(session, found, wanted)


def some_places(session, marker, found):
    """Compares with a number of places, or with the places themselves, in any order."""
    if len(marker.values) == 2 and isinstance(marker.values[1], int):
        count = marker.values[1]
        return None if len(found) == count else f"expected {count}, found {show(session, found)}"
    return compare(session, sorted(found), sorted(places(session, marker, marker.values[1:])))


def references(session, marker):
    answer = session.ask("textDocument/references", target(session, marker), context={"includeDeclaration": True})
    return some_places(session, marker, [session.stretch(each["uri"], each["range"]) for each in answer or []])


def highlight(session, marker):
    span = target(session, marker)
    answer = session.ask("textDocument/documentHighlight", span)
    uri = session.document(span.path)["uri"]
    return some_places(session, marker, [session.stretch(uri, each["range"]) for each in answer or []])


def complete(session, marker):
    span = target(session, marker)
    if span.cursor < 0:
        return "complete needs a cursor"
    answer = session.ask("textDocument/completion", span) or []
    items = answer if isinstance(answer, list) else answer["items"]
    labels = [item["label"] for item in items]
    if wants_nothing(marker):
        return f"expected nothing, found {labels}" if labels else None
    has = marker.options.get("has", [])
    if missing := [label for label in has if label not in labels]:
        return f"{missing} is not among {labels}"
    if extra := [label for label in marker.options.get("hasnt", []) if label in labels]:
        return f"{extra} is among {labels}"
    if "result" not in marker.options:
        return None
    edit = items[labels.index(has[0])].get("textEdit")
    if edit is None:
        return "the item has no textEdit"
    return one_line(session, marker, {session.document(span.path)["uri"]: [edit]}, marker.options["result"])


def expected_line(session, path, line, wanted):
    """The line of the variant that `wanted` is in the original: noise stays where the text around it stays."""
    source, variant = session.project.sources[path], session.project.variants[path]
    code = source.code[line]
    indent = code[: len(code) - len(code.lstrip())]
    new = indent + wanted
    number, _ = variant.at(line, 0)
    old = variant.lines[number]
    text = ""
    for kind, a, b, c, d in SequenceMatcher(None, code, new, autojunk=False).get_opcodes():
        if kind == "equal":
            begin = 0 if a == 0 else variant.at(line, a)[1]
            text += old[begin : variant.at(line, b, is_end=b < len(code))[1]]
        else:
            text += new[c:d]
    return number, text


def one_line(session, marker, edits, wanted, path=None, line=None):
    """Applies edits by URI and demands that one line is another now, and nothing else."""
    path, line = path or marker.path, marker.line if line is None else line
    number, text = expected_line(session, path, line, wanted)
    for uri, changes in edits.items():
        changed = session.project.relative(to_path(uri))
        if changed != path:
            return f"{changed} is changed"
        variant = session.project.variants[changed]
        before, after = variant.lines, variant.applied(changes, session.encoding)
        ends = variant.text.count("\r\n"), variant.text.count("\n")
        if (after.count("\r\n"), after.count("\n")) != ends:
            return f"the line ends are not what they were: {after!r}"
        after = after.splitlines()
        found = [n for n, (old, new) in enumerate(zip(before, after)) if old != new]
        if found != [number]:
            return f"expected a change of line {number + 1} alone, found {[n + 1 for n in found]}: {after!r}"
        if after[number] != text:
            return f"expected {text!r}, found {after[number]!r}"
    return None if edits else "there is no edit"


def edits_of(session, action):
    if "edit" not in action:
        action = session.client.request("codeAction/resolve", action)
    edit = action.get("edit", {})
    edits = dict(edit.get("changes", {}))
    for change in edit.get("documentChanges", []):
        edits.setdefault(change["textDocument"]["uri"], []).extend(change["edits"])
    return edits


def actions_for(session, span, rule):
    wanted = session.project.bytes_of(span)
    uri = session.document(span.path)["uri"]
    items = [
        item
        for item in session.pulled_items(span.path)
        if item["code"] == rule and session.stretch(uri, item["range"]) == wanted
    ]
    if len(items) != 1:
        raise MarkerError(f"there are {len(items)} diagnostics of {rule}")
    params = {
        "textDocument": session.document(span.path),
        "range": items[0]["range"],
        "context": {"diagnostics": items, "only": ["quickfix"]},
    }
    return session.client.request("textDocument/codeAction", params) or []


def quick_fix(session, marker, silences):
    if len(marker.values) != 3:
        raise MarkerError(f"{marker}: it needs a fragment, a rule and a line")
    actions = actions_for(session, target(session, marker), marker.values[1])
    of_kind = [action for action in actions if action["title"].startswith("Ignore ") == silences]
    if not of_kind:
        return f"there is none, only {[action['title'] for action in actions]}"
    return one_line(session, marker, edits_of(session, of_kind[0]), marker.values[2])


def fix(session, marker):
    return quick_fix(session, marker, False)


def silence(session, marker):
    return quick_fix(session, marker, True)


def names_of(symbols, above=""):
    out = []
    for symbol in symbols or []:
        out.append(above + symbol["name"])
        out += names_of(symbol.get("children"), above + symbol["name"] + "/")
    return out


def symbols(session, marker):
    found = names_of(session.client.request("textDocument/documentSymbol", {"textDocument": session.document(marker.path)}))
    return None if found == marker.values else f"expected {marker.values}, found {found}"


def workspace_symbols(session, marker):
    query, *wanted = marker.values
    found = [each["name"] for each in session.client.request("workspace/symbol", {"query": query}) or []]
    return None if found == wanted else f"expected {wanted}, found {found}"


def all_links(session, path):
    return session.client.request("textDocument/documentLink", {"textDocument": session.document(path)}) or []


def links(session, marker):
    found = all_links(session, marker.path)
    return None if [len(found)] == marker.values else f"expected {marker.values}, found {found}"


def link(session, marker):
    """The line of a link's target stands behind "#"; clients differ in what else they read there."""
    span = target(session, marker)
    uri = session.document(span.path)["uri"]
    wanted = session.project.bytes_of(span)
    found = [each for each in all_links(session, marker.path) if session.stretch(uri, each["range"]) == wanted]
    if len(found) != 1:
        return f"there are {len(found)} links"
    target_uri, _, line = found[0]["target"].partition("#L")
    goal = place(session.project.sources, marker, marker.values[1])
    expected = (goal.path, session.project.variants[goal.path].at(goal.line, goal.begin)[0] + 1)
    actual = (session.project.relative(to_path(target_uri)), int(line.partition(",")[0]))
    return None if actual == expected else f"expected {expected}, found {actual}"


FEATURES = {
    "complete": complete,
    "def": definition,
    "fix": fix,
    "highlight": highlight,
    "hover": hover,
    "link": link,
    "links": links,
    "refs": references,
    "silence": silence,
    "symbols": symbols,
    "wsymbols": workspace_symbols,
}
