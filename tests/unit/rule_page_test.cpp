#include "server/cli/formats/json_text.hpp"
#include "server/cli/rule_page.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server::cli;

namespace {

const rules::Rule& rule() {
    return *rules::find_rule("unused-suppression");
}

} // namespace

TEST_CASE("a rule is found by name or code in any case") {
    CHECK(rule_for("mdl001").value() == &rule());
    CHECK(rule_for("Unused-Suppression").value() == &rule());
}

TEST_CASE("an unknown rule is answered with the nearest name") {
    CHECK(rule_for("unused-supression").error() ==
          "there is no rule \"unused-supression\"; did you mean \"unused-suppression\"?");
    CHECK(rule_for("zzz").error() == "there is no rule \"zzz\"; `modal-lsp rule --all` lists them");
}

TEST_CASE("a page is rendered for a terminal") {
    CHECK(render_page("\nSome **strong** `code`.\n\n## Why\n- one\n  - two\n\n~~~python bad\nx = 1\n\n# no "
                      "heading\n~~~\nend\n",
                      false) ==
          "Some strong `code`.\n\nWhy\n  - one\n    - two\n\nbad:\n    x = 1\n\n    # no heading\nend\n");
}

TEST_CASE("what Markdown leaves open stays as it is") {
    CHECK(render_page("a `b **c\n#\n```\nx", false) == "a `b **c\n\n    x\n");
}

TEST_CASE("a page is coloured only when asked for") {
    CHECK(rule_page(rule(), PageFormat::text, false).find('\x1b') == std::string::npos);
    CHECK(rule_page(rule(), PageFormat::text, true).find('\x1b') != std::string::npos);
}

TEST_CASE("every rule of the catalogue is in every form of the list") {
    const auto rules = rules::catalogue();
    const std::string text = rule_catalogue(rules, PageFormat::text, false);
    const std::string markdown = rule_catalogue(rules, PageFormat::markdown, false);
    const Json json = Json::parse(rule_catalogue(rules, PageFormat::json, false));
    REQUIRE(json["rules"].size() == rules.size());
    for (const rules::Rule* each : rules) {
        CAPTURE(each->name);
        CHECK(text.find(each->name) != std::string::npos);
        CHECK(markdown.find("# " + std::string(each->name) + " (") != std::string::npos);
    }
}

TEST_CASE("the summary is the first sentence on one line") {
    rules::Rule made = rule();
    made.page = "\nOne\ntwo. Three.\n\nFour.\n";
    CHECK(rule_summary(made) == "One two.");
    CHECK(rule_description(made) == "One two. Three.");
    made.page = "";
    CHECK(rule_summary(made).empty());
}
