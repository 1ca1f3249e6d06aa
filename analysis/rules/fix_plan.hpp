#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/document.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::rules {

/// Fixes that can be applied together.
struct FixPlan {
    std::map<std::string, std::vector<text::Edit>> edits; ///< by absolute path; normalized
    std::size_t chosen = 0;                               ///< fixes
};

/// The current text of a file; nullopt for one that is not known, whose fixes are then left out.
using TextOf = std::function<std::optional<text::Document>(const std::string& path)>;

/// The first fix that may be applied in bulk: a safe one, with `unsafe` also one a person must look at, never
/// a display-only one. nullptr when there is none. Borrows from `fixes`.
[[nodiscard]] const Fix* applicable_fix(const std::vector<Fix>& fixes, bool unsafe);

/// Takes the fixes in their order. One that touches another taken before it, or reaches past the text, is
/// left out whole, also where it edits several files.
[[nodiscard]] FixPlan plan_fixes(const std::vector<const Fix*>& fixes, const TextOf& text_of);

} // namespace modal_lsp::rules
