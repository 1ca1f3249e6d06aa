#pragma once
#include "analysis/rules/rule.hpp"
#include "server/cli/finding.hpp"
#include "server/cli/terminal.hpp"

#include <string>

namespace modal_lsp::server::cli {

/// The last lines for people: notes, "2 errors, 1 warning in 3 files (7 checked)", and what --fix could mend.
[[nodiscard]] std::string summary(const CheckResult& result, const Painter& paint);

/// What --fix would apply for a finding: the first fix that is safe, or that is not display-only when
/// `unsafe`. nullptr when there is none.
[[nodiscard]] const rules::Fix* applicable_fix(const Finding& finding, bool unsafe);

/// "1 file", "2 files". `noun` is a word whose plural ends in s.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

} // namespace modal_lsp::server::cli
