#include "analysis/syntax/call_context.hpp"
#include "analysis/syntax/scanner.hpp"
#include "analysis/syntax/tree.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>

using namespace modal_lsp;
using namespace modal_lsp::syntax;

namespace {

struct Marked {
    std::string text;
    text::ByteOffset at;
};

Marked marked(std::string text) {
    const auto at = text.find("$0");
    REQUIRE(at != std::string::npos);
    text.erase(at, 2);
    return {std::move(text), {static_cast<std::uint32_t>(at)}};
}

std::optional<CallContext> context_of(std::string text) {
    const Marked at = marked(std::move(text));
    return call_context(at.text, at.at);
}

/// The content of the string at the cursor; "-" when there is none.
std::string content_of(std::string text) {
    const Marked at = marked(std::move(text));
    const auto context = call_context(at.text, at.at);
    if (!context || !context->string) return "-";
    const auto range = context->string->content;
    return at.text.substr(range.begin.value, range.size());
}

std::string slice(const std::string& text, text::ByteRange range) {
    return text.substr(range.begin.value, range.size());
}

} // namespace

TEST_CASE("the innermost open call is found with its arguments") {
    const Marked at =
        marked("x = f(1, modal.Cls.from_name('shop', environment_name = E, **kw, name=\"Emb$0\"))\n");
    const auto context = call_context(at.text, at.at);
    REQUIRE(context);
    CHECK(context->callee == "modal.Cls.from_name");
    CHECK(slice(at.text, context->callee_range) == "modal.Cls.from_name");
    REQUIRE(context->before.size() == 3);
    CHECK(slice(at.text, context->before[0].range) == "'shop'");
    CHECK(context->before[1].keyword == "environment_name");
    CHECK(slice(at.text, context->before[1].range) == "E");
    CHECK(context->before[2].spread);
    CHECK(context->keyword == "name");
    CHECK_FALSE(context->position);
    CHECK(context->at_argument_start);
}

TEST_CASE("a callee may stretch over lines") {
    const auto context = context_of("y = (modal . Cls # why\n    .from_name(\n  'a',\n  $0");
    REQUIRE(context);
    CHECK(context->callee == "modal.Cls.from_name");
    CHECK(context->position == 1U);
    CHECK(context->at_argument_start);
}

TEST_CASE("a half-typed string ends with its line") {
    CHECK(content_of("modal.Cls.from_name(\"$0") == "");
    CHECK(content_of("modal.Cls.from_name(\"Emb$0\nx = 1\n") == "Emb");
    CHECK(content_of("modal.Cls.from_name(\"Emb$0edder\nx = 1\n") == "Embedder");
    CHECK(content_of("f('a', 'Em$0") == "Em");
}

TEST_CASE("a half-typed string leaves alone what was typed before it") {
    CHECK(content_of("f(\"Emb$0)\n") == "Emb");
    CHECK(content_of("f(\"Emb$0, 'x')\n") == "Emb");
    CHECK(content_of("f('shop', \"$0).remote(1)\n") == "");
    CHECK(content_of("f(\"a$0, \"Embedder\")\n") == "a");
}

TEST_CASE("a closed string is replaced up to its closing quote") {
    CHECK(content_of("f(\"$0\")") == "");
    CHECK(content_of("f('a$0b')") == "ab");
    CHECK(content_of("f(r\"a\\\"$0b\")") == "a\\\"b");
    CHECK(content_of("f(\"\"\"a\n$0b\"\"\")") == "a\nb");
    CHECK(content_of("f(f'{x}-$0b{y!r:>{w}}')") == "{x}-b{y!r:>{w}}");
    CHECK(content_of("f(\"a, b$0, c\")") == "a, b, c");
    CHECK(content_of("f(\"a$0, b\"if x else y)") == "a, b");
}

TEST_CASE("an open triple-quoted string goes on to the end of the text") {
    CHECK(content_of("f('''a$0\nb") == "a\nb");
}

