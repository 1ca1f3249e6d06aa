#include "analysis/rules/run.hpp"
#include "analysis/rules/suppressions.hpp"
#include "analysis/text/edit.hpp"
#include "tests/support/markdown_cases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace modal_lsp;
using namespace modal_lsp::rules;

namespace {

const Rule& target_rule() {
    return *find_rule("from-name-unknown-target");
}

text::ByteRange place_of(const std::string& text, std::string_view needle) {
    const auto at = static_cast<std::uint32_t>(text.find(needle));
    return text::make_range(at, at + static_cast<std::uint32_t>(needle.size()));
}

/// The text after silencing the rule at the first "HERE".
std::string silenced(const std::string& text) {
    const text::Document document(text);
    const auto made = suppress_here(document, place_of(text, "HERE"), target_rule());
    return text::apply(text, {made.edit});
}

bool silences(const std::string& text) {
    const text::Document document(text);
    std::vector<Diagnostic> found(1);
    found[0].rule = &target_rule();
    found[0].range = place_of(text, "HERE");
    (void)apply_suppressions("/a.py", document, found, {});
    return found.empty();
}

std::vector<Diagnostic> unused_in(const std::string& text) {
    const text::Document document(text);
    std::vector<Diagnostic> found;
    return apply_suppressions("/a.py", document, found, {.rules = catalogue(), .all = true});
}

std::string cleaned(const std::string& text) {
    std::vector<text::Edit> edits;
    for (const Diagnostic& diagnostic : unused_in(text))
        for (const FileEdit& edit : diagnostic.fixes.at(0).edits)
            edits.push_back(edit.edit);
    REQUIRE(text::normalize(edits));
    return text::apply(text, edits);
}

} // namespace

TEST_CASE("a rule is silenced at the end of its line") {
    CHECK(silenced("x = HERE\ny\n") == "x = HERE  # modal-lsp: ignore[from-name-unknown-target]\ny\n");
    CHECK(silenced("x = HERE") == "x = HERE  # modal-lsp: ignore[from-name-unknown-target]");
}

TEST_CASE("blanks at the end of the line are not kept before the comment") {
    CHECK(silenced("x = HERE \t\n") == "x = HERE  # modal-lsp: ignore[from-name-unknown-target]\n");
}

TEST_CASE("line endings stay as they are") {
    CHECK(silenced("x = HERE\r\ny\r\n") ==
          "x = HERE  # modal-lsp: ignore[from-name-unknown-target]\r\ny\r\n");
}

TEST_CASE("another tool's comment stays in front") {
    CHECK(silenced("x = HERE  # noqa: E501\n") ==
          "x = HERE  # noqa: E501  # modal-lsp: ignore[from-name-unknown-target]\n");
}

TEST_CASE("a list that is there is extended") {
    CHECK(silenced("x = HERE  # modal-lsp: ignore[MDL602] # noqa\n") ==
          "x = HERE  # modal-lsp: ignore[MDL602, from-name-unknown-target] # noqa\n");
}

TEST_CASE("a list without its bracket is not extended") {
    CHECK(silenced("x = HERE  # modal-lsp: ignore[MDL602\n") ==
          "x = HERE  # modal-lsp: ignore[MDL602  # modal-lsp: ignore[from-name-unknown-target]\n");
}

TEST_CASE("behind a backslash there is no comment, so it goes to the last joined line") {
    CHECK(silenced("x = \\\n  HERE \\\n  + 1\ny\n") ==
          "x = \\\n  HERE \\\n  + 1  # modal-lsp: ignore[from-name-unknown-target]\ny\n");
}

TEST_CASE("inside a string there is no comment, so it goes to the line where the string ends") {
    CHECK(silenced("f(HERE, \"\"\"\na\n\"\"\")\ny\n") ==
          "f(HERE, \"\"\"\na\n\"\"\")  # modal-lsp: ignore[from-name-unknown-target]\ny\n");
    CHECK(silenced("f(HERE, f'''\n{a}\n''')\n") ==
          "f(HERE, f'''\n{a}\n''')  # modal-lsp: ignore[from-name-unknown-target]\n");
}

