#pragma once
#include "analysis/answers/completion.hpp"
#include "analysis/answers/name_site.hpp"

#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::answers {

/// A name that may stand at a site, before it is made to fit the text there.
struct Candidate {
    std::string name;
    CompletionKind kind = CompletionKind::function;
    std::string detail;
    std::optional<FileId> file; ///< where it comes from, for nearness; none: it is at Modal only
    std::optional<workspace::Ref> member;
    bool assumed = false;
};

/// Every name that fits the site, once, nearest first, then by name.
[[nodiscard]] std::vector<Candidate> candidates_at(const workspace::Snapshot& snapshot, FileId asking,
                                                   const NameSite& site);

/// Markdown for the candidate, as hover would say it.
[[nodiscard]] std::string documentation_of(const workspace::Snapshot& snapshot, FileId asking,
                                           const NameSite& site, const Candidate& candidate);

} // namespace modal_lsp::answers
