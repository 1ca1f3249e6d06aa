#include "analysis/modal/build_model.hpp"
#include "analysis/python/extract.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>

using namespace modal_lsp;

namespace {

using Sources = std::map<std::string, std::string>;

/// An index of files under "/w", committed until nothing more is asked for.
class World {
  public:
    explicit World(const Sources& sources) {
        index_.set_roots({"/w"});
        for (const auto& [path, text] : sources)
            index_.add_path("/w/" + path);
        for (const auto& [path, text] : sources)
            put(path, text);
        index_.set_complete(true);
        change_ = index_.commit();
    }

    void put(const std::string& path, const std::string& text) {
        const text::Document document(text);
        auto facts = python::extract(syntax::SyntaxTree::parse(document));
        index_.put({.path = "/w/" + path,
                    .document = document,
                    .facts = std::make_shared<const python::ModuleFacts>(std::move(facts))});
    }

    workspace::IndexChange commit() { return change_ = index_.commit(); }

    [[nodiscard]] const modal::ModuleModel& model(const std::string& path) const {
        return *index_.snapshot().file("/w/" + path)->model;
    }

    [[nodiscard]] const workspace::AppEntry* app(std::string_view name) const {
        return index_.snapshot().apps().find(name);
    }

    workspace::WorkspaceIndex& index() { return index_; }

  private:
    workspace::WorkspaceIndex index_;
    workspace::IndexChange change_;
};

std::string certain(const modal::Names& names) {
    return names.certain() == nullptr ? "?" : *names.certain();
}

/// The certain name of the only lookup of a module.
std::string name_in(const std::string& text, Sources others = {}) {
    others["main.py"] = "import modal\n" + text;
    const World world(others);
    const auto& lookups = world.model("main.py").lookups;
    REQUIRE(lookups.size() == 1);
    return certain(lookups[0].name.names);
}

} // namespace

TEST_CASE("constants, concatenation and f-strings give the name") {
    CHECK(name_in("N = 'a'\nmodal.Dict.from_name(N)\n") == "a");
    CHECK(name_in("N: str = 'a'\nmodal.Dict.from_name(N + '-b')\n") == "a-b");
    CHECK(name_in("N = 'a'\nmodal.Dict.from_name(f'x-{N}{1}')\n") == "x-a1");
    CHECK(name_in("modal.Dict.from_name('a' 'b')\n") == "ab");
    CHECK(name_in("N = {'k': 'a'}\nmodal.Dict.from_name(N['k'])\n") == "a");
    CHECK(name_in("N = 'A_B'\nmodal.Dict.from_name(N.lower().replace('_', '-'))\n") == "a-b");
}

TEST_CASE("what is not known for certain is not called certain") {
    CHECK(name_in("import os\nmodal.Dict.from_name(os.environ.get('X', 'a'))\n") == "?");
    CHECK(name_in("modal.Dict.from_name('a' if c else 'b')\n") == "?");
    CHECK(name_in("for n in names():\n    modal.Dict.from_name(n)\n") == "?");
    CHECK(name_in("def f(n='a'):\n    modal.Dict.from_name(n)\n") == "?");
    CHECK(name_in("N = 'a'\nif c:\n    N = 'b'\nmodal.Dict.from_name(N)\n") == "?");
    CHECK(name_in("N = 'a'\ndef f():\n    global N\n    N = 'b'\nmodal.Dict.from_name(N)\n") == "?");
}

TEST_CASE("an exhaustive if hides what was bound before") {
    const World world(Sources{
        {"main.py",
         "import modal\nN = 'z'\nif c:\n    N = 'a'\nelse:\n    N = 'b'\nmodal.Dict.from_name(N)\n"}});
    CHECK(world.model("main.py").lookups[0].name.names.options.size() == 2);
}

TEST_CASE("a name means what it means in its scope") {
    CHECK(name_in("N = 'a'\ndef f():\n    N = 'b'\n    modal.Dict.from_name(N)\n") == "b");
    CHECK(name_in("def f():\n    modal.Dict.from_name(N)\nN = 'late'\n") == "late");
    CHECK(name_in("class C:\n    N = 'a'\n    modal.Dict.from_name(N)\n") == "a");
    const World shadowed(Sources{
        {"main.py",
         "from modal import Image\ndef f():\n    from PIL import Image\n    Image.from_name('x')\n"}});
    CHECK(shadowed.model("main.py").lookups.empty());
}

TEST_CASE("constants are followed into other modules") {
    CHECK(name_in("from names import N\nmodal.Dict.from_name(N)\n", {{"names.py", "N = 'a'\n"}}) == "a");
    CHECK(name_in("import names\nmodal.Dict.from_name(names.N)\n", {{"names.py", "N = 'a'\n"}}) == "a");
    CHECK(name_in("from pkg import N\nmodal.Dict.from_name(N)\n",
                  {{"pkg/__init__.py", "from .deep import N\n"},
                   {"pkg/deep.py", "P = 'p'\nN = f'{P}-x'\n"}}) == "p-x");
    CHECK(name_in("from pkg.deep import *\nmodal.Dict.from_name(N)\n",
                  {{"src/pkg/__init__.py", ""}, {"src/pkg/deep.py", "N = 'a'\n"}}) == "a");
}

