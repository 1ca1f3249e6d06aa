#include "analysis/syntax/occurrences.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::syntax;

namespace {

/// One letter for each occurrence of N: reference, definition, method, binding, field, imported, module,
/// alias ("s"), attribute, keyword, exported.
std::string kinds(const std::string& code) {
    constexpr std::string_view kLetters = "rdmbfiMsake";
    std::string out;
    for (const Occurrence& found : occurrences(SyntaxTree::parse(text::Document(code)), "N"))
        out += kLetters[static_cast<std::size_t>(found.kind)];
    return out;
}

} // namespace

TEST_CASE("every place of a name is what Python takes it for") {
    CHECK(kinds("N\nN()\nx = N + 1\nprint(f'{N}')\n") == "rrrr");
    CHECK(kinds("def N(): pass\nclass N: pass\nasync def N(): pass\n") == "ddd");
    CHECK(kinds("class A(N):\n    N: int = 1\n    def N(self): pass\n    class N: pass\n") == "rfmm");
    CHECK(kinds("class A:\n    def f(self):\n        N = 1\n        def N(): pass\n") == "bd");
    CHECK(kinds("def f(N, *N, **N): pass\n") == "bbb");
    CHECK(kinds("def f(x=N, y: N = N, N: int = 1, N=2) -> N: pass\n") == "rrrbbr");
    CHECK(kinds("N = 1\nN += 1\nN: int\nN, a = 1, 2\n(N, a), b = x\n[N] = x\nN = y = 1\n") == "bbbbbbb");
    CHECK(kinds("x.N = N\nN.x = 1\nN[N] = 1\nN(N).x = 1\n") == "arrrrrr");
    CHECK(kinds("for N in N: pass\n[N for N in N]\nlambda N: N\n(N := N)\n") == "brrbrbrbr");
    CHECK(kinds("with a as N: pass\ntry: pass\nexcept N as N: pass\nglobal N\ndel N\n") == "brbbb");
    CHECK(kinds("f(N=N)\nx.N(N=1)\n") == "krak");
    CHECK(
        kinds(
            "from a import N, b as N\nfrom N import N as c\nimport N\nimport N.b as N\nfrom .N import x\n") ==
        "isMiMMsM");
    CHECK(kinds("__all__ = [\"N\", 'x']\nx = [\"N\"]\n") == "e");
    CHECK(kinds("@N\ndef f(): pass\n@N.x(N)\nclass A: pass\n") == "rrr");
    CHECK(kinds("match x:\n    case {'a': N}: pass\n") == "b");
}

TEST_CASE("an attribute knows its object, and a keyword what is called") {
    const std::string code = "a.b(1).N(N=2)\n";
    const auto found = occurrences(SyntaxTree::parse(text::Document(code)), "N");
    REQUIRE(found.size() == 2);
    CHECK(code.substr(found[0].owner.begin.value, found[0].owner.size()) == "a.b(1)");
    CHECK(code.substr(found[1].owner.begin.value, found[1].owner.size()) == "a.b(1).N");
}
