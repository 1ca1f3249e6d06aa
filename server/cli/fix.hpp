#pragma once
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

/// Fixes that can be applied together.
struct FixPlan {
    std::map<std::string, std::vector<text::Edit>> edits; ///< by absolute path; normalized
    std::size_t chosen = 0;                               ///< fixes
};

/// The current text of a file; nullopt for one that is not known, whose fixes are then left out.
using TextOf = std::function<std::optional<text::Document>(const std::string& path)>;

/// One fix per finding, the first that applies: safe ones, with `unsafe` also those a person must look at,
/// never display-only ones. A fix that touches one chosen before it, or reaches past the text, is left out
/// whole, also where it edits several files.
[[nodiscard]] FixPlan choose_fixes(const CheckResult& result, bool unsafe, const TextOf& text_of);

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
