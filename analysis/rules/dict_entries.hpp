#pragma once
#include "analysis/rules/inspection.hpp"

#include <optional>
#include <vector>

namespace modal_lsp::rules {

/// One `key: value` of a dict that is written out.
struct DictEntry {
    python::ExprId key{}, value{}; ///< of a `**spread`, itself and the unknown expression
};

/// Those of an argument; empty when it is not given, or no dict that is written out.
[[nodiscard]] std::vector<DictEntry> dict_entries(const Inspection& inspection,
                                                  const std::optional<modal::GivenArgument>& argument);

/// Says of numbers and truth values in a dict of environment variables that they have to be texts, and quotes
/// them.
void report_values_without_quotes(const Inspection& inspection, Report& report,
                                  const std::optional<modal::GivenArgument>& variables);

} // namespace modal_lsp::rules
