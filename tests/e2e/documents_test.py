"""Documents as the editor shows them: edits, encodings, odd URIs."""

import random

from client import Client, PUSH, uri_of

LOOKUP = 'import modal\n\napp = modal.App("shop")\n\n\n@app.function()\ndef price(): ...\n\n\n'


def encodings(*names):
    return {**PUSH, "general": {"positionEncodings": list(names)}}


def units(text, encoding):
    if encoding == "utf-8":
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text)


def test_the_encoding_is_negotiated(binary, folder):
    for offered, chosen in ((None, None), (["utf-16"], "utf-16"), (["utf-8", "utf-16"], "utf-8"),
                            (["utf-16", "utf-8"], "utf-8"), (["utf-32", "utf-16"], "utf-32"), (["utf-7"], "utf-16")):
        client = Client.start(binary)
        result = client.initialize(folder, PUSH if offered is None else encodings(*offered))
        assert result["capabilities"].get("positionEncoding") == chosen, (offered, result)
        assert client.leave() == 0


def test_ranges_count_in_the_units_of_each_encoding(binary, folder):
    noise = "𝔘é漢\u0301\t"
    line = f'x = "{noise}"; f = modal.Function.from_name("shop", "prise")'
    for encoding in ("utf-8", "utf-16", "utf-32"):
        client = Client.start(binary)
        client.initialize(folder, encodings(encoding))
        path = folder / "a.py"
        client.open(path, LOOKUP + line + "\n")
        client.sync()
        item, = client.pushed(path)["diagnostics"]
        before = line[:line.index('"prise"')]
        assert item["range"]["start"]["line"] == LOOKUP.count("\n")
        start = item["range"]["start"]["character"]
        assert start in (units(before, encoding), units(before + '"', encoding)), (encoding, item)
        # The same units going in: the edit mends the name.
        at = units(before + '"', encoding)
        number = LOOKUP.count("\n")
        client.change(path, 2, {"range": {"start": {"line": number, "character": at},
                                          "end": {"line": number, "character": at + 5}}, "text": "price"})
        client.sync()
        assert client.codes(path) == [], client.pushed(path)
        assert client.pushed(path)["version"] == 2
        assert client.leave() == 0


def test_ranges_out_of_the_document_are_clamped(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    path = folder / "a.py"
    client.open(path, "nothing")
    far = {"line": 1 << 30, "character": 1 << 30}
    client.change(path, 2, {"range": {"start": {"line": 0, "character": 0}, "end": far}, "text": LOOKUP})
    client.change(path, 3, {"range": {"start": far, "end": far}, "text": "f = modal.Function.from_name('shop', 'pricy')\n"})
    client.sync()
    assert client.codes(path) == ["from-name-unknown-target"], client.pushed(path)
    end = {"line": LOOKUP.count("\n"), "character": 999}
    client.change(path, 4, {"range": {"start": end, "end": {"line": LOOKUP.count("\n"), "character": 0}}, "text": ""})
    client.sync()
    assert client.codes(path) == []
    assert client.leave() == 0


def test_edits_in_pieces_give_what_the_whole_text_gives(binary, folder):
    """The reference is a second document with the same text, opened whole."""
    client = Client.start(binary)
    client.initialize(folder, encodings("utf-32"))
    piecewise, whole = "untitled:pieces.py", "untitled:whole.py"
    alphabet = ["modal", "import modal\n", "\n", "(", ")", '"', "'", "#", "    ", "@app.function()\n", "def f(): ...\n",
                'modal.Function.from_name("shop", "prise")\n', "é", "𝔘", "\r\n", "app = modal.App('shop')\n", LOOKUP]
    chance = random.Random(7)
    text = LOOKUP
    client.open(None, text, uri=piecewise)
    for step in range(120):
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.choice([0, 0, 1, 5, 40]))
        new = chance.choice(alphabet)

        def place(offset):
            # Lines end at LF, CRLF and CR; an offset within CRLF is none that a client sends.
            before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
            return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}

        if text[begin - 1:begin + 1] == "\r\n" or text[end - 1:end + 1] == "\r\n":
            continue
        client.change(None, step + 2, {"range": {"start": place(begin), "end": place(end)}, "text": new}, uri=piecewise)
        text = text[:begin] + new + text[end:]
        client.open(None, text, uri=whole)
        symbols = [client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
                   for uri in (piecewise, whole)]
        strip = [[{**s, "location": s["location"]["range"]} for s in found or []] for found in symbols]
        assert strip[0] == strip[1], (step, text)
    assert client.leave() == 0


def test_documents_that_are_no_files_are_served_alone(binary, folder):
    (folder / "a.py").write_text(LOOKUP)
    client = Client.start(binary)
    client.initialize(folder)
    uri = "untitled:Untitled-1"
    client.open(None, LOOKUP.replace("shop", "elsewhere"), uri=uri)
    client.sync()
    symbols = client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [symbol["location"]["uri"] for symbol in symbols] == [uri] * len(symbols) != []
    found = client.call("workspace/symbol", {"query": ""})
    assert not [symbol for symbol in found if symbol["location"]["uri"] == uri], found
    assert client.leave() == 0


def test_the_spelling_of_a_uri_is_kept(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    path = folder / "a b.py"
    spelt = uri_of(path).replace("/a%20b.py", "/./a%20b%2Epy")
    client.open(path, LOOKUP + "modal.Function.from_name('shop', 'prise')\n", uri=spelt)
    client.sync()
    uris = {params["uri"] for method, params in client.notifications if method == "textDocument/publishDiagnostics"}
    assert uris == {spelt}, uris
    assert client.leave() == 0


def test_an_edit_makes_a_document_concern_modal(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    path = folder / "a.py"
    client.open(path, "x = 1\n")
    assert client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(path)}}) is None
    client.change(path, 2, {"text": LOOKUP})
    assert len(client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(path)}})) == 2
    client.change(path, 3, {"text": "x = 1\n"})
    assert client.call("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(path)}}) is None
    assert client.leave() == 0


def test_a_document_too_large_says_so(binary, folder):
    client = Client.start(binary)
    client.initialize(folder, initializationOptions={"maxFileSizeKb": 1})
    path = folder / "a.py"
    client.open(path, LOOKUP + "#" * 2000)
    client.sync()
    assert client.codes(path) == ["file-not-analyzed"], client.pushed(path)
    client.change(path, 2, {"text": LOOKUP})
    client.sync()
    assert client.codes(path) == []
    assert client.leave() == 0


def test_nothing_is_said_after_close_but_the_clearing(binary, folder):
    client = Client.start(binary)
    client.initialize(folder)
    path = folder / "a.py"
    client.open(path, LOOKUP + "modal.Function.from_name('shop', 'prise')\n")
    client.sync()
    assert client.codes(path) == ["from-name-unknown-target"]
    client.close(path)
    client.sync()
    assert client.pushed(path)["diagnostics"] == []
    assert "version" not in client.pushed(path)
    count = len(client.notifications)
    client.change(path, 9, {"text": LOOKUP})
    client.sync()
    assert len(client.notifications) == count
    assert client.leave() == 0
