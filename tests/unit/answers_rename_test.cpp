#include "analysis/answers/rename.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::answers;
using testing::Project;

namespace {

/// "PATH:LINE old>new" for each edit, or the refusal.
std::vector<std::string> renamed(const Project& project, const std::string& name) {
    const auto [file, at] = project.cursor();
    const auto edits = rename(project.snapshot(), file, at, name);
    if (!edits) return {"! " + edits.error()};
    std::vector<std::string> out;
    for (const RenameEdit& edit : *edits) {
        const auto& document = project.snapshot().file(edit.file)->document;
        out.push_back(project.path(edit.file) + ":" +
                      std::to_string(document.lines().line_of(edit.edit.range.begin) + 1) + " " +
                      std::string(project.text(edit.file, edit.edit.range)) + ">" + edit.edit.replacement +
                      (edit.also.empty() ? "" : " also " + edit.also));
    }
    return out;
}

std::string prepared(const Project& project) {
    const auto [file, at] = project.cursor();
    const auto found = prepare_rename(project.snapshot(), file, at);
    if (!found) return "! " + found.error();
    return *found ? (*found)->name : "nothing";
}

using Lines = std::vector<std::string>;

const std::string kApp = "import modal\n"
                         "app = modal.App('shop')\n"
                         "@app.cls()\n"
                         "class Model: ...\n"
                         "@app.function(name='price')\n"
                         "def price_of(): ...\n";

} // namespace

TEST_CASE("an app is renamed wherever its name is written, from any of the places") {
    const std::string user =
        "import modal\nfrom names import APP\n"
        "a = modal.Cls.from_name(\"shop\", 'Model')\nb = modal.Function.from_name(APP, 'price')\n";
    const Lines all{"app.py:2 shop>store", "names.py:1 shop>store", "user.py:3 shop>store"};
    const Project from_use(
        {{"app.py", kApp},
         {"names.py", "APP = 'shop'\n"},
         {"user.py",
          "import modal\nfrom names import APP\n"
          "a = modal.Cls.from_name(\"sh$0op\", 'Model')\nb = modal.Function.from_name(APP, 'price')\n"}});
    CHECK(prepared(from_use) == "shop");
    CHECK(renamed(from_use, "store") == all);
    CHECK(renamed(from_use, "shop").empty());
    const Project from_constant({{"app.py", kApp}, {"names.py", "APP = 'sh$0op'\n"}, {"user.py", user}});
    CHECK(renamed(from_constant, "store") == all);
}

TEST_CASE(
    "what is registered under a name of its own is renamed, what is named after its definition is not") {
    const Project own(
        {{"app.py", kApp}, {"user.py", "import modal\nmodal.Function.from_name('shop', 'pr$0ice')\n"}});
    CHECK(renamed(own, "cost") == Lines{"app.py:5 price>cost", "user.py:2 price>cost"});
    const Project defined(
        {{"app.py", kApp}, {"user.py", "import modal\nmodal.Cls.from_name('shop', 'Mo$0del')\n"}});
    CHECK(prepared(defined) ==
          "! class \"Model\" is named after its definition (app.py:4): rename that, and the lookups "
          "that are left behind are reported with a fix");
}

TEST_CASE("resources are renamed by their kind") {
    const Project project(
        {{"a.py", "import modal\nx = modal.Dict.from_name('stuff')\ny = modal.Queue.from_name('stuff')\n"},
         {"b.py", "import modal\nz = modal.Dict.from_name('st$0uff', create_if_missing=True)\n"}});
    CHECK(renamed(project, "things") == Lines{"a.py:2 stuff>things", "b.py:2 stuff>things"});
}

TEST_CASE("a literal that names something else, too, is told about") {
    const Project project({{"a.py", "import modal\nNAME = 'shop'\napp = modal.App(NAME)\n"
                                    "v = modal.Volume.from_name(NAME)\nm = modal.App.lookup('sh$0op')\n"}});
    CHECK(renamed(project, "store") == Lines{"a.py:2 shop>store also Volume \"shop\"", "a.py:5 shop>store"});
}

TEST_CASE("what cannot be renamed says why") {
    const auto why = [](const std::string& text, bool complete = true) {
        const Project project({{"a.py", "import modal\nimport os\n" + text}}, {}, complete);
        return renamed(project, "new-name").front();
    };
    CHECK(why("modal.Cls.from_name('el$0sewhere', 'X')\n")
              .starts_with("! app \"elsewhere\" is deployed from elsewhere"));
    CHECK(why("app = modal.App('a' + '-b')\nmodal.Cls.from_name('a-$0b', 'X')\n") ==
          "! the name is put together at a.py:3");
    CHECK(why("app = modal.App(os.environ.get('APP', 'shop'))\nmodal.Cls.from_name('sh$0op', 'X')\n")
              .find("default of a setting from outside at a.py:3") != std::string::npos);
    CHECK(why("app = modal.App('sh$0op')\n", false) == "! the workspace is still being indexed");
    CHECK(why("app = modal.App('sh$0op')\nother = modal.App('new-name')\n") ==
          "! app \"new-name\" exists already");
    CHECK(why("app = modal.App('sh\\x6f$0p')\n").find("written in another way") != std::string::npos);
    const Project project({{"a.py", "import modal\napp = modal.App('sh$0op')\n"}});
    for (const char* bad : {"", "a b", "a/b", "ü"})
        CHECK_MESSAGE(renamed(project, bad).front().find("is no name for Modal") != std::string::npos, bad);
}

TEST_CASE("identifiers are left to the Python server") {
    CHECK(prepared(Project({{"a.py", "import modal\na$0pp = modal.App('shop')\n"}})) == "nothing");
    CHECK(prepared(Project({{"a.py", kApp + "class$0 Other: ...\n"}})) == "nothing");
    CHECK(prepared(Project({{"a.py", "import modal\nx = 'sh$0op'\n"}})) == "nothing");
    CHECK(prepared(Project({{"a.py", "import modal\nx = modal.Dict.from$0_name('stuff')\n"}})) == "nothing");
}
