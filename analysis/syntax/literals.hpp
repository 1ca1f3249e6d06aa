#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::syntax {

/// The parts of one string literal's source (Python language reference §2.4.1), without its value.
struct StringLiteral {
    bool raw = false, bytes = false, formatted = false;
    char quote = '"';
    bool triple = false;
    bool terminated = true;      ///< the closing quotes are there
    std::uint32_t content_begin; ///< byte index in the source behind the opening quotes
    std::uint32_t content_end;   ///< byte index of the closing quotes, or of the end where they are missing
};

/// Takes a literal's source apart; nullopt when it does not start like a string.
[[nodiscard]] std::optional<StringLiteral> split_string_literal(std::string_view source);

/// The value of a piece of string content: escapes resolved unless `raw`. An escape Python does not know
/// stays as it is written. `\N{name}` is not looked up: it gives U+FFFD.
[[nodiscard]] std::string unescape(std::string_view content, bool raw);

/// `value` written as the content of a literal with this quote: backslash, quote and line ends escaped. In a
/// raw literal nothing can be escaped: the value stands as it is, whether it fits or not.
[[nodiscard]] std::string escape_for(std::string_view value, const StringLiteral& literal);

/// True when the range is followed by the quote that stands before it.
[[nodiscard]] bool is_in_quotes(std::string_view text, text::ByteRange range);

/// Length of a string prefix and opening quotes at the start of `source` ("", "'", "rb\"\"\""…); 0 when none.
[[nodiscard]] std::uint32_t opening_length(std::string_view source);

} // namespace modal_lsp::syntax
