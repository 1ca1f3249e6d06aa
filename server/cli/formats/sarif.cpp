#include "server/cli/formats/formats.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/place.hpp"
#include "server/cli/rule_page.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kRoot = "SRCROOT";

struct Context {
    const FormatOptions& options;
    const Documents documents;
    std::vector<const rules::Rule*> rules; // those that found something, each once
};

std::string_view level_of(rules::Severity severity) {
    switch (severity) {
    case rules::Severity::error: return "error";
    case rules::Severity::warning: return "warning";
    case rules::Severity::information:
    case rules::Severity::hint: return "note";
    }
    return "note";
}

/// SARIF §3.4: relative to the root when below it, otherwise absolute.
Json artifact_json(std::string_view path, const Context& context) {
    const std::string relative = relative_path(path, context.options.base);
    if (relative != path) return {{"uri", uri_path(relative)}, {"uriBaseId", kRoot}};
    return {{"uri", "file://" + uri_path(path)}};
}

Json region_json(const text::Document& document, text::ByteRange range) {
    const Region region = region_of(document, range);
    return {{"startLine", region.start.line},
            {"startColumn", region.start.column},
            {"endLine", region.end.line},
            {"endColumn", region.end.column}};
}

Json location_json(std::string_view path, const text::Document& document, text::ByteRange range,
                   const Context& context) {
    return {{"physicalLocation",
             {{"artifactLocation", artifact_json(path, context)}, {"region", region_json(document, range)}}}};
}

Json rule_json(const rules::Rule& rule) {
    return {{"id", rule.code},
            {"name", rule.name},
            {"shortDescription", {{"text", rule_summary(rule)}}},
            {"fullDescription", {{"text", rule_description(rule)}}},
            {"help", {{"text", render_page(rule.page, false)}, {"markdown", rule.page}}},
            {"helpUri", rule.docs_url},
            {"defaultConfiguration", {{"enabled", rule.enabled}, {"level", level_of(rule.severity)}}},
            {"properties", {{"tags", {"modal", rule.group}}, {"since", rule.since}}}};
}

Json change_json(std::string_view path, const rules::Fix& fix, const Context& context) {
    Json replacements = Json::array();
    const auto found = context.documents.find(path);
    for (const rules::FileEdit& edit : fix.edits) {
        if (edit.path != path) continue;
        const text::ByteRange range = edit.edit.range;
        Json deleted = found != context.documents.end()
                           ? region_json(found->second, range)
                           : Json{{"byteOffset", range.begin.value}, {"byteLength", range.size()}};
        replacements.push_back(
            {{"deletedRegion", std::move(deleted)}, {"insertedContent", {{"text", edit.edit.replacement}}}});
    }
    return {{"artifactLocation", artifact_json(path, context)}, {"replacements", std::move(replacements)}};
}

Json fix_json(const rules::Fix& fix, const Context& context) {
    std::vector<std::string_view> paths;
    for (const rules::FileEdit& edit : fix.edits)
        if (std::ranges::find(paths, edit.path) == paths.end()) paths.push_back(edit.path);
    Json changes = Json::array();
    for (const std::string_view path : paths)
        changes.push_back(change_json(path, fix, context));
    return {{"description", {{"text", fix.title}}},
            {"artifactChanges", std::move(changes)},
            {"properties", {{"safety", name_of(fix.safety)}}}};
}

Json related_json(const FindingRelated& related, std::size_t id, const Context& context) {
    Json json = location_json(related.path, related.document, related.range, context);
    json["id"] = id;
    json["message"] = {{"text", related.message}};
    return json;
}

Json result_json(const Finding& finding, std::string_view fingerprint, const Context& context) {
    const auto index = std::ranges::find(context.rules, finding.rule) - context.rules.begin();
    Json json{
        {"ruleId", finding.rule->code},
        {"ruleIndex", index},
        {"level", level_of(finding.severity)},
        {"message", {{"text", finding.message}}},
        {"locations", Json::array({location_json(finding.path, finding.document, finding.range, context)})},
        {"partialFingerprints", {{"modalLsp/v1", fingerprint}}}};
    for (std::size_t i = 0; i < finding.related.size(); ++i)
        json["relatedLocations"].push_back(related_json(finding.related[i], i + 1, context));
    for (const rules::Fix& fix : finding.fixes)
        if (!fix.edits.empty()) json["fixes"].push_back(fix_json(fix, context));
    return json;
}

Json invocation_json(const CheckResult& result) {
    Json json{{"executionSuccessful", true}};
    for (const std::string& note : result.notes)
        json["toolExecutionNotifications"].push_back({{"level", "note"}, {"message", {{"text", note}}}});
    return json;
}

} // namespace

std::string format_sarif(const CheckResult& result, const FormatOptions& options) {
    Context context{options, documents_of(result.findings), {}};
    for (const Finding& finding : result.findings)
        if (std::ranges::find(context.rules, finding.rule) == context.rules.end())
            context.rules.push_back(finding.rule);

    Json described = Json::array(), results = Json::array();
    for (const rules::Rule* rule : context.rules)
        described.push_back(rule_json(*rule));
    const auto prints = fingerprints(result.findings, options.base);
    for (std::size_t i = 0; i < result.findings.size(); ++i)
        results.push_back(result_json(result.findings[i], prints[i], context));

    Json driver{{"name", "modal-lsp"}, {"version", options.version}, {"semanticVersion", options.version}};
    driver["rules"] = std::move(described);
    Json run{
        {"tool", {{"driver", std::move(driver)}}},
        {"invocations", Json::array({invocation_json(result)})},
        {"columnKind", "unicodeCodePoints"},
        {"originalUriBaseIds", {{std::string(kRoot), {{"uri", "file://" + uri_path(options.base) + "/"}}}}},
        {"results", std::move(results)}};
    return json_text({{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}});
}

} // namespace modal_lsp::server::cli
