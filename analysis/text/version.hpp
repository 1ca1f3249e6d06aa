#pragma once
#include <charconv>
#include <compare>
#include <optional>
#include <string_view>

namespace modal_lsp::text {

/// A version of a package, as far as its first three numbers go.
struct Version {
    int major = 0, minor = 0, patch = 0;
    friend constexpr auto operator<=>(const Version&, const Version&) = default;
};

/// "1.2.3", "1.2", "1.2.3.dev4"; nullopt when the text does not begin with a number.
[[nodiscard]] inline std::optional<Version> parse_version(std::string_view text) {
    Version version;
    int* const parts[] = {&version.major, &version.minor, &version.patch};
    bool any = false;
    for (int* part : parts) {
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), *part);
        if (parsed.ec != std::errc()) break;
        any = true;
        text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
        if (!text.starts_with('.')) break;
        text.remove_prefix(1);
    }
    return any ? std::optional(version) : std::nullopt;
}

} // namespace modal_lsp::text
