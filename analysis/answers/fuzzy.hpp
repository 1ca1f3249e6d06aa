#pragma once
#include <optional>
#include <string_view>

namespace modal_lsp::answers {

/// How well a name answers to a query, smaller is better; nullopt when the query's characters are not all in
/// it, in order. Case does not matter for ASCII. An equal name is best, then one that starts with the query,
/// then one whose words do, then shorter names.
[[nodiscard]] std::optional<int> match_rank(std::string_view query, std::string_view name);

} // namespace modal_lsp::answers
