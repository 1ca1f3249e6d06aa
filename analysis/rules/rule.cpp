#include "analysis/rules/rule.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::rules {

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "info";
    case Severity::hint: return "hint";
    }
    return "warning";
}

std::string_view name_of(Safety safety) {
    switch (safety) {
    case Safety::safe: return "safe";
    case Safety::unsafe: return "unsafe";
    case Safety::display_only: return "display-only";
    }
    return "unsafe";
}

Diagnostic& Report::add_said(text::ByteRange range, std::string message) {
    Diagnostic& diagnostic = diagnostics_.emplace_back();
    diagnostic.rule = rule_;
    diagnostic.severity = rule_->severity;
    diagnostic.range = range;
    diagnostic.message = std::move(message);
    return diagnostic;
}

const Rule* find_rule(std::string_view name_or_code) {
    const auto rules = catalogue();
    const auto found = std::ranges::find_if(
        rules, [&](const Rule* rule) { return rule->name == name_or_code || rule->code == name_or_code; });
    return found == rules.end() ? nullptr : *found;
}

} // namespace modal_lsp::rules
