#pragma once
#include "analysis/rules/inspection.hpp"

#include <span>
#include <string_view>

namespace modal_lsp::rules {

/// Says that what is called has no parameter of the argument's keyword, and offers the nearest of those that
/// it has.
void report_unknown_parameter(const Inspection& inspection, Report& report, std::string_view called,
                              const modal::GivenArgument& argument,
                              std::span<const std::string_view> parameters);

} // namespace modal_lsp::rules
