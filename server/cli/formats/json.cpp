#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/place.hpp"

namespace modal_lsp::server::cli {
namespace {

Json byte_range_json(text::ByteRange range) {
    return {{"start", range.begin.value}, {"end", range.end.value}};
}

Json range_json(const text::Document& document, text::ByteRange range) {
    const Region region = region_of(document, range);
    return {{"start", place_json(region.start)}, {"end", place_json(region.end)}};
}

struct Context {
    const FormatOptions& options;
    const Documents documents;
};

Json fix_json(const rules::Fix& fix, const Context& context) {
    Json edits = Json::array();
    for (const rules::FileEdit& edit : fix.edits) {
        Json json{{"path", relative_path(edit.path, context.options.base)}};
        // A file no finding is in has no text here; its bytes say the place all the same.
        if (const auto found = context.documents.find(edit.path); found != context.documents.end())
            json["range"] = range_json(found->second, edit.edit.range);
        json["byteRange"] = byte_range_json(edit.edit.range);
        json["newText"] = edit.edit.replacement;
        edits.push_back(std::move(json));
    }
    return {{"title", fix.title}, {"safety", name_of(fix.safety)}, {"edits", std::move(edits)}};
}

Json related_json(const FindingRelated& related, const FormatOptions& options) {
    return {{"path", relative_path(related.path, options.base)},
            {"range", range_json(related.document, related.range)},
            {"byteRange", byte_range_json(related.range)},
            {"message", related.message}};
}

Json finding_json(const Finding& finding, const Context& context) {
    Json related = Json::array(), fixes = Json::array();
    for (const FindingRelated& place : finding.related)
        related.push_back(related_json(place, context.options));
    for (const rules::Fix& fix : finding.fixes)
        fixes.push_back(fix_json(fix, context));
    return {{"rule", finding.rule->name},
            {"code", finding.rule->code},
            {"severity", name_of(finding.severity)},
            {"message", finding.message},
            {"path", relative_path(finding.path, context.options.base)},
            {"range", range_json(finding.document, finding.range)},
            {"byteRange", byte_range_json(finding.range)},
            {"related", std::move(related)},
            {"fixes", std::move(fixes)},
            {"docs", finding.rule->docs_url}};
}

} // namespace

std::string format_json(const CheckResult& result, const FormatOptions& options) {
    const Context context{options, documents_of(result.findings)};
    Json findings = Json::array();
    for (const Finding& finding : result.findings)
        findings.push_back(finding_json(finding, context));
    return json_text({{"version", 1},
                      {"modalLsp", options.version},
                      {"root", options.base},
                      {"files", {{"checked", result.files_checked}, {"indexed", result.files_indexed}}},
                      {"notes", result.notes},
                      {"findings", std::move(findings)}});
}

} // namespace modal_lsp::server::cli
