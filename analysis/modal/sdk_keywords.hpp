#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// The keywords that calling a public path takes in some version of the SDK; nullopt when it is not known, or
/// takes any.
[[nodiscard]] std::optional<std::vector<std::string_view>> keywords_of(std::string_view symbol);

} // namespace modal_lsp::modal
