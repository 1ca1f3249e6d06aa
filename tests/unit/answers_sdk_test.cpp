#include "analysis/answers/completion.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/inlay_hints.hpp"
#include "analysis/answers/new_module.hpp"
#include "analysis/answers/sdk_hover.hpp"
#include "analysis/answers/signature_help.hpp"
#include "analysis/rules/run.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace modal_lsp;
using testing::Project;

namespace {

constexpr std::string_view kHead =
    "import modal\n\napp = modal.App('shop')\nimage = modal.Image.debian_slim()\n"
    "store = modal.Volume.from_name('s')\n\n\n@app.cls()\nclass Model:\n"
    "    @modal.method()\n    def run(self): ...\n\n\n@app.function()\ndef charge(): ...\n\n\n";

std::string hover(const std::string& code) {
    const Project project({{"a.py", std::string(kHead) + code}});
    const auto answer = answers::hover(project.snapshot(), project.cursor().file, project.cursor().at);
    return answer ? answer->plain : "";
}

std::string hover_at(const std::string& code, modal::CivilMinute now) {
    const Project project({{"a.py", std::string(kHead) + code}});
    const auto answer = answers::hover(project.snapshot(), project.cursor().file, project.cursor().at, now);
    return answer ? answer->plain : "";
}

std::vector<std::string> labels(const std::string& code) {
    const Project project({{"a.py", std::string(kHead) + code}});
    std::vector<std::string> found;
    for (const auto& item :
         answers::completion(project.snapshot(), project.cursor().file, project.cursor().at).items)
        found.push_back(item.label);
    return found;
}

bool has(const std::vector<std::string>& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
}

std::optional<answers::SignatureAnswer> help(const std::string& code) {
    const Project project({{"a.py", std::string(kHead) + code}});
    return answers::signature_help(project.snapshot(), project.cursor().file, project.cursor().at);
}

} // namespace

TEST_CASE("hover tells what a part of the SDK does, however it is reached") {
    CHECK(hover("x = modal.Image.deb$0ian_slim()\n").starts_with("Image.debian_slim(python_version"));
    CHECK(hover("from modal import Image as I\nx = I.debian_slim().pip_in$0stall('a')\n")
              .starts_with("Image.pip_install("));
    CHECK(hover("def f():\n    store.com$0mit()\n").starts_with("Volume.commit("));
    CHECK(hover("charge.rem$0ote()\n").starts_with("Function.remote("));
    CHECK(hover("Model().run.rem$0ote()\n").starts_with("Function.remote("));
    CHECK(hover("x = (\n    image\n    .pip_install('a')\n    # why\n    .run_com$0mands('b')\n)\n")
              .starts_with("Image.run_commands("));
    CHECK(hover("async def f():\n    await charge.remote.a$0io()\n").starts_with("Function.remote("));
    CHECK(hover("x = modal.Image.debian_slim()  # deb$0ian\n").empty());
    CHECK(hover("x = other.deb$0ian_slim()\n").empty());
}

TEST_CASE("hover tells of an object what it is, not how one is made") {
    CHECK(hover("def f():\n    sto$0re.commit()\n").starts_with("store: modal.Volume\n"));
    CHECK(hover("x = modal.Vol$0ume\n").starts_with("class Volume\n"));
    CHECK(hover("x = modal.Cr$0on('* * * * *')\n").starts_with("Cron(cron_string"));
}

TEST_CASE("hover tells what an argument means, and in other units what its number is") {
    const std::string timeout = hover("@app.function(time$0out=5400)\ndef f(): ...\n");
    CHECK(timeout.find("timeout: int = 300") != std::string::npos);
    CHECK(timeout.find("1 h 30 min") != std::string::npos);
    CHECK(hover("@app.function(mem$0ory=16384)\ndef f(): ...\n").find("16 GiB") != std::string::npos);
    CHECK(hover("@app.function(nons$0ense=1)\ndef f(): ...\n").empty());
    CHECK(hover("@app.function(schedule=modal.Cron('0 9 * $0* 1'))\ndef f(): ...\n") ==
          "Runs at 09:00, Monday (UTC).\n");
    CHECK(hover("x = modal.Cron(\"0 9 * $0* 1\", timezone=\"Europe/Berlin\")\n") ==
          "Runs at 09:00, Monday (Europe/Berlin).\n");
}

