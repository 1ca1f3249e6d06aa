#include "server/cli/baseline.hpp"

#include "server/cli/formats/json_text.hpp"
#include "server/cli/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

constexpr int kVersion = 1;

tl::unexpected<std::string> refusal(std::string message) {
    return tl::unexpected(std::move(message));
}

/// nlohmann parses by recursion-free states, but destroys nested values by recursion: what nests deeper than
/// any baseline is refused before it is built.
bool nests_too_deep(std::string_view text) {
    constexpr int kDeepest = 16;
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_string && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            in_string = !in_string;
        else if (!in_string && (text[i] == '[' || text[i] == '{'))
            ++depth;
        else if (!in_string && (text[i] == ']' || text[i] == '}'))
            --depth;
        if (depth > kDeepest) return true;
    }
    return false;
}

} // namespace

std::string baseline_text(const CheckResult& result, std::string_view base) {
    const auto prints = fingerprints(result.findings, base);
    Json findings = Json::array();
    for (std::size_t i = 0; i < prints.size(); ++i) {
        const Finding& finding = result.findings[i];
        findings.push_back({{"path", relative_path(finding.path, base)},
                            {"rule", finding.rule->name},
                            {"message", finding.message},
                            {"fingerprint", prints[i]}});
    }
    return json_text({{"modalLspBaseline", kVersion}, {"findings", std::move(findings)}});
}

tl::expected<Baseline, std::string> parse_baseline(std::string_view text) {
    if (nests_too_deep(text)) return refusal("it is not a baseline of modal-lsp: it nests too deep");
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return refusal("it is not JSON");
    const auto version = json.is_object() ? json.find("modalLspBaseline") : json.end();
    if (!json.is_object() || version == json.end()) return refusal("it is not a baseline of modal-lsp");
    if (*version != kVersion)
        return refusal(fmt::format(
            "its version is {}, but this modal-lsp reads version {}; write it again with --write-baseline",
            version->dump(-1, ' ', false, Json::error_handler_t::replace), kVersion));
    const auto findings = json.find("findings");
    if (findings == json.end() || !findings->is_array()) return refusal("\"findings\" should be a list");
    Baseline baseline;
    for (const Json& finding : *findings) {
        const auto print = finding.is_object() ? finding.find("fingerprint") : finding.end();
        if (!finding.is_object() || print == finding.end() || !print->is_string())
            return refusal("each of \"findings\" should have a text \"fingerprint\"");
        baseline.fingerprints.push_back(print->get<std::string>());
    }
    std::ranges::sort(baseline.fingerprints);
    return baseline;
}

BaselineMatch remove_known(CheckResult& result, const Baseline& baseline, std::string_view base) {
    const auto prints = fingerprints(result.findings, base);
    std::vector<Finding> fresh;
    for (std::size_t i = 0; i < prints.size(); ++i)
        if (!std::ranges::binary_search(baseline.fingerprints, prints[i]))
            fresh.push_back(std::move(result.findings[i]));
    const std::size_t known = prints.size() - fresh.size();
    result.findings = std::move(fresh);
    const std::size_t entries = baseline.fingerprints.size();
    return {known, entries > known ? entries - known : 0};
}

} // namespace modal_lsp::server::cli
