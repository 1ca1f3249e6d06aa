#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/language.hpp"
#include "analysis/workspace/snapshot.hpp"

#include <vector>

namespace modal_lsp::rules {

struct RunOptions {
    /// False shows also what the file's comments silence, and judges none of them.
    bool apply_suppressions = true;
    /// The language of messages, unless the file's configuration sets one.
    Language reader = Language::english;
};

/// What the rules of the catalogue say of one file: those its configuration has on, at the severity it sets.
/// A rule that needs the whole workspace is silent while the snapshot is not complete. Sorted by place, then
/// code; no two are equal.
[[nodiscard]] std::vector<Diagnostic> run(const workspace::Snapshot& snapshot, const workspace::File& file,
                                          const RunOptions& options = {});

} // namespace modal_lsp::rules
