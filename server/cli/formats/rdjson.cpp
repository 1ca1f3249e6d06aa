#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/formats/summary.hpp"
#include "server/cli/place.hpp"

#include <algorithm>
#include <string_view>

namespace modal_lsp::server::cli {
namespace {

std::string_view rd_severity(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return "ERROR";
    case rules::Severity::warning: return "WARNING";
    case rules::Severity::information:
    case rules::Severity::hint: return "INFO";
    }
    return "INFO";
}

Json range_json(const text::Document& document, text::ByteRange range) {
    const Region region = region_of(document, range, text::Encoding::utf8);
    return {{"start", place_json(region.start)}, {"end", place_json(region.end)}};
}

/// A suggestion belongs to the finding's own file: a fix that needs other files too is none.
Json suggestions(const Finding& finding) {
    Json out = Json::array();
    const rules::Fix* const fix = applicable_fix(finding, true);
    if (fix == nullptr) return out;
    if (!std::ranges::all_of(fix->edits,
                             [&](const rules::FileEdit& edit) { return edit.path == finding.path; }))
        return out;
    for (const rules::FileEdit& edit : fix->edits)
        out.push_back(
            {{"range", range_json(finding.document, edit.edit.range)}, {"text", edit.edit.replacement}});
    return out;
}

Json diagnostic(const Finding& finding, const FormatOptions& options) {
    Json json{{"message", finding.message},
              {"location",
               {{"path", relative_path(finding.path, options.base)},
                {"range", range_json(finding.document, finding.range)}}},
              {"severity", rd_severity(finding.severity)},
              {"code", {{"value", finding.rule->name}, {"url", finding.rule->docs_url}}}};
    if (Json fixes = suggestions(finding); !fixes.empty()) json["suggestions"] = std::move(fixes);
    for (const FindingRelated& related : finding.related)
        json["related_locations"].push_back({{"message", related.message},
                                             {"location",
                                              {{"path", relative_path(related.path, options.base)},
                                               {"range", range_json(related.document, related.range)}}}});
    return json;
}

} // namespace

std::string format_rdjson(const CheckResult& result, const FormatOptions& options) {
    Json diagnostics = Json::array();
    for (const Finding& finding : result.findings)
        diagnostics.push_back(diagnostic(finding, options));
    return json_text({{"source", {{"name", "modal-lsp"}}}, {"diagnostics", std::move(diagnostics)}});
}

} // namespace modal_lsp::server::cli
