#include "analysis/python/extract.hpp"
#include "analysis/rules/run.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp;
using namespace modal_lsp::rules;

namespace {

constexpr std::string_view kShop = "import modal\n"
                                   "app = modal.App('shop')\n"
                                   "@app.function()\n"
                                   "def rank(): ...\n";

struct Case {
    workspace::WorkspaceIndex index;
    Config config;

    void put(const std::string& path, const std::string& text, const std::string& not_analyzed = {}) {
        const text::Document document(text);
        index.put({.path = path,
                   .document = document,
                   .facts = std::make_shared<const python::ModuleFacts>(
                       python::extract(syntax::SyntaxTree::parse(document))),
                   .config = std::make_shared<const Config>(config),
                   .not_analyzed = not_analyzed});
    }

    std::vector<Diagnostic> run(const std::string& path, const RunOptions& options = {}) {
        index.set_complete(true);
        (void)index.commit();
        return rules::run(index.snapshot(), *index.snapshot().file(path), options);
    }
};

} // namespace

TEST_CASE("findings are ordered by place, not by rule") {
    Case c;
    c.put("/a.py", std::string(kShop) + "modal.Cls.from_name('shop', 'rank')\n"
                                        "modal.Function.from_name('shop', 'sort')\n"
                                        "modal.Function.from_name('shop', 'A.b')\n");
    const auto found = c.run("/a.py");
    REQUIRE(found.size() == 3);
    CHECK(found[0].rule->name == "from-name-wrong-kind");
    CHECK(found[1].rule->name == "from-name-unknown-target");
    CHECK(found[2].rule->name == "function-from-name-dotted");
}

TEST_CASE("a configured severity holds for all a rule says") {
    Case c;
    c.config.severity["MDL603"] = Severity::hint;
    c.config.severity["from-name-unknown-app"] = Severity::error;
    c.put("/a.py", std::string(kShop) + "modal.Function.from_name('shop', 'sort')\n"
                                        "modal.Function.from_name('Shop', 'rank')\n");
    const auto found = c.run("/a.py");
    REQUIRE(found.size() == 2);
    CHECK(found[0].severity == Severity::hint);
    CHECK(found[1].severity == Severity::error);
}

TEST_CASE("a finding points to the other half of the pair") {
    Case c;
    c.put("/a.py", std::string(kShop));
    c.put("/b.py", "import modal\nNAME = 'rnak'\nmodal.Function.from_name('shop', NAME)\n");
    const auto found = c.run("/b.py");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].related.size() == 2);
    CHECK(found[0].related[0].path == "/a.py");
    CHECK(kShop.substr(found[0].related[0].range.begin.value, found[0].related[0].range.size()) == "rank");
    CHECK(found[0].related[1].path == "/b.py");
    CHECK(found[0].related[1].range == text::make_range(21, 25));
}

TEST_CASE("without a similar name a finding points to the app") {
    Case c;
    c.put("/a.py", std::string(kShop) + "modal.Function.from_name('shop', 'quite_other')\n");
    const auto found = c.run("/a.py");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].related.size() == 1);
    CHECK(kShop.substr(found[0].related[0].range.begin.value, found[0].related[0].range.size()) == "shop");
}

TEST_CASE("the fix of a name says what it writes") {
    Case c;
    c.put("/a.py", std::string(kShop) + "modal.Function.from_name('shop', 'rnak')\n");
    const auto found = c.run("/a.py");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0].fixes.size() == 1);
    CHECK(found[0].fixes[0].title == "Change to \"rank\"");
    CHECK(found[0].fixes[0].safety == Safety::unsafe);
}

TEST_CASE("a file that was left out says so") {
    Case c;
    c.put("/a.py", "", "larger than 4096 KB");
    const auto found = c.run("/a.py");
    REQUIRE(found.size() == 1);
    CHECK(found[0].rule->name == "file-not-analyzed");
    CHECK(found[0].message == "larger than 4096 KB");
}

TEST_CASE("suppressions can be left out of account") {
    Case c;
    c.put("/a.py", std::string(kShop) + "modal.Function.from_name('shop', 'sort')  # modal-lsp: ignore\n");
    CHECK(c.run("/a.py").empty());
    CHECK(c.run("/a.py", {.apply_suppressions = false}).size() == 1);
}

TEST_CASE("fixing the app's file clears the finding in another file") {
    Case c;
    c.put("/a.py", std::string(kShop));
    c.put("/b.py", "import modal\nmodal.Function.from_name('shop', 'sort')\n");
    CHECK(c.run("/b.py").size() == 1);
    c.put("/a.py", std::string(kShop) + "@app.function()\ndef sort(): ...\n");
    CHECK(c.run("/b.py").empty());
}
