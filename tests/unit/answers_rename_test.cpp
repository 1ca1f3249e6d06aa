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
                      (edit.also.empty() ? "" : " also " + edit.also) + (edit.doubtful ? " perhaps" : ""));
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

TEST_CASE("what is registered under a name of its own is renamed there") {
    const Project own(
        {{"app.py", kApp}, {"user.py", "import modal\nmodal.Function.from_name('shop', 'pr$0ice')\n"}});
    CHECK(renamed(own, "cost") == Lines{"app.py:5 price>cost", "user.py:2 price>cost"});
    const Project defined({{"app.py", "import modal\napp = modal.App('shop')\n@app.function(name='price')\n"
                                      "def pr$0ice_of(): ...\nprice_of.remote()\n"},
                           {"user.py", "import modal\nmodal.Function.from_name('shop', 'price')\n"},
                           {"run.sh", "modal run app.py::price_of\n"}});
    CHECK(renamed(defined, "cost_of") ==
          Lines{"app.py:4 price_of>cost_of", "app.py:5 price_of>cost_of", "run.sh:1 price_of>cost_of"});
}

TEST_CASE("what is named after its definition is renamed with it, from any of the places") {
    const std::string app =
        "import modal\napp = modal.App('shop')\n@app.cls()\nclass Model:\n    @modal.method()\n"
        "    def run(self): ...\n__all__ = ['Model']\nModel().run.remote()\n";
    const std::string user = "import modal\nm = modal.Cls.from_name('shop', 'Model')\n";
    const std::string importer =
        "from app import Model\nimport app as a\nfrom app import Model as M\nx: Model = a.Model()\n";
    const std::string script = "modal run app.py::Model.run\nmodal run app.py::app.Model.run\n";
    const Lines all{"app.py:4 Model>Net",      "app.py:7 Model>Net",      "app.py:8 Model>Net",
                    "user.py:2 Model>Net",     "importer.py:1 Model>Net", "importer.py:3 Model>Net",
                    "importer.py:4 Model>Net", "importer.py:4 Model>Net", "run.sh:1 Model>Net",
                    "run.sh:2 Model>Net"};
    const auto with = [](std::string text, std::string_view what) {
        return text.insert(text.find(what) + 1, "$0");
    };
    CHECK(renamed(Project({{"app.py", with(app, "Model:")},
                           {"user.py", user},
                           {"importer.py", importer},
                           {"run.sh", script}}),
                  "Net") == all);
    CHECK(renamed(Project({{"app.py", app},
                           {"user.py", with(user, "Model")},
                           {"importer.py", importer},
                           {"run.sh", script}}),
                  "Net") == all);
    CHECK(renamed(Project({{"app.py", app},
                           {"user.py", user},
                           {"importer.py", importer},
                           {"run.sh", with(script, "Model")}}),
                  "Net") == all);
    const Project bad({{"app.py", with(app, "Model:")}});
    CHECK(renamed(bad, "not-python").front() == "! \"not-python\" is no name for Python");
    CHECK(renamed(bad, "class").front() == "! \"class\" is no name for Python");
    CHECK(renamed(bad, "app").front() == "! \"app\" exists already at app.py:2");
}

TEST_CASE("a method and a parameter of a class are renamed, and what may be another's is asked about") {
    const std::string app = "import modal\napp = modal.App('shop')\n@app.cls()\nclass Model:\n"
                            "    si$0ze: int = modal.parameter()\n    @modal.method()\n    def run(self):\n"
                            "        return self.size\nModel(size=1).run.remote()\n";
    const std::string user =
        "import modal\nModel = modal.Cls.from_name('shop', 'Model')\nModel(size=2).run.remote()\n"
        "other(size=3)\nthing.run()\n";
    CHECK(renamed(Project({{"app.py", app}, {"user.py", user}}), "width") ==
          Lines{"app.py:5 size>width", "app.py:8 size>width", "app.py:9 size>width", "user.py:3 size>width"});
    std::string method = app;
    method.erase(method.find("$0"), 2).insert(method.find("run(self)") + 1, "$0");
    CHECK(renamed(Project({{"app.py", method}, {"user.py", user}, {"a.sh", "modal run app.py::Model.run\n"}}),
                  "go") == Lines{"app.py:7 run>go", "app.py:9 run>go", "user.py:3 run>go",
                                 "user.py:5 run>go perhaps", "a.sh:1 run>go"});
}

TEST_CASE("a local entrypoint is renamed with the commands that name it") {
    CHECK(
        renamed(
            Project({{"app.py",
                      "import modal\napp = modal.App('shop')\n@app.local_entrypoint()\ndef ma$0in(): ...\n"},
                     {".github/workflows/ci.yml", "run: modal run app.py::main\n"},
                     {"Makefile", "x:\n\tmodal run app.py::app.main --main\n"}}),
            "start") ==
        Lines{"app.py:4 main>start", ".github/workflows/ci.yml:1 main>start", "Makefile:2 main>start"});
}

TEST_CASE("an environment is renamed where scripts set it, from there and from code") {
    const std::string code = "import modal\nmodal.Dict.from_name('x', environment_name='dev')\n";
    const std::string script =
        "export MODAL_ENVIRONMENT=dev\nmodal deploy --env ${MODAL_ENVIRONMENT:-dev} app.py\n";
    const Lines all{"a.py:2 dev>test", "run.sh:1 dev>test", "run.sh:2 dev>test"};
    const Project from_script(
        {{"a.py", code},
         {"run.sh",
          "export MODAL_ENVIRONMENT=d$0ev\nmodal deploy --env ${MODAL_ENVIRONMENT:-dev} app.py\n"}});
    CHECK(prepared(from_script) == "dev");
    CHECK(renamed(from_script, "test") == all);
    const Project from_code({{"a.py", "import modal\nmodal.Dict.from_name('x', environment_name='de$0v')\n"},
                             {"run.sh", script}});
    CHECK(renamed(from_code, "test") == all);
}

