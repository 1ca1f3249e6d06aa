#include "analysis/python/extract.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp;
using namespace modal_lsp::python;

namespace {

ModuleFacts facts_of(std::string text) {
    return extract(syntax::SyntaxTree::parse(text::Document(std::move(text))));
}

const Expr& argument(const ModuleFacts& facts, const Call& call, std::size_t number) {
    return facts.expr(facts.operands_of(facts.expr(call.expression))[number + 1]);
}

} // namespace

TEST_CASE("a call of interest is kept with its arguments") {
    const auto facts = facts_of("import modal\nmodal.Cls.from_name('shop', \"A\" 'b', environment_name=E)\n");
    REQUIRE(facts.calls.size() == 1);
    const Call& call = facts.calls[0];
    CHECK(facts.dotted(facts.operands_of(facts.expr(call.expression))[0]) == "modal.Cls.from_name");
    CHECK(argument(facts, call, 0).kind == ExprKind::string);
    CHECK(facts.text(argument(facts, call, 0).text) == "shop");
    CHECK(argument(facts, call, 0).inner == text::make_range(34, 38));
    CHECK(argument(facts, call, 1).kind == ExprKind::formatted);
    CHECK(argument(facts, call, 2).kind == ExprKind::keyword);
}

TEST_CASE("imports bind what Python binds") {
    const auto facts = facts_of("import a.b\nimport c.d as e\nfrom ..f import g as h, i\nfrom j import *\n");
    CHECK(facts.bindings_of(kModuleScope, "a").size() == 1);
    CHECK(facts.bindings_of(kModuleScope, "e").size() == 1);
    CHECK(facts.bindings_of(kModuleScope, "h").size() == 1);
    CHECK(facts.bindings_of(kModuleScope, "i").size() == 1);
    CHECK(facts.bindings_of(kModuleScope, "*").size() == 1);
    CHECK(facts.imports[2].level == 2);
    CHECK(facts.text(facts.imports[2].module) == "f");
    CHECK(facts.text(facts.imports[2].name) == "g");
}

TEST_CASE("the arms of an if exclude each other") {
    const auto facts = facts_of("if a:\n    x = 1\nelif b:\n    x = 2\nelse:\n    x = 3\n");
    const auto found = facts.bindings_of(kModuleScope, "x");
    REQUIRE(found.size() == 3);
    const Region& first = facts.region(facts.bindings[found[0]].region);
    const Region& last = facts.region(facts.bindings[found[2]].region);
    CHECK(first.group == last.group);
    CHECK(first.arm == 0);
    CHECK(last.arm == 2);
    CHECK(first.exclusive);
    CHECK(first.exhaustive);
    CHECK(first.arms == 3);
}

TEST_CASE("a definition carries its header") {
    const auto facts =
        facts_of("@app.cls(gpu='T4')\nclass A(Base):\n    \"\"\"First line.\n\n    More.\"\"\"\n"
                 "    @modal.method()\n    async def f(self, /, a: int, *, b=1, **c) -> str:\n"
                 "        return a\n");
    REQUIRE(facts.definitions.size() == 2);
    const Definition& cls = facts.definitions[0];
    const Definition& method = facts.definitions[1];
    CHECK(cls.is_class);
    CHECK(facts.text(cls.summary) == "First line.");
    CHECK(facts.text(cls.signature) == "(Base)");
    CHECK(cls.decorators.size() == 1);
    CHECK(facts.is_method(method));
    CHECK(method.is_async);
    CHECK(facts.text(method.signature) == "(self, /, a: int, *, b=1, **c) -> str");
    REQUIRE(method.parameters.size() == 4);
    CHECK(method.parameters[0].kind == ParameterKind::positional_only);
    CHECK(method.parameters[1].kind == ParameterKind::regular);
    CHECK(method.parameters[2].kind == ParameterKind::keyword_only);
    CHECK(method.parameters[3].kind == ParameterKind::keyword_variadic);
    CHECK(method.returns.size() == 1);
}

TEST_CASE("a long body without a mention of Modal's calls is passed over") {
    std::string body;
    for (int i = 0; i < 100; ++i)
        body += "    x = 1\n";
    const auto quiet = facts_of("def f():\n" + body);
    CHECK_FALSE(quiet.definitions.at(0).body.has_value());
    const auto mentioned = facts_of("def f():\n" + body + "    modal.Cls.from_name('a', 'b')\n");
    CHECK(mentioned.definitions.at(0).body.has_value());
    CHECK(mentioned.calls.size() == 1);
}

TEST_CASE("facts of intact statements survive an error elsewhere") {
    const auto facts = facts_of("import modal\ndef broken(:\n    x = = 1\n\napp = modal.App('shop')\n"
                                "modal.Cls.from_name('shop', 'A')\n");
    CHECK(facts.has_error);
    CHECK(facts.calls.size() == 2);
}

TEST_CASE("positions alone do not make facts differ for others") {
    const auto one = facts_of("import modal\napp = modal.App('shop')\n");
    const auto moved = facts_of("# a comment\nimport modal\n\napp  =  modal.App('shop')\n");
    const auto renamed = facts_of("import modal\napp = modal.App('shop2')\n");
    CHECK(same_but_for_positions(one, moved));
    CHECK_FALSE(one == moved);
    CHECK_FALSE(same_but_for_positions(one, renamed));
}

TEST_CASE("deep nesting is cut, not followed") {
    std::string deep = "x = ";
    for (int i = 0; i < 5000; ++i)
        deep += "[";
    CHECK(facts_of(deep).bindings.size() <= 1);
    std::string blocks;
    for (int i = 0; i < 300; ++i)
        blocks += std::string(static_cast<std::size_t>(i), ' ') + "if a:\n";
    CHECK(facts_of(blocks + std::string(300, ' ') + "x = 1\n").truncated);
}

TEST_CASE("an incremental tree gives the facts of a fresh one") {
    text::Document before(
        "import modal\r\napp = modal.App('é😀')\n\ndef f():\n    return modal.Cls.from_name('a', 'b')\n");
    const auto tree = syntax::SyntaxTree::parse(before);
    const text::Edit edit{text::make_range(14, 14), "x = 1\n"};
    const auto after = before.edited(edit);
    const auto incremental = tree.reparse(after);
    CHECK(extract(incremental) == extract(syntax::SyntaxTree::parse(after)));
    CHECK(incremental.dump() == syntax::SyntaxTree::parse(after).dump());
}
