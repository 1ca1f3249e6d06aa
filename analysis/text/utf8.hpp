#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace modal_lsp::text {

/// One character of UTF-8 text as it is met when reading forward.
struct Character {
    char32_t code_point = 0;  ///< U+FFFD for a byte that is not UTF-8
    std::uint32_t length = 1; ///< bytes, at least 1
    bool valid = true;
};

/// Decodes the character at `at` (at < text.size()). Over-long forms, surrogates and values past U+10FFFF are
/// not UTF-8: such a byte is a character of its own, so that reading always moves on.
[[nodiscard]] Character decode_character(std::string_view text, std::size_t at);

/// Appends a code point as UTF-8; U+FFFD in place of what is not a scalar value.
void append_utf8(std::string& out, char32_t code_point);

/// True when the whole text is UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

} // namespace modal_lsp::text