TEST_CASE("command lines in lists of arguments are renamed, too") {
    const Project project(
        {{"app.py", "import modal\napp = modal.App('sh$0op')\n@app.function()\ndef f(): ...\n"},
         {"release.py", "import subprocess\nsubprocess.run(['modal', 'app', 'stop', 'shop'])\n"}});
    CHECK(renamed(project, "store") == Lines{"app.py:2 shop>store", "release.py:2 shop>store"});
}

TEST_CASE("an environment is renamed in lookups and command lines") {
    const Project project(
        {{"a.py", "import modal\nmodal.Dict.from_name('x', environment_name='de$0v')\n"
                  "modal.Dict.from_name('dev', environment_name='prod')\n"},
         {"a.sh", "modal deploy a.py --env dev\nmodal deploy a.py -e prod\nmodal secret list --env=dev\n"}});
    CHECK(renamed(project, "staging") ==
          Lines{"a.py:2 dev>staging", "a.sh:1 dev>staging", "a.sh:3 dev>staging"});
}

TEST_CASE("a definition that Python code hides somewhere is not renamed") {
    const auto why = [](const std::string& more) {
        return renamed(
                   Project({{"app.py",
                             "import modal\napp = modal.App('shop')\n@app.function()\ndef pr$0ice(): ...\n" +
                                 more}}),
                   "cost")
            .front();
    };
    CHECK(why("def f(price): ...\n") == "! a variable has the same name at app.py:5");
    CHECK(why("price = 1\n") == "! a variable has the same name at app.py:5");
    CHECK(why("def f(:\n").starts_with("! there is code that cannot be read"));
    CHECK(why("x.price = y(price=1)\n") == "app.py:4 price>cost");
}

TEST_CASE("an app is renamed in the command lines of every kind of file") {
    const Project project(
        {{"app.py", "\"\"\"See `modal app logs shop`.\"\"\"\nimport modal\napp = modal.App('sh$0op')\n"},
         {".github/workflows/ci.yml",
          "jobs:\n  a:\n    steps:\n      - run: modal app stop shop --env dev\n"},
         {"Makefile", "logs:\n\tmodal app logs shop\n"},
         {"README.md", "```sh\nmodal app logs shop\n```\nThe shop is open.\n"},
         {"stop.sh", "modal app stop \"shop\"\nmodal app stop $shop\nmodal volume get shop x\n"}});
    CHECK(renamed(project, "store") == Lines{"app.py:1 shop>store", "app.py:3 shop>store",
                                             ".github/workflows/ci.yml:4 shop>store", "Makefile:2 shop>store",
                                             "README.md:2 shop>store", "stop.sh:1 shop>store"});
    const Project from_script(
        {{"app.py", "import modal\napp = modal.App('shop')\n"}, {"stop.sh", "modal app stop sh$0op\n"}});
    CHECK(renamed(from_script, "store") == Lines{"app.py:2 shop>store", "stop.sh:1 shop>store"});
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

TEST_CASE("a name that means something else where it would be used is refused") {
    const std::string shop = "import modal\napp = modal.App('shop')\n\n@app.function()\ndef pr$0ice(): ...\n";
    const auto refusal = [&](const std::string& more, const std::string& user) {
        const auto out = renamed(Project({{"shop.py", shop + more}, {"user.py", user}}), "cost");
        return out.empty() ? std::string() : out.front();
    };
    CHECK(refusal("", "from shop import price\ndef cost(): ...\n") ==
          "! \"cost\" is something else at user.py:2");
    CHECK(refusal("def f():\n    cost = 3\n    return price.remote(cost)\n", "") ==
          "! \"cost\" is something else at shop.py:7");
    CHECK(refusal("def f(cost):\n    return price.remote(cost)\n", "") ==
          "! \"cost\" is something else at shop.py:6");
    CHECK(refusal("def f():\n    return [price.remote(cost) for cost in ()]\n", "").starts_with("! "));
    // Neither another function's own names nor attributes are in the way.
    CHECK(refusal("def f():\n    return price.remote()\ndef g(cost):\n    return cost.cost\n",
                  "import shop\ncost = shop.price\n")
              .starts_with("shop.py:5"));
}

TEST_CASE("a method is renamed where the class body names it, too") {
    const Project project({{"a.py", "import modal\napp = modal.App('a')\n\n@app.cls()\nclass M:\n"
                                    "    @modal.method()\n    def em$0bed(self): ...\n    alias = embed\n"}});
    CHECK(renamed(project, "vector") == Lines{"a.py:7 embed>vector", "a.py:8 embed>vector"});
}

TEST_CASE("a parameter is asked about where a lookup takes it, and left to other classes of that name") {
    const Project project(
        {{"a.py", "import modal\napp = modal.App('a')\n\n@app.cls()\nclass Model:\n"
                  "    si$0ze: str = modal.parameter()\n"},
         {"user.py", "import modal\nM = modal.Cls.from_name('a', 'Model')\nM(size='c')\n"},
         {"other.py", "class Model:\n    def __init__(self, size): ...\nModel(size='z')\n"}});
    CHECK(renamed(project, "scale") == Lines{"a.py:6 size>scale", "user.py:3 size>scale perhaps"});
}
