#include "analysis/answers/call_hierarchy.hpp"
#include "analysis/answers/code_lens.hpp"
#include "analysis/answers/completion.hpp"
#include "analysis/answers/definition.hpp"
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

using Lines = std::vector<std::string>;

const std::string kApp = "import modal\n"
                         "app = modal.App('shop')\n"
                         "@app.cls()\n"
                         "class Model:\n"
                         "    @modal.method()\n"
                         "    def run(self): ...\n"
                         "@app.function()\n"
                         "def price(): ...\n"
                         "@app.local_entrypoint()\n"
                         "def main():\n"
                         "    price.remote()\n"
                         "    Model().run.remote()\n";

std::string place(const Project& project, workspace::FileId file, text::ByteRange range) {
    const auto& document = project.snapshot().file(file)->document;
    return project.path(file) + ":" + std::to_string(document.lines().line_of(range.begin) + 1) + " " +
           std::string(document.slice(range));
}

Lines defined(const Project& project) {
    const auto [file, at] = project.cursor();
    Lines out;
    for (const Link& link : definition(project.snapshot(), file, at))
        out.push_back(place(project, link.file, link.selection));
    return out;
}

Lines referred(const Project& project) {
    const auto [file, at] = project.cursor();
    Lines out;
    for (const Location& found : references(project.snapshot(), file, at, false))
        out.push_back(place(project, found.file, found.range));
    return out;
}

Lines completed(const std::string& path, const std::string& text) {
    const Project project(
        {{"app.py", kApp}, {"jobs/nightly.py", "import modal\napp = modal.App('nightly')\n"}, {path, text}});
    const auto [file, at] = project.cursor();
    Lines out;
    for (const CompletionItem& item : completion(project.snapshot(), file, at).items)
        out.push_back(item.label);
    return out;
}

Lines edges(const Project& project, const std::vector<CallEdge>& found, workspace::FileId caller) {
    Lines out;
    for (const CallEdge& edge : found) {
        std::string shown = edge.other.name + ":";
        for (const text::ByteRange range : edge.places)
            shown += " " + std::string(project.text(
                               edge.other.kind == CallerKind::file ? edge.other.file : caller, range));
        out.push_back(shown);
    }
    return out;
}

} // namespace

TEST_CASE("a command line leads to what it names") {
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal run app.py::Model.r$0un\n"}})) ==
          Lines{"app.py:6 run"});
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal run app.py::Mo$0del.run\n"}})) ==
          Lines{"app.py:4 Model"});
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal run app.py::ma$0in\n"}})) ==
          Lines{"app.py:10 main"});
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal run app.py::a$0pp.price\n"}})).empty());
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal deploy app.py::a$0pp\n"}})) ==
          Lines{"app.py:2 shop"});
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal deploy a$0pp.py\n"}})) == Lines{"app.py:1 "});
    CHECK(defined(Project({{"app.py", kApp}, {"a.sh", "modal app logs sh$0op\n"}})) ==
          Lines{"app.py:2 shop"});
    CHECK(defined(Project({{"back/app.py", kApp}, {"back/sub/a.sh", "modal deploy -m back.a$0pp\n"}})) ==
          Lines{"back/app.py:1 "});
    CHECK(defined(Project({{"back/app.py", kApp}, {"a.sh", "cd back && modal deploy a$0pp.py\n"}})) ==
          Lines{"back/app.py:1 "});
    CHECK(defined(Project({{"x/app.py", kApp}, {"y/app.py", kApp}, {"a.sh", "modal deploy a$0pp.py\n"}}))
              .empty());
}

TEST_CASE("references know the command lines") {
    const std::string script = "modal run app.py::price\nmodal deploy app.py\nmodal app logs shop\n";
    std::string app = kApp;
    app.insert(app.find("price()") + 1, "$0");
    CHECK(referred(Project({{"app.py", app}, {"a.sh", script}})) == Lines{"a.sh:1 price"});
    app = kApp;
    app.insert(app.find("shop") + 1, "$0");
    CHECK(referred(Project({{"app.py", app}, {"a.sh", script}})) == Lines{"a.sh:3 shop"});
    CHECK(referred(Project({{"app.py", kApp}, {"a.sh", script}, {"b.sh", "modal serve a$0pp.py\n"}})) ==
          Lines{"a.sh:1 app.py", "a.sh:2 app.py", "b.sh:1 app.py"});
}