TEST_CASE("numbers are made clear only where they are hard to read") {
    CHECK(answers::in_units("timeout", 59).empty());
    CHECK(answers::in_units("timeout", 3661) == "1 h 1 min 1 s");
    CHECK(answers::in_units("memory", 512).empty());
    CHECK(answers::in_units("memory", 1536) == "1.5 GiB");
    CHECK(answers::in_units("cpu", 4096).empty());
}

TEST_CASE("behind a dot the members are offered") {
    CHECK(has(labels("x = modal.$0\n"), "Image"));
    CHECK(has(labels("x = modal.Im$0\n"), "Image"));
    CHECK(has(labels("x = image.$0\n"), "pip_install"));
    CHECK_FALSE(has(labels("x = image.$0\n"), "from_registry"));
    CHECK(has(labels("x = modal.Image.$0\n"), "from_registry"));
    CHECK(has(labels("x = modal.Image.debian_slim(\n    python_version='3.12'\n).$0\n"), "uv_pip_install"));
    CHECK(has(labels("charge.$0\n"), "remote"));
    CHECK(has(labels("@app.$0\ndef f(): ...\n"), "function"));
    CHECK(labels("x = other.$0\n").empty());
    CHECK(labels("x = 'modal.$0'\n").empty());
}

TEST_CASE("in a call the keywords that are not given yet are offered, required ones first") {
    const auto retries = labels("x = modal.Retries($0)\n");
    REQUIRE(!retries.empty());
    CHECK(retries.front() == "max_retries=");
    const auto rest = labels("x = modal.Volume.from_name('a', create_if_missing=True, $0)\n");
    CHECK_FALSE(has(rest, "name="));
    CHECK_FALSE(has(rest, "create_if_missing="));
    CHECK(has(rest, "environment_name="));
    CHECK(has(labels("@app.function(gp$0)\ndef f(): ...\n"), "gpu="));
    CHECK(labels("x = print($0)\n").empty());
}

TEST_CASE("in the text of an argument the values there are are offered") {
    CHECK(has(labels("@app.function(gpu=\"$0\")\ndef f(): ...\n"), "H100"));
    CHECK(has(labels("x = modal.Image.debian_slim(python_version=\"$0\")\n"), "3.12"));
    CHECK(has(labels("@app.function(region=\"$0\")\ndef f(): ...\n"), "eu-west"));
    CHECK(has(labels("@app.function(region=[\"us\", \"$0\"])\ndef f(): ...\n"), "ap-south"));
    CHECK(has(labels("@app.function(routing_region=\"$0\")\ndef f(): ...\n"), "ca-central"));
    CHECK(labels("@app.function(name=\"$0\")\ndef f(): ...\n").empty());
}

TEST_CASE("the signature of the call being written shows the argument under the cursor") {
    const auto first = help("x = modal.Volume.from_name($0\n");
    REQUIRE(first);
    CHECK(first->label.starts_with("Volume.from_name(name: str, *, "));
    CHECK(first->active == 0);
    const auto keyword = help("x = modal.Volume.from_name('a', create_if_missing=$0)\n");
    REQUIRE((keyword && keyword->active));
    const auto& shown = keyword->parameters.at(*keyword->active);
    CHECK(keyword->label.substr(shown.begin, shown.end - shown.begin) == "create_if_missing: bool = False");
    CHECK_FALSE(help("x = print($0)\n"));
    CHECK_FALSE(help("$0\n"));
}

