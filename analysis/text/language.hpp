#pragma once
#include <cstdint>
#include <string_view>

namespace modal_lsp {

/// The languages that messages are written in.
enum class Language : std::uint8_t { english, chinese };

/// The language of a locale as editors and environments spell it: "zh-cn", "zh_CN.UTF-8" and "zh-Hans" are
/// Chinese; anything else is English.
[[nodiscard]] constexpr Language language_of_locale(std::string_view locale) {
    constexpr std::string_view kEnds = "-_.@";
    const bool chinese = locale.starts_with("zh") || locale.starts_with("ZH") || locale.starts_with("Zh");
    const bool whole = locale.size() == 2 || (locale.size() > 2 && kEnds.find(locale[2]) != kEnds.npos);
    return chinese && whole ? Language::chinese : Language::english;
}

} // namespace modal_lsp
