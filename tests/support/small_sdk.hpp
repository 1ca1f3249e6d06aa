#pragma once
#include <map>
#include <string>

namespace modal_lsp::testing {

using Sources = std::map<std::string, std::string, std::less<>>;

/// The least that is taken for the SDK, version 9.8.7, in the shapes that real releases have: path to text.
[[nodiscard]] Sources small_sdk();

} // namespace modal_lsp::testing
