#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::docs {

/// ASCII letters in lower case; all else as it is.
[[nodiscard]] std::string lowered(std::string_view text);

/// What blanks part, in lower case.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

} // namespace modal_lsp::docs
