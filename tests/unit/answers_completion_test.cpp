#include "analysis/answers/completion.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/references.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::answers;
using testing::Project;

namespace {

const std::string kCatalog = "import modal\n"
                             "app = modal.App('shop-catalog')\n"
                             "@app.cls(gpu='T4')\n"
                             "class Embedder:\n"
                             "    \"\"\"Embeds texts.\"\"\"\n"
                             "    @modal.method()\n"
                             "    def embed(self, text: str) -> list: ...\n"
                             "@app.function()\n"
                             "def reindex(): ...\n";

const std::string kOther = "import modal\napp = modal.App('other')\n@app.cls()\nclass Ranker: ...\n";

CompletionAnswer complete(std::string text) {
    const Project project(
        {{"shop/catalog/app.py", kCatalog}, {"other/app.py", kOther}, {"shop/client.py", text}});
    return completion(project.snapshot(), project.cursor().file, project.cursor().at);
}

std::vector<std::string> labels(const CompletionAnswer& answer) {
    std::vector<std::string> out;
    for (const CompletionItem& item : answer.items)
        out.push_back(item.label);
    return out;
}

using Labels = std::vector<std::string>;

/// The text after the first item was taken.
std::string taken(const std::string& text) {
    const Project project({{"shop/catalog/app.py", kCatalog}, {"shop/client.py", text}});
    const auto answer = completion(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE_FALSE(answer.items.empty());
    return text::apply(project.text(project.cursor().file), {answer.items.front().edit});
}

} // namespace

TEST_CASE("the app argument is completed with the apps of the workspace, nearest first") {
    const auto answer = complete("import modal\nmodal.Cls.from_name(\"$0");
    CHECK(labels(answer) == Labels{"shop-catalog", "other"});
    REQUIRE_FALSE(answer.items.empty());
    CHECK(answer.items[0].kind == CompletionKind::app);
    CHECK(answer.items[0].detail == "app · shop/catalog/app.py · 2 members");
    CHECK_FALSE(answer.incomplete);
}

TEST_CASE("the name argument is completed with the members that fit the kind") {
    const auto answer = complete("import modal\nmodal.Cls.from_name(\"shop-catalog\", \"$0");
    CHECK(labels(answer) == Labels{"Embedder"});
    REQUIRE_FALSE(answer.items.empty());
    CHECK(answer.items[0].detail == "class · shop/catalog/app.py");
    CHECK(answer.items[0].documentation.find("Embeds texts") != std::string::npos);
    CHECK(labels(complete("import modal\nmodal.Function.from_name('shop-catalog', '$0')")) ==
          Labels{"reindex"});
}

TEST_CASE("half-typed code and aliases are understood") {
    CHECK(labels(
              complete("from modal import Cls\nx = 1\ny = Cls.from_name(\"shop-catalog\", 'Em$0\nz = 2\n")) ==
          Labels{"Embedder"});
    CHECK(labels(complete("import modal as m\nm.Cls.from_name('other', \"$0\")")) == Labels{"Ranker"});
    CHECK(labels(complete("from modal import Cls as C\ndef f():\n    C.from_name('other', \"$0\n")) ==
          Labels{"Ranker"});
    CHECK(labels(complete("def f():\n    import modal\n    modal.Cls.from_name('other', \"$0")) ==
          Labels{"Ranker"});
    CHECK(labels(complete("import modal\nmodal.Cls.from_name(name=\"$0\", app_name='other')")) ==
          Labels{"Embedder", "Ranker"});
    CHECK(labels(complete("import modal\nmodal.Cls.from_name(app_name='other', name=\"$0\")")) ==
          Labels{"Ranker"});
}

TEST_CASE("an app given by constant or expression is evaluated") {
    CHECK(labels(complete("import modal\nAPP = 'other'\nmodal.Cls.from_name(APP, \"$0\")")) ==
          Labels{"Ranker"});
    CHECK(labels(complete("import modal\nAPP = 'other'\nmodal.Cls.from_name(APP, \"$0")) == Labels{"Ranker"});
    CHECK(labels(complete("import modal\nclass S:\n    app = 'other'\nmodal.Cls.from_name(S.app, '$0')")) ==
          Labels{"Ranker"});
    CHECK(labels(complete("import modal\nA = 'shop'\nmodal.Cls.from_name(f'{A}-catalog', '$0')")) ==
          Labels{"Embedder"});
    CHECK(labels(complete(
              "import modal\nfrom shop.catalog.app import app\nmodal.Cls.from_name(app.name, '$0')")) ==
          Labels{"Embedder"});
}

TEST_CASE("with an app that cannot be told any member of the kind is offered") {
    CHECK(labels(complete("import modal\nmodal.Cls.from_name(x(), '$0')")) == Labels{"Embedder", "Ranker"});
    CHECK(labels(complete("import modal\nmodal.Cls.from_name('nowhere', '$0')")).empty());
}

TEST_CASE("the string's content is replaced and nothing else") {
    const std::string head = "import modal\nmodal.Cls.from_name('shop-catalog', ";
    CHECK(taken(head + "\"$0\")\n") == head + "\"Embedder\")\n");
    CHECK(taken(head + "\"E$0mb\")\n") == head + "\"Embedder\")\n");
    CHECK(taken(head + "'Em$0") == head + "'Embedder");
    CHECK(taken(head + "\"$0)\n") == head + "\"Embedder)\n");
    CHECK(taken(head + "r'''$0''')\n") == head + "r'''Embedder''')\n");
    CHECK(taken(head + "f\"E$0\")\n") == head + "f\"Embedder\")\n");
}

TEST_CASE("where no string is begun the quotes are added") {
    const std::string head = "import modal\nmodal.Cls.from_name('shop-catalog', ";
    CHECK(taken(head + "$0)\n") == head + "'Embedder')\n");
    CHECK(taken("import modal\nmodal.Cls.from_name($0") ==
          "import modal\nmodal.Cls.from_name(\"shop-catalog\"");
    CHECK(complete("import modal\nmodal.Cls.from_name($0'shop', 'x')").items.empty());
}

TEST_CASE("a name is escaped for its literal") {
    const Project project({{"a.py", "import modal\nmodal.Dict.from_name('it\\'s')\n"},
                           {"b.py", "import modal\nmodal.Dict.from_name('$0')\n"}});
    const auto answer = completion(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer.items.size() == 1);
    CHECK(answer.items[0].label == "it's");
    CHECK(answer.items[0].edit.replacement == "it\\'s");
}

TEST_CASE("resources are completed from their other uses, not from the one being typed") {
    const Project project(
        {{"a.py", "import modal\nmodal.Volume.from_name('weights', create_if_missing=True)\n"
                  "modal.Dict.from_name('cache', environment_name='staging')\n"},
         {"b.py", "import modal\nmodal.Volume.from_name('we$0')\n"
                  "modal.Secret.from_name('s', environment_name='$0')\n"}});
    const auto& cursors = project.cursors();
    const auto volumes = completion(project.snapshot(), cursors[0].file, cursors[0].at);
    CHECK(labels(volumes) == Labels{"weights"});
    const auto environments = completion(project.snapshot(), cursors[1].file, cursors[1].at);
    CHECK(labels(environments) == Labels{"staging"});
}

TEST_CASE("nothing is offered where no name belongs") {
    CHECK(complete("import modal\nprint('$0')").items.empty());
    CHECK(complete("import modal\nmodal.Cls.from_name('a', 'b', '$0')").items.empty());
    CHECK(complete("import modal\nmodal.Cls.from_name('a', 'x' '$0')").items.empty());
    CHECK(complete("import modal\n# modal.Cls.from_name('$0')").items.empty());
    CHECK(complete("class Cls:\n    def from_name(self): ...\nCls.from_name('$0')").items.empty());
    CHECK(complete("import modal\nmodal.Cls.from_name(f'{x}$0')").items.empty());
}

TEST_CASE("a long list is cut, and says so") {
    std::string many = "import modal\n";
    for (int i = 0; i < 300; ++i)
        many += "modal.Dict.from_name('d" + std::to_string(i) + "')\n";
    const Project project(
        {{"a.py", many},
         {"b.py", "import modal\nmodal.Dict.from_name('$0')\nmodal.Dict.from_name('d29$0')\n"}});
    const auto& cursors = project.cursors();
    const auto all = completion(project.snapshot(), cursors[0].file, cursors[0].at);
    CHECK(all.items.size() == kMaxCompletions);
    CHECK(all.incomplete);
    const auto some = completion(project.snapshot(), cursors[1].file, cursors[1].at);
    CHECK(labels(some) == Labels{"d129", "d209", "d219", "d229", "d239", "d249", "d259",
                                 "d269", "d279", "d289", "d29",  "d290", "d291", "d292",
                                 "d293", "d294", "d295", "d296", "d297", "d298", "d299"});
}

TEST_CASE("every beginning of a file can be asked everywhere") {
    const std::string whole = kCatalog + "N = f'shop-{X}'\nx = modal.Cls.from_name(N, name='Embedder')\n";
    Project project({{"a.py", ""}, {"b.py", kOther}});
    std::size_t offered = 0;
    for (std::size_t length = 0; length <= whole.size(); length += 3) {
        project.edit("a.py", whole.substr(0, length));
        const auto file = project.file("a.py");
        for (std::uint32_t at = 0; at <= length + 1; at += 7) {
            const auto answer = completion(project.snapshot(), file, {at});
            for (const CompletionItem& item : answer.items)
                CHECK(item.edit.range.touches({at}));
            offered += answer.items.size();
            if (const auto text = hover(project.snapshot(), file, {at}))
                CHECK(text->range.end.value <= length);
            for (const Location& location : references(project.snapshot(), file, {at}, true))
                CHECK_FALSE(project.text(location.file, location.range).empty());
        }
    }
    CHECK(offered > 0);
}