TEST_CASE("the holes of an f-string are code") {
    const auto context = context_of("f\"{modal.Cls.from_name(\"a\", \"b$0\")}\"");
    REQUIRE(context);
    CHECK(context->callee == "modal.Cls.from_name");
    REQUIRE(context->string);
    CHECK_FALSE(context->string->formatted);
    CHECK(context->position == 1U);
}

TEST_CASE("an f-string with an open hole ends with its line") {
    const auto context = context_of("f(f\"shop-{\ng('a', $0");
    REQUIRE(context);
    CHECK(context->callee == "g");
}

TEST_CASE("an unclosed call does not reach into the next statement") {
    CHECK_FALSE(context_of("modal.Cls.from_name(\"shop\", \nimport os\nx = $0"));
    CHECK_FALSE(context_of("modal.Cls.from_name(\"shop\", \ndef f(a$0"));
}

TEST_CASE("definitions, comments and plain brackets are no calls") {
    CHECK_FALSE(context_of("def f($0)"));
    CHECK_FALSE(context_of("async def f($0)"));
    CHECK_FALSE(context_of("class A(B$0)"));
    CHECK_FALSE(context_of("if (a$0)"));
    CHECK_FALSE(context_of("f(a) $0"));
    CHECK_FALSE(context_of("f(a, # \"x$0\n)"));
}

TEST_CASE("commas of lambdas, targets and inner brackets separate no arguments") {
    CHECK(context_of("f(lambda a, b=1: a, $0)")->position == 1U);
    CHECK(context_of("f([1, 2], {3: 4, 5: 6}, $0)")->position == 2U);
    CHECK(context_of("f(x for x, y in $0)")->position == 0U);
    CHECK_FALSE(context_of("f([1, $0])")->at_argument_start);
    CHECK_FALSE(context_of("f('a' '$0')")->at_argument_start);
}

TEST_CASE("a call of a call and a subscript is a call") {
    CHECK(context_of("app.function(gpu='T4')($0)")->callee == "app.function(gpu='T4')");
    CHECK(context_of("f[0].g($0)")->callee == "f[0].g");
}

