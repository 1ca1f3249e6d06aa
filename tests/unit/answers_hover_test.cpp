#include "analysis/answers/hover.hpp"
#include "analysis/answers/markup.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::answers;
using testing::Project;

namespace {

const std::string kApp = "import modal\n"
                         "app = modal.App('shop')\n"
                         "@app.cls(gpu='T4', timeout=60 *\n   10)\n"
                         "@modal.concurrent(max_inputs=4)\n"
                         "class Embedder(Base):\n"
                         "    \"\"\"Embeds *texts*.\"\"\"\n"
                         "    @modal.method()\n"
                         "    def embed(self, text: str) -> list: ...\n"
                         "    def plain(self): ...\n"
                         "@app.local_entrypoint()\n"
                         "def main(n: int = 1): ...\n";

HoverAnswer hover_in(const std::string& client, bool complete = true, const Config& config = {}) {
    const Project project({{"shop/app.py", kApp}, {"client.py", client}}, config, complete);
    const auto found = hover(project.snapshot(), project.cursor().file, project.cursor().at);
    return found.value_or(HoverAnswer{});
}

bool says(const HoverAnswer& answer, const std::string& text) {
    const bool said = answer.plain.find(text) != std::string::npos;
    if (!said) MESSAGE(answer.plain);
    return said;
}

} // namespace

TEST_CASE("hover on a lookup shows the class as it is written") {
    const auto answer = hover_in("import modal\nmodal.Cls.from_name('shop', 'Emb$0edder')\n");
    CHECK(answer.markdown.starts_with("```python\nclass Embedder(Base)\n```\n"));
    CHECK(says(answer, "class of app shop, shop/app.py:6"));
    CHECK(says(answer, "Embeds *texts*."));
    CHECK(answer.markdown.find("Embeds \\*texts\\*") != std::string::npos);
    CHECK(says(answer, "- gpu: 'T4'\n- timeout: 60 * 10\n"));
    CHECK(says(answer, "@modal.concurrent"));
    CHECK(says(answer, "embed(self, text: str) -> list — modal.method"));
    CHECK_FALSE(answer.plain.find("plain(") != std::string::npos);
    CHECK(says(answer, "Looked up 1 time in 1 file."));
}

TEST_CASE("hover covers the content of the literal") {
    const Project project({{"a.py", "import modal\nmodal.Dict.from_name('ca$0che')\n"}});
    const auto answer = hover(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer);
    CHECK(project.text(project.cursor().file, answer->range) == "cache");
}

TEST_CASE("hover on an app shows what it holds") {
    const auto answer = hover_in("import modal\nmodal.Cls.from_name('sh$0op', 'X')\n");
    CHECK(says(answer, "defined in shop/app.py:2"));
    CHECK(says(answer, "- Embedder — class, shop/app.py"));
    CHECK(says(answer, "Local entrypoints:\n\n- main"));
}

TEST_CASE("hover on a resource lists its users") {
    const Project project({{"a.py", "import modal\nmodal.Volume.from_name('w', create_if_missing=True)\n"},
                           {"b.py", "import modal\nmodal.Volume.from_name('$0w')\n"}});
    const auto answer = hover(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer);
    CHECK(answer->plain == "Volume w\n\nUsed in 2 places:\n\n- b.py:2\n- a.py:2 — creates it if missing\n");
}

TEST_CASE("long lists are cut") {
    std::string many = "import modal\nmodal.Dict.from_name('d$0')\n";
    for (int i = 0; i < 14; ++i)
        many += "modal.Dict.from_name('d')\n";
    CHECK(says(hover_in(many), "- and 5 more\n"));
}

TEST_CASE("hover says why nothing is known") {
    const std::string nowhere = "import modal\nmodal.Cls.from_name('no$0where', 'X')\n";
    CHECK(says(hover_in(nowhere), "No app of this name is defined in this workspace."));
    CHECK(says(hover_in(nowhere, false), "still being indexed"));
    CHECK(says(hover_in(nowhere, true, {.external_apps = {"nowhere"}}), "deployed from elsewhere"));
    CHECK(says(hover_in("import modal\nmodal.Cls.from_name('shop', 'X$0')\n"), "App shop has no class X."));
    CHECK(says(hover_in("import modal, os\nmodal.Cls.from_name(f'shop-{os.x$0}', 'X')\n"), "shop-{…}"));
    CHECK(says(hover_in("import modal, os\nmodal.Cls.from_name(os.getenv('A', 'sh$0op'), 'X')\n"),
               "default of a setting from outside"));
}

TEST_CASE("hover on definitions, methods and entrypoints describes them") {
    const auto at = [](const std::string& needle) {
        const Project project({{"shop/app.py", kApp}});
        const auto range = project.find("shop/app.py", needle);
        return hover(project.snapshot(), project.file("shop/app.py"), range.end).value_or(HoverAnswer{});
    };
    CHECK(says(at("class Emb"), "class of app shop"));
    CHECK(says(at("def emb"), "@modal.method\ndef embed(self, text: str) -> list"));
    CHECK(says(at("def mai"), "local entrypoint of app shop"));
    CHECK(says(at("\napp"), "defined in shop/app.py:2"));
}

TEST_CASE("other strings have no hover") {
    CHECK(hover_in("import modal\nx = 'Emb$0edder'\n").plain.empty());
}

TEST_CASE("Markdown shows any text as it is") {
    CHECK(escape_markdown("a*b_[x](y) <i> #1") == "a\\*b\\_\\[x\\]\\(y\\) \\<i\\> \\#1");
    CHECK(escape_markdown("1. x") == "1\\. x");
    CHECK(code_span("a`b") == "``a`b``");
    CHECK(code_span("`") == "`` ` ``");
    Markup block;
    block.code_block("x = '```'");
    CHECK(block.markdown() == "````python\nx = '```'\n````\n");
    CHECK(one_line("a\n   b\t", 10) == "a b");
    CHECK(one_line("aéé", 2) == "a…");
}

TEST_CASE("a setting that differs between the two worlds is told for both") {
    const Project project(
        {{"a.py", "import modal\napp = modal.App('shop')\nlocal = modal.is_local()\n"
                  "if modal.is_local():\n    CPU = 1\nelse:\n    CPU = 4\n"
                  "@app.function(cpu=CPU, gpu='T4' if local else None, timeout=60, region=other())\n"
                  "def pri$0ce(): ...\n"}});
    const auto answer = hover(project.snapshot(), project.cursor().file, project.cursor().at);
    REQUIRE(answer);
    CHECK(answer->plain.find("- cpu is 1 on your machine, 4 in the container\n") != std::string::npos);
    CHECK(answer->plain.find("- gpu is \"T4\" on your machine, None in the container\n") !=
          std::string::npos);
    CHECK(answer->plain.find("timeout is") == std::string::npos);
}
