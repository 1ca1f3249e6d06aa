#include "analysis/answers/fuzzy.hpp"
#include "analysis/answers/semantic_tokens.hpp"
#include "analysis/answers/symbols.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::answers;
using testing::Project;

namespace {

const std::string kApp = "import modal\n"
                         "app = modal.App('shop')\n"
                         "vol = modal.Volume.from_name('weights', create_if_missing=True)\n"
                         "@app.cls()\n"
                         "class Embedder:\n"
                         "    @modal.method()\n"
                         "    def embed(self): ...\n"
                         "    def plain(self): ...\n"
                         "@app.function()\n"
                         "def reindex(): ...\n"
                         "@app.local_entrypoint()\n"
                         "def main(): ...\n";

void write(const std::vector<Symbol>& symbols, const std::string& indent, std::string& out) {
    for (const Symbol& symbol : symbols) {
        CHECK(symbol.range.encloses(symbol.selection));
        out += indent + symbol.name + " (" + symbol.detail + ")\n";
        write(symbol.children, indent + "  ", out);
    }
}

} // namespace

TEST_CASE("a file's symbols are its Modal things in source order") {
    const Project project({{"a.py", kApp}});
    std::string out;
    write(document_symbols(project.snapshot(), project.file("a.py")), "", out);
    CHECK(out == "shop (app)\nweights (Volume)\nEmbedder (class of shop)\n  embed (modal.method)\n"
                 "reindex (function of shop)\nmain (local entrypoint)\n");
}

TEST_CASE("workspace symbols are found by scattered letters, best first") {
    const Project project({{"a.py", kApp},
                           {"b.py", "import modal\napp = modal.App('web')\n@app.function()\n"
                                    "def embed(): ...\nmodal.Volume.from_name('weights')\n"}});
    const auto found = workspace_symbols(project.snapshot(), "emb");
    REQUIRE(found.size() == 2);
    CHECK(found[0].name == "embed");
    CHECK(found[0].container == "web");
    CHECK(found[1].name == "Embedder");
    const auto volumes = workspace_symbols(project.snapshot(), "wgts");
    REQUIRE(volumes.size() == 1);
    CHECK(volumes[0].location.file == project.file("a.py"));
    CHECK(workspace_symbols(project.snapshot(), "").size() == 7);
}

TEST_CASE("workspace symbols are at most two hundred") {
    std::string many = "import modal\n";
    for (int i = 0; i < 300; ++i)
        many += "modal.Dict.from_name('d" + std::to_string(i) + "')\n";
    const Project project({{"a.py", many}});
    CHECK(workspace_symbols(project.snapshot(), "d").size() == kMaxWorkspaceSymbols);
}

TEST_CASE("better matches rank before worse ones") {
    const auto rank = [](const char* query, const char* name) {
        return match_rank(query, name).value_or(1'000'000);
    };
    CHECK(rank("app", "app") < rank("app", "apple"));
    CHECK(rank("app", "apple") < rank("app", "my-app"));
    CHECK(rank("app", "my-app") < rank("app", "snapper"));
    CHECK(rank("app", "snapper") < rank("app", "a-p-p"));
    CHECK_FALSE(match_rank("ppa", "app"));
    CHECK(match_rank("APP", "app") == 0);
}

TEST_CASE("what runs on Modal is a token, and a name in a string is what it names") {
    const Project project({{"a.py", kApp},
                           {"b.py", "import modal\nE = modal.Cls.from_name('shop', 'Embedder')\n"
                                    "x = modal.Function.from_name('shop', 'nothing')\n"
                                    "y = modal.Function.from_name('sh' 'op', 'reindex')\n"
                                    "z = modal.Function.from_name('shop', \'\'\'reindex\'\'\')\n"}});
    const auto tokens = [&](const char* path) {
        constexpr const char* kTypes[] = {"app", "class", "function", "method"};
        std::string out;
        text::ByteOffset last{};
        for (const SemanticToken& token : semantic_tokens(project.snapshot(), project.file(path))) {
            CHECK(last <= token.range.begin);
            last = token.range.end;
            out += std::string(project.text(project.file(path), token.range)) + ":" +
                   kTypes[static_cast<std::size_t>(token.type)] + (token.declares ? "! " : " ");
        }
        return out;
    };
    CHECK(tokens("a.py") == "shop:app! Embedder:class! embed:method! reindex:function! ");
    CHECK(tokens("b.py") == "shop:app Embedder:class reindex:function shop:app reindex:function ");
}
