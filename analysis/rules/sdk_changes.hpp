#pragma once
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/rule.hpp"
#include "analysis/text/version.hpp"

#include <string_view>

namespace modal_lsp::rules {

/// Reports what a file uses of the changes that belong to one rule, for the version of the SDK in use: what
/// is gone by then at the rule's severity, what is deprecated as a warning, and nothing where it is still
/// right.
void report_changes(Inspection& inspection, std::string_view rule, Report& report);

/// True when the version of the SDK in use is that one or a later one; the newest is taken for in use where
/// nothing else is said.
[[nodiscard]] bool has_sdk(const Inspection& inspection, text::Version version);

} // namespace modal_lsp::rules
