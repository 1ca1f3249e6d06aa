#include "analysis/syntax/mend.hpp"
#include "analysis/syntax/tree.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using modal_lsp::syntax::mend;

namespace {

/// The text after mending, without the blanks that stand in for what was taken away.
std::string mended(std::string_view text) {
    const auto made = mend(text);
    if (!made) return std::string(text);
    CHECK(made->size() == text.size());
    std::string out;
    for (const char c : *made) {
        if (c == '\n')
            while (!out.empty() && out.back() == ' ')
                out.pop_back();
        out += c;
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

} // namespace

TEST_CASE("whole statements are left as they are") {
    for (const std::string_view text :
         {"", "x = f(\n    a,\n)\n", "from a import *\n", "x = ...\n", "print(x)  # (\n", "x = '''\n(\n'''\n",
          "@app.function()\ndef f(): ...\n", "@a\n# why\n@b(\n    c\n)\nclass A: ...\n", "if x: y = 1\n",
          "f'{a[\"b\"]}'\n", "x = \\\n    1\n", "lambda: 1\n", "match = 1\n", "x: int\n", "return\n",
          "d[1:2] = 3\n"})
        CHECK_MESSAGE(!mend(text), text);
}

TEST_CASE("a half-typed statement says nothing, and what follows keeps its meaning") {
    CHECK(mended("x = f(\ny = 1\ndef g(): ...\n") == "x =_\ny = 1\ndef g(): ...\n");
    CHECK(mended("x = f(\"a\ny = 1\n") == "x =_\ny = 1\n");
    CHECK(mended("x = 'a\ny = 1\n") == "x =_\ny = 1\n");
    CHECK(mended("x = f'{a\ny = 1\n") == "x =_\ny = 1\n");
    CHECK(mended("x = modal.\ny = 1\n") == "x =_\ny = 1\n");
    CHECK(mended("x =") == "_");
    CHECK(mended("x = ") == "x =_");
    CHECK(mended("x =  ") == "x =_");
    CHECK(mended("modal.\ny = 1\n") == "_\ny = 1\n");
    CHECK(mended("from modal import\ny = 1\n") == "_\ny = 1\n");
    CHECK(mended("    return f(\ndef g(): ...\n") == "    return _\ndef g(): ...\n");
    CHECK(mended("f(g(1),\n  h(\ny = 1\ndef g(): ...\n") == "_\n\ny = 1\ndef g(): ...\n");
}

TEST_CASE("a string that is not closed within brackets that are is no more than a value") {
    CHECK(mended("f(\n    a=\"x\n    b=2,\n)\n") == "f(\n    a=_,\n    b=2,\n)\n");
}

TEST_CASE("a decorator that is not finished, or decorates nothing, is blank") {
    CHECK(mended("@app.function(\ndef f(): ...\n") == "\ndef f(): ...\n");
    CHECK(mended("@app.\nclass A: ...\n") == "\nclass A: ...\n");
    CHECK(mended("@app.function()\n\nx = 1\n") == "\n\nx = 1\n");
    CHECK(mended("@app.function()\n@\ndef f(): ...\n") == "@app.function()\n\ndef f(): ...\n");
    CHECK(mended("@app.function(\n    gpu=1,\n)\n") == "\n\n\n");
}

TEST_CASE("a header that is not finished keeps its block") {
    CHECK(mended("if x.\n    y = 1\n") == "if _:\n    y = 1\n");
    CHECK(mended("def f(a, b\n    return y\n") == "if _:\n    return y\n");
    CHECK(mended("while x\n    y = 1\n") == "if _:\n    y = 1\n");
    CHECK(mended("def f\ny = 1\n") == "_\ny = 1\n");
}

TEST_CASE("what cannot be mended is left as it is") {
    CHECK_FALSE(mend("x = '''a\ny = f(\n"));
    CHECK_FALSE(mend(")\n"));
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "f(\n";
    CHECK_FALSE(mend(many));
}

TEST_CASE("mended text parses") {
    using modal_lsp::text::Document;
    for (const std::string_view text :
         {"x = f(\ny = 1\n", "@app.function(\ndef f(): ...\n", "if x.\n    y = 1\n",
          "class A:\n    x = g('\n    def f(self): ...\n"}) {
        const auto made = mend(text);
        REQUIRE(made);
        CHECK_MESSAGE(!modal_lsp::syntax::SyntaxTree::parse(Document(*made)).has_error(), *made);
    }
}