TEST_CASE("fields of configuration objects are followed") {
    const std::string config =
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    name: str\n    kind: str = 'k'\n";
    CHECK(name_in(config + "c = C(name='a')\nmodal.Dict.from_name(c.name)\n") == "a");
    CHECK(name_in(config + "c = C('a')\nmodal.Dict.from_name(c.name)\n") == "a");
    CHECK(name_in(config + "c = C('a')\nmodal.Dict.from_name(c.kind)\n") == "k");
    CHECK(name_in(
              "from enum import Enum\nclass E(str, Enum):\n    A = 'a'\nmodal.Dict.from_name(E.A.value)\n") ==
          "a");
    CHECK(name_in("class S(BaseSettings):\n    name: str = 'a'\nmodal.Dict.from_name(S().name)\n") == "?");
}

TEST_CASE("an app's members are those registered anywhere, and those of included apps") {
    const World world(Sources{
        {"base.py", "import modal\napp = modal.App('shop').include(other)\nfrom other import app as other\n"},
        {"more.py", "from base import app\n@app.function()\ndef f(): ...\n@app.cls()\nclass C: ...\n"},
        {"inc.py", "import modal\napp = modal.App('inc')\n@app.function(name='tagged')\ndef g(): ...\n"},
        {"main.py", "from base import app\nfrom inc import app as inc\napp.include(inc)\n"}});
    const auto* shop = world.app("shop");
    REQUIRE(shop != nullptr);
    CHECK(workspace::AppIndex::members_tagged(*shop, "f").size() == 1);
    CHECK(workspace::AppIndex::members_tagged(*shop, "C").size() == 1);
    CHECK(workspace::AppIndex::members_tagged(*shop, "tagged").size() == 1);
    CHECK(workspace::AppIndex::members_tagged(*shop, "g").empty());
}

TEST_CASE("an app is closed only when every registration is seen") {
    const auto closed = [](const std::string& text) {
        const World world(Sources{
            {"main.py", "import modal\napp = modal.App('a')\n@app.function()\ndef f(): ...\n" + text}});
        return world.app("a")->closed;
    };
    CHECK(closed(""));
    CHECK(closed("with app.run():\n    f.remote()\n"));
    CHECK(closed("modal.Sandbox.create(app=app)\n"));
    CHECK_FALSE(closed("register(app)\n"));
    CHECK_FALSE(closed("apps = [app]\n"));
    CHECK_FALSE(closed("def g(x):\n    @x.function()\n    def h(): ...\n"));
    CHECK_FALSE(closed("for n in names:\n    app.function(name=n)(f)\n"));
    CHECK_FALSE(closed("decorate = app.function(gpu='T4')\n"));
    CHECK_FALSE(closed("app.include(unknown)\n"));
    CHECK_FALSE(closed("x = = 1\n"));
    CHECK_FALSE(closed("app.deploy(name='a')\n"));
}

TEST_CASE("apps of factories and functional registration are seen") {
    const World world(
        Sources{{"main.py", "import modal\ndef make(n):\n    app = modal.App(f'x-{n}')\n    return app\n"
                            "app = make('a')\ndef f(): ...\napp.function(gpu='T4')(f)\n"}});
    const auto* made = world.app("x-a");
    REQUIRE(made != nullptr);
    CHECK(workspace::AppIndex::members_tagged(*made, "f").size() == 1);
}

TEST_CASE("a local modal module is told apart as Python would") {
    const std::string use = "import modal\nmodal.Dict.from_name('d')\n";
    CHECK(World(Sources{{"main.py", use}, {"modal/x.py", ""}}).model("main.py").lookups.size() == 1);
    CHECK(World(Sources{{"main.py", use}, {"modal/__init__.py", "class Dict: ...\n"}})
              .model("main.py")
              .lookups.empty());
    CHECK(
        World(Sources{{"main.py", use}, {"modal.py", "class Dict: ...\n"}}).model("main.py").lookups.empty());
    CHECK(World(Sources{{"modal/main.py", use}, {"modal/__init__.py", ""}})
              .model("modal/main.py")
              .lookups.size() == 1);
    CHECK(World(Sources{{"main.py", "from .modal import Dict\nDict.from_name('d')\n"},
                        {"modal/__init__.py", "from x import Dict\n"}})
              .model("main.py")
              .lookups.empty());
}

TEST_CASE("a change in one module reaches the models that looked into it, and only those") {
    World world(Sources{{"names.py", "N = 'a'\n"},
                        {"main.py", "import modal\nfrom names import N\nmodal.Dict.from_name(N)\n"},
                        {"other.py", "import modal\nmodal.Dict.from_name('o')\n"}});
    world.put("names.py", "N = 'b'\n");
    CHECK(world.commit().models.size() == 2);
    CHECK(certain(world.model("main.py").lookups[0].name.names) == "b");
    world.put("names.py", "# moved\nN = 'b'\n");
    CHECK(world.commit().models.size() == 1);
}

TEST_CASE("a module that appears is found by those who missed it") {
    World world(Sources{{"main.py", "import modal\nfrom names import N\nmodal.Dict.from_name(N)\n"}});
    CHECK(certain(world.model("main.py").lookups[0].name.names) == "?");
    world.put("names.py", "N = 'a'\n");
    world.commit();
    CHECK(certain(world.model("main.py").lookups[0].name.names) == "a");
    world.index().remove_path("/w/names.py");
    world.commit();
    CHECK(certain(world.model("main.py").lookups[0].name.names) == "?");
}

TEST_CASE("images are named by publish") {
    const World world(
        Sources{{"main.py",
                 "import modal\nimage = modal.Image.debian_slim().pip_install('x')\nimage.publish('base')\n"
                 "modal.Image.from_name('base')\n"}});
    const auto& lookups = world.model("main.py").lookups;
    REQUIRE(lookups.size() == 2);
    CHECK(lookups[0].use == modal::NameUse::create);
    CHECK(certain(lookups[0].name.names) == "base");
}
