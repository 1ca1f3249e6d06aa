#include "analysis/answers/definition.hpp"
#include "analysis/answers/document_links.hpp"
#include "analysis/answers/references.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::answers;
using testing::Project;

namespace {

using Texts = std::vector<std::string>;

/// "path:text of the selection" of every definition at each cursor.
Texts definitions(const Project& project, std::size_t cursor = 0) {
    const auto at = project.cursors().at(cursor);
    Texts out;
    for (const Link& link : definition(project.snapshot(), at.file, at.at)) {
        CHECK(link.full.encloses(link.selection));
        CHECK(link.origin.touches(at.at));
        out.push_back(project.path(link.file) + ":" + std::string(project.text(link.file, link.selection)));
    }
    return out;
}

Texts references_at(const Project& project, std::size_t cursor, bool include_declaration) {
    const auto at = project.cursors().at(cursor);
    Texts out;
    for (const Location& location : references(project.snapshot(), at.file, at.at, include_declaration))
        out.push_back(project.path(location.file) + ":" +
                      std::string(project.text(location.file, location.range)));
    return out;
}

const std::string kApp = "import modal\n"
                         "app = modal.App('shop')\n"
                         "@app.cls(gpu='T4')\n"
                         "class Embedder:\n"
                         "    @modal.method()\n"
                         "    def embed(self): ...\n"
                         "@app.function(name='re-index')\n"
                         "def reindex(): ...\n";

} // namespace

TEST_CASE("a lookup's name leads to the class, from anywhere in the string") {
    const Project project({{"shop/app.py", kApp},
                           {"client.py", "import modal\nmodal.Cls.from_name('shop', '$0Embedder')\n"
                                         "modal.Cls.from_name('shop', 'Embedder$0')\n"}});
    CHECK(definitions(project, 0) == Texts{"shop/app.py:Embedder"});
    CHECK(definitions(project, 1) == Texts{"shop/app.py:Embedder"});
}

TEST_CASE("a tag leads to the function that has it") {
    const Project project({{"shop/app.py", kApp},
                           {"client.py", "import modal\nmodal.Function.from_name('shop', 're-$0index')\n"}});
    CHECK(definitions(project) == Texts{"shop/app.py:reindex"});
}

TEST_CASE("a lookup's app leads to its declarations, the nearest first") {
    const Project project({{"a/app.py", "import modal\napp = modal.App('shop')\n"},
                           {"b/app.py", "import modal\napp = modal.App('shop')\n"},
                           {"b/client.py", "import modal\nmodal.Cls.from_name('sh$0op', 'X')\n"}});
    CHECK(definitions(project) == Texts{"b/app.py:shop", "a/app.py:shop"});
}

TEST_CASE("a constant argument leads where its value does") {
    const Project project(
        {{"shop/app.py", kApp},
         {"names.py", "APP = 'sh$0op'\nNAME = 'Embedder'\n"},
         {"client.py", "import modal\nimport names\nmodal.Cls.from_name(names.A$0PP, names.NA$0ME)\n"}});
    CHECK(definitions(project, 1) == Texts{"shop/app.py:shop"});
    CHECK(definitions(project, 2) == Texts{"shop/app.py:Embedder"});
    CHECK(definitions(project, 0) == Texts{"shop/app.py:shop"});
}

TEST_CASE("a resource leads to where it is created") {
    const Project project(
        {{"a.py", "import modal\nmodal.Volume.from_name('w')\n"},
         {"b.py", "import modal\nmodal.Volume.from_name('w', create_if_missing=True)\n"},
         {"c.py", "import modal\nmodal.Volume.from_name('$0w')\nmodal.Dict.from_name('$0w')\n"}});
    CHECK(definitions(project, 0) == Texts{"b.py:w"});
    CHECK(definitions(project, 1) == Texts{"c.py:w"});
}

TEST_CASE("what is not in the workspace leads nowhere") {
    const Project project({{"shop/app.py", kApp},
                           {"client.py", "import modal\nmodal.Cls.from_name('shop', 'No$0ne')\n"
                                         "modal.Cls.from_name('none$0', 'X')\nx = 'sh$0op'\n"}});
    CHECK(definitions(project, 0).empty());
    CHECK(definitions(project, 1).empty());
    CHECK(definitions(project, 2).empty());
}

