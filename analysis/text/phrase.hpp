#pragma once
#include "analysis/text/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace modal_lsp {

/// A message in every language we speak, with fmt's placeholders: `{}`, or `{0}` where the order of words
/// differs. That both texts are there and ask for the same arguments is checked when it is compiled.
struct Phrase {
    std::string_view english, chinese;

    consteval Phrase(const char* in_english, const char* in_chinese)
        : english(in_english), chinese(in_chinese) {
        if (english.empty() || chinese.empty()) throw "a phrase is said in every language";
        if (placeholders(english) != placeholders(chinese)) throw "every language says the same things";
        const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
        if (std::ranges::all_of(chinese, is_ascii)) throw "this is not Chinese";
    }

    /// How many `{}` or `{0}` there are; `{{` is a brace. Anything else is refused.
    static consteval int placeholders(std::string_view text) {
        int count = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '{' && text[i] != '}') continue;
            const char next = i + 1 < text.size() ? text[i + 1] : ' ';
            if (next == text[i]) {
                ++i;
                continue;
            }
            const bool numbered = next >= '0' && next <= '9';
            const std::size_t end = i + (numbered ? 2 : 1);
            if (text[i] == '}' || end >= text.size() || text[end] != '}') throw "this is no placeholder";
            ++count;
            i = end;
        }
        return count;
    }

    [[nodiscard]] constexpr std::string_view in(Language language) const {
        return language == Language::chinese ? chinese : english;
    }
};

/// The phrase with its arguments filled in.
template <class... Arguments>
[[nodiscard]] std::string say(Language language, const Phrase& phrase, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(phrase.in(language)), arguments...);
}

} // namespace modal_lsp
