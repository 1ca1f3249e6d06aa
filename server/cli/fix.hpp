#pragma once
#include "analysis/rules/fix_plan.hpp"
#include "analysis/text/document.hpp"
#include "analysis/text/edit.hpp"
#include "server/cli/engine.hpp"
#include "server/cli/finding.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// One fix per finding, the first that applies: safe ones, with `unsafe` also those a person must look at,
/// never display-only ones. A fix that touches one chosen before it, or reaches past the text, is left out
/// whole, also where it edits several files.
[[nodiscard]] rules::FixPlan choose_fixes(const CheckResult& result, bool unsafe,
                                          const rules::TextOf& text_of);

/// The text with the edits; line feeds they insert become CRLF in a file whose first line ends so.
[[nodiscard]] std::string apply_edits(const text::Document& document, std::vector<text::Edit> edits);

struct FileChange {
    text::Document before, after;
};

struct FixOutcome {
    CheckResult remaining; ///< the findings after the last round
    std::map<std::string, FileChange> changes;
    std::size_t applied = 0;
    bool settled = true; ///< false: there was still something to fix after the last round
};

/// Fixes in the engine's memory, checking again after each round, until nothing is left to fix or
/// `kMostRounds` are over. Writes nothing.
inline constexpr int kMostRounds = 10;
[[nodiscard]] FixOutcome fix_all(CheckEngine& engine, bool unsafe);

} // namespace modal_lsp::server::cli