TEST_CASE("references are the same from the class, the lookup and the constant") {
    const Project project(
        {{"a/app.py", "import modal\napp = modal.App('shop')\n@app.cls()\nclass Embed$0der: ...\n"},
         {"b.py", "import modal\nmodal.Cls.from_name('shop', 'Emb$0edder')\n"},
         {"c.py", "import modal\nN = 'Emb$0edder'\nmodal.Cls.from_name('shop', N)\n"
                  "modal.Cls.from_name('other', N)\n"}});
    const Texts uses{"b.py:Embedder", "c.py:N"};
    CHECK(references_at(project, 0, false) == uses);
    CHECK(references_at(project, 1, false) == uses);
    const Texts all{"a/app.py:Embedder", "b.py:Embedder", "c.py:Embedder", "c.py:N"};
    CHECK(references_at(project, 0, true) == all);
    CHECK(references_at(project, 1, true) == all);
}

TEST_CASE("references of an app are the lookups in it") {
    const Project project(
        {{"a.py", "import modal\napp$0 = modal.App('sh$0op')\n"},
         {"b.py", "import modal\nmodal.Cls.from_name('shop', 'X')\nmodal.App.lookup('shop')\n"
                  "modal.Dict.from_name('shop')\n"}});
    CHECK(references_at(project, 0, false) == Texts{"b.py:shop", "b.py:shop"});
    CHECK(references_at(project, 1, true) == Texts{"a.py:shop", "b.py:shop", "b.py:shop"});
}

TEST_CASE("a member of an included app is referenced through both apps") {
    const Project project(
        {{"base.py", "import modal\napp = modal.App('base')\n@app.function()\ndef f$0(): ...\n"},
         {"main.py", "import modal\nfrom base import app as base\napp = modal.App('main')\n"
                     "app.include(base)\n"},
         {"c.py", "import modal\nmodal.Function.from_name('main', 'f')\n"
                  "modal.Function.from_name('base', 'f')\n"}});
    CHECK(references_at(project, 0, false) == Texts{"c.py:f", "c.py:f"});
}

TEST_CASE("highlights tell definitions from uses within the file") {
    const Project project({{"a.py", "import modal\napp = modal.App('shop')\n@app.cls()\nclass E$0: ...\n"
                                    "modal.Cls.from_name('shop', 'E')\n"}});
    const auto cursor = project.cursor();
    const auto found = highlights(project.snapshot(), cursor.file, cursor.at);
    REQUIRE(found.size() == 2);
    CHECK(found[0].kind == HighlightKind::write);
    CHECK(found[1].kind == HighlightKind::read);
    CHECK(project.text(cursor.file, found[1].range) == "E");
}

TEST_CASE("a resolved lookup is a link, an unresolved one is none") {
    const Project project({{"shop/app.py", kApp},
                           {"c.py", "import modal\nmodal.Cls.from_name('shop', 'Embedder')\n"
                                    "modal.Cls.from_name('shop', 'None')\nmodal.Dict.from_name('x')\n"}});
    const auto links = document_links(project.snapshot(), project.file("c.py"));
    REQUIRE(links.size() == 1);
    CHECK(project.text(project.file("c.py"), links[0].range) == "Embedder");
    CHECK(links[0].file == project.file("shop/app.py"));
    CHECK(links[0].tooltip == "class Embedder, shop/app.py:4");
}

TEST_CASE("a lookup of the wrong kind still leads to the member") {
    const Project project(
        {{"shop/app.py", kApp}, {"c.py", "import modal\nmodal.Function.from_name('shop', 'Embed$0der')\n"}});
    CHECK(definitions(project) == Texts{"shop/app.py:Embedder"});
}

TEST_CASE("an unknown file has no answers") {
    const Project project({{"a.py", "import modal\n$0"}});
    const workspace::FileId nowhere{99};
    CHECK(definition(project.snapshot(), nowhere, {0}).empty());
    CHECK(references(project.snapshot(), nowhere, {0}, true).empty());
    CHECK(document_links(project.snapshot(), nowhere).empty());
}

TEST_CASE("what is defined in one file and registered in another is one thing") {
    const Project project({{"work.py", "class Wor$0ker:\n    def ru$0n(self): ...\n"},
                           {"app.py", "import modal\nfrom work import Worker\napp = modal.App('shop')\n"
                                      "app.cls()(Worker)\n"},
                           {"c.py", "import modal\nmodal.Cls.from_name('shop', 'Work$0er')\n"}});
    CHECK(definitions(project, 2) == Texts{"work.py:Worker"});
    CHECK(references_at(project, 0, false) == Texts{"c.py:Worker"});
    CHECK(references_at(project, 1, true) == Texts{"work.py:run"});
}