TEST_CASE("a string that never ends leaves only the whole file") {
    const std::string text = "#!/usr/bin/python\n# coding: utf-8\nx = HERE, \"\"\"\na\n";
    const auto made = suppress_here(text::Document(text), place_of(text, "HERE"), target_rule());
    CHECK(made.whole_file);
    CHECK(text::apply(text, {made.edit}) ==
          "#!/usr/bin/python\n# coding: utf-8\n"
          "# modal-lsp: ignore-file[from-name-unknown-target]\nx = HERE, \"\"\"\na\n");
}

TEST_CASE("a byte order mark stays first") {
    const std::string text = "\xEF\xBB\xBFx = HERE, \"\"\"\r\na\r\n";
    CHECK(silenced(text) ==
          "\xEF\xBB\xBF# modal-lsp: ignore-file[from-name-unknown-target]\r\nx = HERE, \"\"\"\r\na\r\n");
}

TEST_CASE("what is written to silence a rule does silence it") {
    for (const std::string text :
         {"x = HERE\n", "HERE", "x = HERE  # noqa\n", "x = HERE  # modal-lsp: ignore[MDL602]\n",
          "x = \\\n  HERE \\\n + 1\n", "f(HERE, \"\"\"\na\n\"\"\")\n", "HERE \"\"\"\n", "HERE\r\nx\r\n",
          "x = HERE  # modal-lsp: ignore[]\n", "# modal-lsp: ignore-file[MDL602]\nx = HERE '''\n",
          "if x: # a\n    f(1,\n      HERE, # b\n    2)\n"}) {
        CAPTURE(text);
        CHECK(!silences(text));
        CHECK(silences(silenced(text)));
    }
}

TEST_CASE("a suppression may stand on any line of what it silences") {
    const std::string text = "f(HERE,\n  1,\n  2)  # modal-lsp: ignore\n";
    std::vector<Diagnostic> found(1);
    found[0].rule = &target_rule();
    found[0].range = text::make_range(0, static_cast<std::uint32_t>(text.find(')') + 1));
    (void)apply_suppressions("/a.py", text::Document(text), found, {});
    CHECK(found.empty());
}

TEST_CASE("a list goes when all its names go") {
    CHECK(cleaned("x  # modal-lsp: ignore[nope, unused-suppression]\n") ==
          "x  # modal-lsp: ignore[nope, unused-suppression]\n");
    CHECK(cleaned("x  # modal-lsp: ignore[nope, never]\n") == "x\n");
}

TEST_CASE("taking a suppression away leaves what is beside it") {
    CHECK(cleaned("x # modal-lsp: ignore[a]\n") == "x\n");
    CHECK(cleaned("x # modal-lsp: ignore[a] since yesterday\r\n") == "x\r\n");
    CHECK(cleaned("    # modal-lsp: ignore[a]\nx\n") == "x\n");
    CHECK(cleaned("    # modal-lsp: ignore[a]  # noqa\nx\n") == "    # noqa\nx\n");
    CHECK(cleaned("x # type: ignore # modal-lsp: ignore[a]\n") == "x # type: ignore\n");
    CHECK(cleaned("x # modal-lsp: ignore[a] # modal-lsp: ignore[b]\n") == "x\n");
    CHECK(cleaned("# modal-lsp: ignore-file") == "");
}

TEST_CASE("a comment that only speaks of suppressions is none") {
    CHECK(unused_in("x  # see modal-lsp: ignore[a]\n").empty());
    CHECK(unused_in("x  # modal-lsp ignore[a]\n").empty());
    CHECK(unused_in("x = 'modal-lsp: ignore[a]'\n").empty());
}

TEST_CASE("broken text is read without trouble") {
    for (const std::string text :
         {"#modal-lsp:", "# modal-lsp: ", "# modal-lsp: ignore[", "# modal-lsp: ignore[,]",
          "# modal-lsp: ignore[a,,b", "'# modal-lsp: ignore", "f'{# modal-lsp: ignore\n}",
          "\\\n# modal-lsp: ignore\n", "# modal-lsp: ignore]#[#", "\"\"\"\n# modal-lsp:"}) {
        CAPTURE(text);
        for (const Diagnostic& diagnostic : unused_in(text))
            CHECK(diagnostic.range.end.value <= text.size());
    }
}
