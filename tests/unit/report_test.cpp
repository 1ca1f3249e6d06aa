#include "server/cli/command_line.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/report.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::server::cli;

namespace {

Finding finding_of(rules::Severity severity, std::string message = "a message") {
    Finding finding;
    finding.rule = rules::find_rule("unused-suppression");
    finding.severity = severity;
    finding.path = "/p/a.py";
    finding.document = text::Document("import modal\n");
    finding.range = text::make_range(7, 12);
    finding.message = std::move(message);
    return finding;
}

CheckResult result_of(std::vector<Finding> findings) {
    CheckResult result;
    result.findings = std::move(findings);
    result.files_checked = 3;
    return result;
}

ReportOptions concise() {
    ReportOptions options;
    options.format = Format::concise;
    options.look.base = "/p";
    return options;
}

} // namespace

TEST_CASE("the exit code tells clean, findings and nothing collected apart") {
    CHECK(make_report(result_of({}), concise()).exit_code == kExitClean);
    CHECK(make_report(result_of({finding_of(rules::Severity::information)}), concise()).exit_code ==
          kExitFindings);
    CHECK(make_report(CheckResult{}, concise()).exit_code == kExitNothing);
}

TEST_CASE("exit-zero forgives findings, but not that nothing was collected") {
    ReportOptions options = concise();
    options.exit_zero = true;
    CHECK(make_report(result_of({finding_of(rules::Severity::error)}), options).exit_code == kExitClean);
    CHECK(make_report(CheckResult{}, options).exit_code == kExitNothing);
}

TEST_CASE("hints are left out unless asked for") {
    ReportOptions options = concise();
    CHECK(make_report(result_of({finding_of(rules::Severity::hint)}), options).exit_code == kExitClean);
    options.min_severity = rules::Severity::hint;
    CHECK(make_report(result_of({finding_of(rules::Severity::hint)}), options).exit_code == kExitFindings);
}

TEST_CASE("min-severity leaves out what is less grave") {
    ReportOptions options = concise();
    options.min_severity = rules::Severity::error;
    const Report report = make_report(
        result_of({finding_of(rules::Severity::error), finding_of(rules::Severity::warning)}), options);
    CHECK(report.text == "a.py:1:8: error[unused-suppression] a message\n1 error in 1 file (3 checked)\n");
}

TEST_CASE("quiet leaves the findings only") {
    ReportOptions options = concise();
    options.quiet = true;
    CheckResult result = result_of({finding_of(rules::Severity::error)});
    result.notes = {"a note"};
    CHECK(make_report(result, options).text == "a.py:1:8: error[unused-suppression] a message\n");
}

TEST_CASE("statistics count findings and fixes per rule") {
    Finding fixable = finding_of(rules::Severity::warning);
    fixable.fixes.push_back({"Fix", rules::Safety::safe, {{"/p/a.py", {fixable.range, ""}}}});
    Finding other = finding_of(rules::Severity::error);
    other.rule = rules::find_rule("invalid-configuration");
    ReportOptions options = concise();
    options.statistics = true;
    options.quiet = true;
    const auto result = result_of({other, finding_of(rules::Severity::warning), fixable});
    CHECK(make_report(result, options).text == "    2  MDL001  unused-suppression     1 fixable\n"
                                               "    1  MDL003  invalid-configuration\n");
    options.format = Format::json;
    const Json json = Json::parse(make_report(result, options).text);
    CHECK(json["statistics"][0]["findings"] == 2);
}

TEST_CASE("a baseline hides what it was written from and nothing else") {
    const CheckResult known =
        result_of({finding_of(rules::Severity::error), finding_of(rules::Severity::error)});
    const auto baseline = parse_baseline(baseline_text(known, "/p"));
    REQUIRE(baseline);
    ReportOptions options = concise();
    options.baseline = *baseline;
    CHECK(make_report(known, options).exit_code == kExitClean);

    CheckResult more = known;
    more.findings.push_back(finding_of(rules::Severity::error, "a new message"));
    const Report report = make_report(more, options);
    CHECK(report.exit_code == kExitFindings);
    CHECK(report.text == "a.py:1:8: error[unused-suppression] a new message\n"
                         "note: 2 findings of the baseline left out\n1 error in 1 file (3 checked)\n");
}

TEST_CASE("a baseline says when it has become too long") {
    const auto baseline =
        parse_baseline(baseline_text(result_of({finding_of(rules::Severity::error)}), "/p"));
    REQUIRE(baseline);
    ReportOptions options = concise();
    options.baseline = *baseline;
    CHECK(make_report(result_of({}), options)
              .text.starts_with("note: 1 finding is in the baseline no longer found; bring it up to date"));
}

TEST_CASE("a baseline of another version or shape is refused with a reason") {
    CHECK(parse_baseline("{").error() == "it is not JSON");
    CHECK(parse_baseline("[]").error() == "it is not a baseline of modal-lsp");
    CHECK(parse_baseline("{}").error() == "it is not a baseline of modal-lsp");
    CHECK(parse_baseline(R"({"modalLspBaseline":2})").error().starts_with("its version is 2, but"));
    CHECK(parse_baseline(R"({"modalLspBaseline":1})").error() == "\"findings\" should be a list");
    CHECK_FALSE(parse_baseline(R"({"modalLspBaseline":1,"findings":[{"fingerprint":1}]})"));
    CHECK(parse_baseline(std::string(100000, '[')).error().ends_with("nests too deep"));
}

TEST_CASE("settings are shown as TOML with their sources") {
    FileSettings settings;
    settings.sources = {"/p/modal-lsp.toml"};
    settings.config.ignore = {"a\"b"};
    settings.config.severity["MDL001"] = std::nullopt;
    const std::string text = settings_text(settings, "/p/a.py");
    CHECK(text.starts_with(
        "# Settings for /p/a.py\n# From /p/modal-lsp.toml\nselect = []\nignore = [\"a\\\"b\"]\n"));
    CHECK(text.ends_with("\n[severity]\nMDL001 = \"off\"\n"));
}
