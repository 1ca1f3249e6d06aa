#pragma once
#include "analysis/text/version.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace modal_lsp::modal {

/// What is known of the SDK and its command line begins with it.
inline constexpr text::Version kOldestModal{.major = 0, .minor = 64, .patch = 0};

/// How code is mended that uses something the SDK has renamed or dropped.
enum class Mend : std::uint8_t {
    rename, ///< write `replacement` in its place
    none,   ///< by hand
};

/// The `gone` of what is only deprecated.
inline constexpr text::Version kNotGone{99, 0, 0};

/// Something of the SDK that was renamed or dropped.
struct SdkChange {
    std::string_view rule;        ///< the rule that reports it
    std::string_view symbol;      ///< public path; "modal.gpu." stands for all below it
    std::string_view keyword;     ///< of the symbol's call; empty: the symbol itself
    text::Version deprecated;     ///< since when it warns; 0.0.0: never
    text::Version gone;           ///< since when it raises or is missing
    std::string_view replacement; ///< for people: "min_containers="
    Mend mend = Mend::none;
    std::string_view written = {}; ///< rename: what to write, when that is not the last name of `replacement`
};

/// All that is known, by rule (SDK: CHANGELOG, `_utils/deprecation.py`).
[[nodiscard]] std::span<const SdkChange> sdk_changes();

} // namespace modal_lsp::modal
