#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::syntax {

/// An argument of a call, whole and in front of the cursor's.
struct CallArgument {
    std::string keyword;   ///< empty for a positional one
    text::ByteRange range; ///< of the value, from its first to its last token
    bool spread = false;   ///< *x or **x
    friend bool operator==(const CallArgument&, const CallArgument&) = default;
};

/// The string literal around the cursor.
struct StringContext {
    std::string prefix; ///< as written: "", "r", "Rb" …
    char quote = '"';
    bool triple = false, raw = false, bytes = false, formatted = false;
    bool terminated = true;  ///< the closing quotes are there
    text::ByteOffset begin;  ///< of the prefix
    text::ByteRange content; ///< what a replacement of the string's content replaces; holds the cursor
    friend bool operator==(const StringContext&, const StringContext&) = default;
};

/// The innermost call whose parentheses are open at a cursor.
struct CallContext {
    text::ByteRange callee_range;
    std::string callee; ///< without blanks, comments and line breaks: "modal.Cls.from_name"
    text::ByteOffset open;
    std::vector<CallArgument> before;
    /// How many positional arguments stand in front of the current one; nullopt for a keyword argument, and
    /// behind a spread.
    std::optional<std::uint32_t> position;
    std::string keyword; ///< of the current argument
    /// Nothing but the string under the cursor, if any, stands in the current argument up to the cursor.
    bool at_argument_start = false;
    std::optional<StringContext> string;
    friend bool operator==(const CallContext&, const CallContext&) = default;
};

/// The call around a cursor in good or half-typed text; nullopt outside of calls and in comments. Looks at
/// the text in front of the cursor, and behind it only for the end of the string it is in. Linear in the
/// offset.
///
/// A string without closing quote ends at the end of the line, or in front of a "," or ")" behind the cursor,
/// which were there before the string was begun. The same goes for one that is closed by what opens the next
/// string.
[[nodiscard]] std::optional<CallContext> call_context(std::string_view text, text::ByteOffset at);

} // namespace modal_lsp::syntax