TEST_CASE("inlay hints tell what is hard to read, and nothing else") {
    const std::string text =
        "import modal\n\napp = modal.App('shop')\n\n\n"
        "@app.function(timeout=5400, memory=512, schedule=modal.Cron('0 9 * * 1'))\ndef f(): ...\n";
    const auto hints = [&](const Config& config, std::uint32_t end) {
        const Project project({{"a.py", text}}, config);
        std::vector<std::string> found;
        for (const auto& hint :
             answers::inlay_hints(project.snapshot(), project.file("a.py"), text::make_range(0, end)))
            found.push_back(text.substr(hint.at.value - 4, 4) + " = " + hint.label);
        return found;
    };
    const auto size = static_cast<std::uint32_t>(text.size());
    CHECK(hints({}, size) == std::vector<std::string>{"5400 = 1 h 30 min", "* 1' = at 09:00, Monday"});
    CHECK(hints({}, 20).empty());
    Config off;
    off.inlay_hints = false;
    CHECK(hints(off, size).empty());
}

TEST_CASE("hover tells what a GPU's name means") {
    CHECK(hover("@app.function(gpu='h10$00:2')\ndef f(): ...\n")
              .starts_with("2 × H100, 80 GB of memory each, 160 GB in all."));
    CHECK(hover("@app.function(gpu=\"L4$0\")\ndef f(): ...\n") == "One L4, 24 GB of memory.\n");
    CHECK(hover("@app.function(gpu=['T4$0', 'L4'])\ndef f(): ...\n").find("One T4, 16 GB") !=
          std::string::npos);
    for (const char* wrong : {"H10$01", "H100:x$0", "H100:$0", "H100:$099", "any$0", "$0"})
        CHECK_MESSAGE(
            hover(std::string("@app.function(gpu='") + wrong + "')\ndef f(): ...\n").find("memory") ==
                std::string::npos,
            wrong);
}

