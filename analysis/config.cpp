#include "analysis/config.hpp"

#include "analysis/docs/sdk_index.hpp"

#include <algorithm>

namespace modal_lsp {
namespace {

bool names_rule(const std::string& selector, const rules::Rule& rule) {
    return selector == rule.name || selector == rule.code || selector == rule.group || selector == "all";
}

bool any_names(const std::vector<std::string>& selectors, const rules::Rule& rule) {
    return std::ranges::any_of(selectors, [&](const std::string& s) { return names_rule(s, rule); });
}

} // namespace

const docs::Index& sdk_of(const Config& config) {
    return config.sdk ? *config.sdk : docs::Index::embedded();
}

Language language_of(const Config& config, Language reader) {
    return config.language == "auto" ? reader : language_of_locale(config.language);
}

std::optional<rules::Severity> severity_of(const Config& config, const rules::Rule& rule) {
    if (any_names(config.ignore, rule)) return std::nullopt;
    for (const std::string_view key : {rule.name, rule.code})
        if (const auto set = config.severity.find(std::string(key)); set != config.severity.end())
            return set->second;
    if (is_strict(config) && rule.strict) return rule.strict;
    if (rule.enabled || any_names(config.select, rule)) return rule.severity;
    return std::nullopt;
}

bool is_for_check(const Config& config, const rules::Rule& rule) {
    if (!rule.editor_only || any_names(config.select, rule)) return true;
    const bool is_set =
        config.severity.contains(std::string(rule.name)) || config.severity.contains(std::string(rule.code));
    return is_set || (is_strict(config) && rule.strict);
}

} // namespace modal_lsp