TEST_CASE("command lines are completed") {
    const auto has = [](const Lines& lines, const char* name) {
        return std::ranges::find(lines, name) != lines.end();
    };
    CHECK(has(completed("a.sh", "modal $0\n"), "deploy"));
    CHECK(has(completed("a.sh", "uv run modal app $0\n"), "logs"));
    CHECK(has(completed("a.sh", "modal deploy --$0\n"), "--strategy"));
    CHECK(completed("a.sh", "modal deploy $0\n") == Lines{"app.py", "jobs/nightly.py"});
    CHECK(completed("jobs/a.sh", "modal deploy $0\n") == Lines{"app.py", "nightly.py"});
    CHECK(completed("a.sh", "modal deploy -m $0\n") == Lines{"app", "jobs.nightly"});
    CHECK(completed("a.sh", "modal run app.py::$0\n") == Lines{"main", "Model.run", "price"});
    CHECK(completed("a.sh", "modal deploy app.py::$0\n") == Lines{"app"});
    CHECK(completed("a.sh", "modal app logs $0\n") == Lines{"nightly", "shop"});
    CHECK(completed("a.sh", "modal app logs --env $0\n").empty());
    CHECK(completed("ci.sh", "modal secret list --env dev\nmodal deploy --env $0\n") == Lines{"dev"});
    CHECK(completed("Makefile", "x:\n\t@modal \\\n\t  deploy $0\n") == Lines{"app.py", "jobs/nightly.py"});
    CHECK(completed("a.sh", "echo $0\n").empty());
    CHECK(completed("a.sh", "# modal run it all $0\n").empty());
}

TEST_CASE("calls are told from both ends") {
    std::string app = kApp;
    app.insert(app.find("price()") + 1, "$0");
    const Project project(
        {{"app.py", app},
         {"user.py",
          "import modal\ndef go():\n    f = modal.Function.from_name('shop', 'price')\n    f.remote()\n"},
         {"a.sh", "modal run app.py::price\n"}});
    const auto [file, at] = project.cursor();
    const auto incoming = incoming_calls(project.snapshot(), file, at);
    Lines callers;
    for (const CallEdge& edge : incoming)
        for (const text::ByteRange range : edge.places)
            callers.push_back(edge.other.name + " " + place(project, edge.other.file, range));
    std::ranges::sort(callers);
    CHECK(callers == Lines{"a.sh a.sh:1 price", "go user.py:3 from_name", "go user.py:4 remote",
                           "main app.py:11 remote"});

    std::string main = kApp;
    main.insert(main.find("main()") + 1, "$0");
    const Project from_main({{"app.py", main}});
    const auto [caller, cursor] = from_main.cursor();
    CHECK(edges(from_main, outgoing_calls(from_main.snapshot(), caller, cursor), caller) ==
          Lines{"price: remote", "Model.run: remote"});
    const auto item = call_item_at(from_main.snapshot(), caller, cursor);
    REQUIRE(item);
    CHECK(item->name == "main");
    CHECK(item->range.encloses(item->selection));
}

TEST_CASE("lenses stand over both ends of a lookup, and over what can be run") {
    const Project project({{"app.py", kApp},
                           {"user.py", "import modal\nm = modal.Cls.from_name('shop', 'Model')\nn = "
                                       "modal.Cls.from_name('shop', 'Model')\n"},
                           {"a.sh", "modal run app.py::Model.run\n"}});
    const auto shown = [&](const char* path) {
        const workspace::File* file = project.snapshot().file("/project/" + std::string(path));
        Lines out;
        for (const CodeLens& lens : code_lenses(project.snapshot(), file->id))
            out.push_back(std::to_string(file->document.lines().line_of(lens.range.begin) + 1) + " " +
                          lens.title);
        return out;
    };
    CHECK(shown("app.py") == Lines{"2 Deploy", "2 Serve", "2 Logs",
                                   "4 2 callers through from_name · 1 command", "6 Run", "8 Run", "10 Run"});
    CHECK(shown("user.py") == Lines{"2 → class Model in app.py", "3 → class Model in app.py"});
}

TEST_CASE("lenses speak Chinese to those who read it") {
    const Project project({{"app.py", kApp}, {"a.sh", "modal run app.py::Model.run\n"}});
    Lines titles;
    for (const CodeLens& lens : code_lenses(project.snapshot(), project.file("app.py"), Language::chinese))
        titles.push_back(lens.title);
    CHECK(titles == Lines{"部署", "调试服务", "日志", "1 条命令", "运行", "运行", "运行"});
}
