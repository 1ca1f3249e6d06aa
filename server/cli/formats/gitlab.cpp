#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/place.hpp"

#include <cstddef>
#include <string_view>

namespace modal_lsp::server::cli {
namespace {

std::string_view gitlab_severity(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return "critical";
    case rules::Severity::warning: return "major";
    case rules::Severity::information: return "minor";
    case rules::Severity::hint: return "info";
    }
    return "info";
}

} // namespace

std::string format_gitlab(const CheckResult& result, const FormatOptions& options) {
    const auto prints = fingerprints(result.findings, options.base);
    Json issues = Json::array();
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        const Finding& finding = result.findings[i];
        const Region region = region_of(finding.document, finding.range);
        issues.push_back({{"description", finding.message},
                          {"check_name", finding.rule->name},
                          {"fingerprint", prints[i]},
                          {"severity", gitlab_severity(finding.severity)},
                          {"location",
                           {{"path", relative_path(finding.path, options.base)},
                            {"lines", {{"begin", region.start.line}, {"end", region.end.line}}}}}});
    }
    return json_text(issues);
}

} // namespace modal_lsp::server::cli
