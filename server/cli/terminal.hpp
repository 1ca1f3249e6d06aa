#pragma once
#include "analysis/rules/rule.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace modal_lsp::server::cli {

/// What a piece of output is; `Painter` knows its colour.
enum class Ink : std::uint8_t {
    error,
    warning,
    information,
    hint,
    gutter,
    emphasis,
    help,
    heading,
    code,
    added,
    removed
};

[[nodiscard]] Ink ink_of(rules::Severity severity);

/// Wraps text in ANSI colour sequences, or leaves it alone.
class Painter {
  public:
    explicit Painter(bool color) : color_(color) {}

    [[nodiscard]] std::string operator()(Ink ink, std::string_view text) const;

    [[nodiscard]] bool color() const { return color_; }

  private:
    bool color_;
};

/// Terminal cells a character occupies: 0 for combining marks and joiners, 2 for wide East Asian characters
/// and emoji, otherwise 1. After Unicode's East Asian Width (UAX #11), in coarse ranges.
[[nodiscard]] unsigned cell_width(char32_t code_point);

/// True for what must not reach a terminal as it is: control characters, and marks that reorder the text
/// around them.
[[nodiscard]] bool is_unprintable(char32_t code_point);

/// How a character is shown when it cannot be shown as itself: "\n", "\x1b", "\u{202e}".
[[nodiscard]] std::string escape_character(char32_t code_point);

/// The text with unprintable characters and bytes that are not UTF-8 as escapes; safe for one line of a
/// terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// As `printable`, keeping line feeds.
[[nodiscard]] std::string printable_lines(std::string_view text);

} // namespace modal_lsp::server::cli
