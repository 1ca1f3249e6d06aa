#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

/// One wildcard pattern of gitignore(5), compiled. Matches bytes, as git does: '?' is one byte, never '/'.
///
/// "*" stays within a component; "**" crosses components when it is a whole component, and is "*" otherwise.
/// What git cannot make sense of (an open "[", a lone "\" at the end, an unknown "[:class:]") matches
/// nothing.
class Glob {
  public:
    explicit Glob(std::string_view pattern);

    /// Whether the whole text matches. Takes time proportional to pattern times text at worst, and no memory.
    [[nodiscard]] bool matches(std::string_view text) const;

  private:
    enum class Kind : std::uint8_t { byte, any_byte, set, star, everything, directories, never };

    struct Token {
        Kind kind = Kind::never;
        unsigned char byte = 0;  // of Kind::byte
        std::uint32_t index = 0; // into sets_, of Kind::set
    };

    using ByteSet = std::array<std::uint64_t, 4>;

    struct Retry;

    std::size_t compile_stars(std::string_view pattern, std::size_t at);
    std::size_t compile_set(std::string_view pattern, std::size_t at);
    [[nodiscard]] bool matches_one(const Token& token, unsigned char byte) const;

    std::vector<Token> tokens_;
    std::vector<ByteSet> sets_;
};

} // namespace modal_lsp::workspace