namespace {

std::vector<answers::CompletionItem> items(const std::string& text) {
    const Project project({{"a.py", text}});
    return answers::completion(project.snapshot(), project.cursor().file, project.cursor().at).items;
}

const answers::CompletionItem* labelled(const std::vector<answers::CompletionItem>& all,
                                        std::string_view label) {
    const auto found = std::ranges::find(all, label, &answers::CompletionItem::label);
    return found == all.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("behind an at sign the decorators that may stand there are offered") {
    CHECK(has(labels("@$0\ndef f(): ...\n"), "app.function"));
    CHECK(has(labels("@ap$0\n"), "app.cls"));
    CHECK_FALSE(has(labels("@$0\ndef f(): ...\n"), "modal.enter"));
    CHECK(has(labels("@app.cls()\nclass A:\n    @$0\n    def f(self): ...\n"), "modal.enter"));
    CHECK_FALSE(has(labels("@app.cls()\nclass A:\n    @$0\n"), "app.function"));
    CHECK(has(labels("def factory():\n    @$0\n    def f(): ...\n"), "app.function"));
    CHECK(has(labels("@app.cls()\nclass A:\n    if True:\n        # why\n\n        @$0\n"), "modal.enter"));
    CHECK(has(labels("@app.cls()\nclass A:\n    def g(self):\n        @$0\n"), "app.function"));
    CHECK(labels("x = 1 @$0\n").empty());
    CHECK(labels("# @$0\n").empty());
    const auto aliased = items("import modal as m\nshop = m.App('s')\n@$0\n");
    REQUIRE(labelled(aliased, "shop.function") != nullptr);
    CHECK(labelled(aliased, "shop.function")->snippet == "shop.function($0)");
    CHECK(labelled(aliased, "shop.function")->edit.replacement == "shop.function()");
    CHECK(labelled(aliased, "m.concurrent")->edit.replacement == "m.concurrent(max_inputs=100)");
    CHECK(labelled(aliased, "m.concurrent")->also.empty());
}

TEST_CASE("what is not imported yet is imported") {
    const std::string head = "\"\"\"Doc.\"\"\"\n# modal\nfrom __future__ import annotations\nimport os\n";
    const auto found = items(head + "from modal import App\napp = App()\n@$0\n");
    REQUIRE(labelled(found, "modal.concurrent") != nullptr);
    const auto& also = labelled(found, "modal.concurrent")->also;
    REQUIRE(also.size() == 1);
    CHECK(also.front().replacement == "import modal\n");
    CHECK(also.front().range.begin.value == head.find("import os"));
    CHECK(labelled(found, "app.function")->also.empty());
    const std::string future =
        "from __future__ import annotations\nfrom __future__ import (\n    division,\n)\n";
    const auto behind = items(future + "from modal import App\napp = App()\n@$0\n");
    REQUIRE(labelled(behind, "modal.concurrent") != nullptr);
    CHECK(labelled(behind, "modal.concurrent")->also.front().range.begin.value == future.size());
}

TEST_CASE("at the beginning of a line whole constructs are offered") {
    CHECK(has(labels("mod$0\n"), "modal-cron"));
    CHECK(has(labels("modal-$0\n"), "modal-cron"));
    CHECK_FALSE(has(labels("model$0\n"), "modal-cron"));
    CHECK_FALSE(has(labels("x = mod$0\n"), "modal-cron"));
    CHECK_FALSE(has(labels("$0\n"), "modal-cron"));
}

TEST_CASE("every construct is right as it is put in, for new and old versions of the SDK") {
    for (const answers::Snippet& snippet : answers::snippets())
        for (const char* version : {"auto", "1.0.5"}) {
            const std::string code = answers::new_module(snippet, "my-app", version);
            CHECK_MESSAGE(code.find('$') == std::string::npos, snippet.label);
            Config config;
            config.modal_version = version;
            const Project project({{"a.py", code}}, config);
            CHECK_MESSAGE(!project.snapshot().file(project.file("a.py"))->facts->has_error, snippet.label);
            for (const auto& found :
                 rules::run(project.snapshot(), *project.snapshot().file(project.file("a.py"))))
                FAIL_CHECK(snippet.label, ": ", found.rule->name, ": ", found.message);
        }
}

TEST_CASE("places of a snippet become their defaults") {
    CHECK(answers::without_places("a(${1:b}, $0)") == "a(b, )");
    CHECK(answers::without_places("${1:a}_x ${2}$0") == "a_x ");
    CHECK(answers::escape_snippet("a$b}\\") == "a\\$b\\}\\\\");
}

TEST_CASE("behind a GPU's colon its counts are offered") {
    CHECK(has(labels("@app.function(gpu='A10:$0')\n"), "A10:4"));
    CHECK_FALSE(has(labels("@app.function(gpu='A10:$0')\n"), "A10:5"));
    CHECK_FALSE(has(labels("@app.function(gpu='A10:$0')\n"), "H100"));
}

TEST_CASE("hover tells when a schedule runs next, where the clock's time zone is its own") {
    const modal::CivilMinute friday{2026, 11, 27, 9, 0};
    CHECK(hover_at("x = modal.Cron('0 9 * $0* 1-5')\n", friday) ==
          "Runs at 09:00, Monday to Friday (UTC).\n\nNext: 2026-11-30 09:00, 2026-12-01 09:00, 2026-12-02 "
          "09:00 UTC.\n");
    CHECK(hover_at("x = modal.Cron('0 9 * $0* 1', timezone='Europe/Berlin')\n", friday).find("Next") ==
          std::string::npos);
}

TEST_CASE("hover tells what became of a part of the SDK") {
    CHECK(hover("@app.function(keep_wa$0rm=1)\ndef f(): ...\n").find("; now min_containers=") !=
          std::string::npos);
    CHECK(hover("x = modal.St$0ub('a')\n").find("gone since 1.0.0; now modal.App.") != std::string::npos);
    CHECK(hover("x = modal.App$0('a')\n").find("gone since") == std::string::npos);
    CHECK(hover("x = modal.Image.debian_slim(python_version='3.1$02')\n") ==
          "Python 3.12 gets security fixes until October 2028.\n");
    CHECK(hover("x = modal.Image.debian_slim(python_version='3.1$0')\n").empty());
}

TEST_CASE("inlay hints tell names behind constants, and what is always on") {
    const std::string text =
        "import modal\n\napp = modal.App('shop')\nAPP, N = 'shop', 2\n\n"
        "x = modal.Function.from_name(APP, 'f')\ny = modal.Dict.from_name(unknown())\n\n\n"
        "@app.function(gpu='H100', min_containers=N)\ndef f(): ...\n\n\n"
        "@app.function(min_containers=0)\ndef g(): ...\n\n\n"
        "@app.function(min_containers=1)\ndef h(): ...\n";
    const auto labels_of = [&](const Config& config) {
        const Project project({{"a.py", text}}, config);
        std::vector<std::string> found;
        const auto size = static_cast<std::uint32_t>(text.size());
        for (const auto& hint :
             answers::inlay_hints(project.snapshot(), project.file("a.py"), text::make_range(0, size)))
            found.push_back(hint.label);
        return found;
    };
    Config config;
    CHECK(labels_of(config) == std::vector<std::string>{"\"shop\"", "2 × H100 always on", "always on"});
    config.inlay_hints_names = false;
    CHECK(labels_of(config).size() == 2);
    config.inlay_hints_always_on = false;
    CHECK(labels_of(config).empty());
}

TEST_CASE("schedules and the project's own packages are offered where they go") {
    CHECK(has(labels("@app.function(schedule=$0)\ndef f(): ...\n"), "modal.Cron"));
    CHECK_FALSE(has(labels("@app.function(timeout=$0)\ndef f(): ...\n"), "modal.Cron"));
    const auto period =
        items("import modal as m\napp = m.App()\n@app.function(schedule=m.P$0)\ndef f(): ...\n");
    CHECK(labelled(period, "Period") != nullptr);
    Config config;
    config.requirements = {"fastapi>=0.110", "torch"};
    const Project project({{"a.py", "import modal\nimage = modal.Image.debian_slim().pip_install('$0')\n"}},
                          config);
    const auto answer = answers::completion(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer.items.size() == 2);
    CHECK(answer.items.front().edit.replacement == "fastapi>=0.110");
}

TEST_CASE("beside a type checker that knows the SDK, only what names and values mean is said") {
    Config config;
    config.sdk_help = false;
    const auto project_of = [&](const char* text) {
        return std::make_unique<Project>(Project::Files{{"main.py", text}}, config);
    };
    const auto labels = [&](const char* text) {
        const auto project = project_of(text);
        const auto [file, at] = project->cursor();
        return answers::completion(project->snapshot(), file, at).items.size();
    };
    CHECK(labels("import modal\nmodal.$0\n") == 0);
    CHECK(labels("import modal\napp = modal.App('a')\n@app.function($0)\ndef f(): ...\n") == 0);
    CHECK(labels("import modal\napp = modal.App('a')\n@app.function(gpu='$0')\ndef f(): ...\n") > 0);
    CHECK(labels("import modal\napp = modal.App('a')\nmodal.Function.from_name('$0', 'f')\n") == 1);
    const auto said = [&](const char* text) {
        const auto project = project_of(text);
        const auto [file, at] = project->cursor();
        return answers::hover(project->snapshot(), file, at).has_value();
    };
    CHECK_FALSE(said("import modal\nmodal.V$0olume\n"));
    CHECK(said("import modal\napp = modal.App('a$0pp')\n"));
    const auto signature = project_of("import modal\nmodal.App($0)\n");
    CHECK_FALSE(
        answers::signature_help(signature->snapshot(), signature->cursor().file, signature->cursor().at));
}