TEST_CASE("brackets without end give up instead of growing") {
    const std::string deep(400'000, '(');
    CHECK_FALSE(call_context(deep, {400'000}));
    CHECK_FALSE(call_context(deep + std::string(400'000, ']'), {800'000}));
}

TEST_CASE("comments are told from strings") {
    const std::string text =
        "a = '# modal: x' # modal: y\n'''\n# modal: z\n'''\n# other\nf'{a}# modal:' # modal: w";
    const auto found = comments_containing(text, "modal:");
    REQUIRE(found.size() == 2);
    CHECK(slice(text, found[0]) == "# modal: y");
    CHECK(slice(text, found[1]) == "# modal: w");
}

TEST_CASE("a place is known to be in a comment or string") {
    const auto in = [](const char* text) {
        const Marked at = marked(text);
        return in_comment_or_string(at.text, at.at);
    };
    CHECK(in("x = 'a$0'"));
    CHECK(in("x = 1 # $0"));
    CHECK(in("f'a$0{x}b'"));
    CHECK(in("f'a{x}b$0'"));
    CHECK_FALSE(in("f'a{x$0}b'"));
    CHECK_FALSE(in("x = 'a'$0"));
    CHECK_FALSE(in("x = $0'a'"));
}

// --- agreement with the tree
// -----------------------------------------------------------------------------------

namespace {

struct Expected {
    std::string callee;
    std::optional<text::ByteRange> content;
    bool in_comment = false;
};

/// Fills in what the tree says about the place; the innermost wins since children come later.
void ask_tree(Cursor& cursor, text::ByteOffset at, Expected& out) {
    const auto range = cursor.range();
    if (!range.touches(at)) return;
    if (cursor.kind() == Kind::comment && range.begin < at) out.in_comment = true;
    if (cursor.kind() == Kind::interpolation && range.begin < at && at < range.end) out.content.reset();
    if (cursor.kind() == Kind::string) {
        text::ByteRange content;
        cursor.each_token([&] {
            if (cursor.kind() == Kind::string_start) content.begin = cursor.range().end;
            if (cursor.kind() == Kind::string_end) content.end = cursor.range().begin;
        });
        if (content.touches(at)) out.content = content;
    }
    if (cursor.kind() == Kind::call) {
        std::string callee;
        text::ByteRange arguments;
        cursor.each_child([&] {
            if (cursor.field() == Field::function) callee = cursor.text();
            if (cursor.field() == Field::arguments) arguments = cursor.range();
        });
        if (arguments.begin < at && at < arguments.end) out.callee = callee;
    }
    if (!cursor.first_child()) return;
    do
        ask_tree(cursor, at, out);
    while (cursor.next_sibling());
    cursor.parent();
}

/// Random Python expressions of calls, strings and brackets.
class Sample {
  public:
    explicit Sample(std::uint32_t seed) : random_(seed) {}

    std::string module() {
        std::string out;
        for (int i = 0; i < 12; ++i)
            out += statement();
        return out;
    }

  private:
    std::uint32_t roll(std::uint32_t sides) { return static_cast<std::uint32_t>(random_() % sides); }

    std::string statement() {
        switch (roll(5)) {
        case 0: return "x = " + expression(0) + "  # it's f(\"\n";
        case 1: return "def f(a=" + expression(1) + "):\n    return " + expression(0) + "\n";
        case 2: return "class A(B, m=" + expression(2) + "):\n    pass\n";
        case 3: return "@d.e(" + expression(1) + ")\ndef g():\n    \"\"\"it's (\"\"\"\n";
        default: return "f(" + expression(0) + ",\n  # (\n  k = " + expression(1) + ")\n";
        }
    }

    std::string expression(int depth) {
        if (depth > 3) return "x";
        switch (roll(13)) {
        case 0: return "f(" + expression(depth + 1) + ", " + expression(depth + 1) + ")";
        case 1:
            return "modal.Cls.from_name(" + expression(depth + 1) + ", name=" + expression(depth + 1) + ")";
        case 2: return "[" + expression(depth + 1) + ", *" + expression(depth + 1) + "]";
        case 3: return "{" + expression(depth + 1) + ": " + expression(depth + 1) + "}";
        case 4: return "'a\\'b(' 'c'";
        case 5: return "r\"a\\\"b)\"";
        case 6: return "\"\"\"a\n\"b(\"\"\"";
        case 7: return "f'a{" + expression_in_hole() + "}b{{c}}{x!r:>{w}}'";
        case 8: return "(lambda a, b: " + expression(depth + 1) + ")";
        case 9: return "(" + expression(depth + 1) + ").g(1)";
        case 10: return "a[" + expression(depth + 1) + "]";
        case 11: return "(y if not (z) else " + expression(depth + 1) + ")";
        default: return "é.b";
        }
    }

    std::string expression_in_hole() {
        switch (roll(4)) {
        case 0: return "h(1)";
        case 1: return "h(\"a\", b)";
        case 2: return "d[\"k\"]";
        default: return "x";
        }
    }

    std::mt19937 random_;
};

} // namespace

TEST_CASE("in valid code the scanner and the tree see the same calls and strings") {
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        const text::Document document(Sample(seed).module());
        const SyntaxTree tree = SyntaxTree::parse(document);
        REQUIRE_FALSE(tree.has_error());
        Cursor cursor(tree);
        for (std::uint32_t at = 0; at <= document.text().size(); ++at) {
            Expected expected;
            ask_tree(cursor, {at}, expected);
            if (expected.in_comment) {
                CHECK(in_comment_or_string(document.text(), {at}));
                continue;
            }
            INFO("seed ", seed, " at ", at, " in\n", document.text());
            REQUIRE(in_comment_or_string(document.text(), {at}) == expected.content.has_value());
            const auto context = call_context(document.text(), {at});
            const auto callee = context ? std::string(document.slice(context->callee_range)) : std::string();
            REQUIRE(callee == expected.callee);
            if (!context) continue;
            REQUIRE(context->string.has_value() == expected.content.has_value());
            if (context->string) REQUIRE(context->string->content == *expected.content);
        }
    }
}
