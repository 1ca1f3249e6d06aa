#pragma once
#include "analysis/docs/sdk_index.hpp"

#include <string_view>
#include <vector>

namespace modal_lsp::docs {

/// The parts of the SDK that some words are about, best first: those named so, then those of which it is
/// said, then those that take an argument of that name. Every word has to be found. At most `limit`.
[[nodiscard]] std::vector<const Symbol*> search(const Index& index, std::string_view words,
                                                std::size_t limit);

} // namespace modal_lsp::docs
