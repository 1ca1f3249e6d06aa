#include "analysis/text/utf8.hpp"
#include "server/cli/formats/formats.hpp"
#include "server/cli/place.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace modal_lsp::server::cli {
namespace {

/// For text and attribute values. What XML 1.0 §2.2 forbids is shown as an escape.
std::string xml(std::string_view text) {
    std::string out;
    for (const char c : printable_lines(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "&#10;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string test_case(const Finding& finding, std::string_view path) {
    const Place start = region_of(finding.document, finding.range).start;
    return fmt::format("    <testcase name=\"{0}:{1}:{2}\" classname=\"{3}\" file=\"{3}\" line=\"{1}\">\n"
                       "      <failure type=\"{4}\" message=\"{5}\">{3}:{1}:{2}: {4}[{0}] {5}</failure>\n"
                       "    </testcase>\n",
                       finding.rule->name, start.line, start.column, xml(path), name_of(finding.severity),
                       xml(finding.message));
}

std::string suite(std::string_view name, std::size_t failures, std::string_view cases) {
    const std::size_t tests = failures == 0 ? 1 : failures;
    return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
                       "skipped=\"0\">\n{}  </testsuite>\n",
                       xml(name), tests, failures, cases);
}

} // namespace

std::string format_junit(const CheckResult& result, const FormatOptions& options) {
    std::string suites;
    const auto& findings = result.findings;
    for (std::size_t i = 0; i < findings.size();) {
        const std::string path = relative_path(findings[i].path, options.base);
        std::string cases;
        const std::size_t first = i;
        for (; i < findings.size() && findings[i].path == findings[first].path; ++i)
            cases += test_case(findings[i], path);
        suites += suite(path, i - first, cases);
    }
    if (findings.empty())
        suites = suite("modal-lsp", 0,
                       fmt::format("    <testcase name=\"{} files checked\" classname=\"modal-lsp\"/>\n",
                                   result.files_checked));
    const std::size_t tests = findings.empty() ? 1 : findings.size();
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"modal-lsp\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}</testsuites>\n",
        tests, findings.size(), suites);
}

} // namespace modal_lsp::server::cli
