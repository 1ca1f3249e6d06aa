#include "analysis/package/docstring.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp::package;

TEST_CASE("a docstring is taken apart into summary, text and notes on parameters") {
    const Docstring read = read_docstring(R"(Make a thing
    out of nothing.

    More of it.

    Args:
        name: What it is called,
            at length.
        *others (str): The rest: all of them.

    Returns:
        The thing.

    Examples:
        ```python notest
        make("a")

        Args:
        ```
    )");
    CHECK(read.summary == "Make a thing out of nothing.");
    REQUIRE(read.parameters.size() == 2);
    CHECK(read.note_of("name") == "What it is called, at length.");
    CHECK(read.note_of("others") == "The rest: all of them.");
    CHECK(read.note_of("nobody").empty());
    CHECK(read.text ==
          "More of it.\n\n**Returns**\n\nThe thing.\n\n**Examples**\n\n```python\nmake(\"a\")\n\nArgs:\n```");
    CHECK(!read.hidden);
}

TEST_CASE("text behind a section is text again") {
    const Docstring read = read_docstring("A.\n\n    Args:\n        x: one\n\n    Tail.\n");
    CHECK(read.note_of("x") == "one");
    CHECK(read.text == "Tail.");
}

TEST_CASE("marks of the documentation build are read, not shown") {
    const Docstring read = read_docstring("mdmd:hidden\n    Old name of another.");
    CHECK(read.hidden);
    CHECK(read.summary == "Old name of another.");
    CHECK(read_docstring("mdmd:namespace").summary.empty());
}

TEST_CASE("odd docstrings are read without loss") {
    CHECK(read_docstring("").summary.empty());
    CHECK(read_docstring("\n\n\n").text.empty());
    CHECK(read_docstring("Args:\n  x").summary == "");
    CHECK(read_docstring("```python\ncode()\n```").text == "```python\ncode()\n```");
    CHECK(read_docstring("One.\r\n\r\n    Two.\r\n").text == "Two.");
    CHECK(clean_docstring("A\n      b\n    c\n\n") == "A\n  b\nc");
}
