#pragma once
#include <span>
#include <string_view>

namespace modal_lsp::server::cli {

/// The candidate that differs least by insertions, deletions, changes and swaps of neighbours, if it is close
/// enough to be a misspelling; empty otherwise. Names longer than 100 bytes are not compared.
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string_view> candidates);

} // namespace modal_lsp::server::cli
