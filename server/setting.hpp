#pragma once
#include "analysis/text/offset.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// What a person wrote for a setting, whichever language it was written in (TOML or JSON). `number` is one
/// that is not a whole number of 64 bits, `other` what no setting takes (a date).
struct Setting {
    enum class Kind : std::uint8_t { null, boolean, integer, number, text, list, table, other };

    Kind kind = Kind::null;
    bool boolean = false;
    std::int64_t integer = 0;
    std::string text;           ///< the string's value, or how a number or other value was spelt
    std::vector<Setting> items; ///< elements of a list, members of a table
    std::string key;            ///< of a member of a table
    text::ByteRange range;      ///< of the value; empty at 0 where there is no text (editor settings)
    text::ByteRange key_range;
};

/// Something in a configuration that is not understood. The rest of the configuration still counts.
struct ConfigProblem {
    std::string key_path; ///< "ignore[1]", "severity.unused-suppression"; empty for the whole file
    std::string message;  ///< valid UTF-8, one line, of bounded length
    text::ByteRange range;
    friend bool operator==(const ConfigProblem&, const ConfigProblem&) = default;
};

/// More than this many problems of one configuration help nobody and are not kept.
inline constexpr std::size_t kMaxConfigProblems = 100;

/// A person's text made fit for a message: valid UTF-8, no control characters, cut with an ellipsis after
/// `limit` characters.
[[nodiscard]] std::string presentable(std::string_view text, std::size_t limit = 60);

/// What a setting is, for "expected …, found …": `the string "many"`, `the number 3`, `true`, `a list`.
[[nodiscard]] std::string describe(const Setting& setting);

} // namespace modal_lsp::server
