#pragma once
#include <cstdint>

namespace modal_lsp::syntax {

/// How a parameter is given (Python language reference §8.7).
enum class ParameterKind : std::uint8_t {
    positional_only,
    regular,
    variadic,
    keyword_only,
    keyword_variadic
};

} // namespace modal_lsp::syntax
