#include "analysis/answers/completion.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/inlay_hints.hpp"
#include "analysis/answers/sdk_hover.hpp"
#include "analysis/answers/signature_help.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
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
