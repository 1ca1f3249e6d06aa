#pragma once
#include "analysis/answers/markup.hpp"
#include "analysis/live/listing.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::answers {

/// Where a thing is at Modal: "Deployed in `dev` (v12, 2026-11-20 …)", "not in `prod`", and as of when.
/// Nothing where it was not asked.
void describe_live(const live::Listing* listing, modal::ObjectKind kind, std::string_view name, Markup& out);

/// The same in few words, for a completion: "in dev (v12), prod"; empty when it is nowhere.
[[nodiscard]] std::string live_detail(const live::Listing& listing, modal::ObjectKind kind,
                                      std::string_view name);

} // namespace modal_lsp::answers
