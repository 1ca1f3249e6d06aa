#include "server/operate/redact.hpp"

#include "analysis/text/offset.hpp"
#include "analysis/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>

extern char** environ; // NOLINT(readability-redundant-declaration): not all C libraries declare it

namespace modal_lsp::server::operate {
namespace {

constexpr std::string_view kHidden = "***", kAuthority = "://";
/// Shorter values are words that occur anyway.
constexpr std::size_t kShortestSecret = 8;
constexpr std::array<std::string_view, 8> kSecretWords = {"TOKEN",   "SECRET", "PASSWORD",   "PASSWD",
                                                          "API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY"};
/// Modal's tokens, and keys of others that logs are full of.
constexpr std::array<std::string_view, 9> kPrefixes = {"ak-", "as-",  "wk-",   "ws-",        "hf_",
                                                       "sk-", "ghp_", "xoxb-", "github_pat_"};

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_word(char c) {
    return is_letter_or_digit(c) || c == '_' || c == '-';
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_word(text[end]))
        ++end;
    return text.substr(at, end - at);
}

bool is_token(std::string_view word) {
    constexpr std::size_t kShortestToken = 6;
    return std::ranges::any_of(kPrefixes, [&](std::string_view prefix) {
        if (!word.starts_with(prefix) || word.size() < prefix.size() + kShortestToken) return false;
        // "as-you-like" is no token: those have no second hyphen, and few have no digit or capital.
        const std::string_view rest = word.substr(prefix.size());
        return prefix.back() != '-' || prefix == "sk-" || prefix == "xoxb-" ||
               rest.find('-') == std::string_view::npos;
    });
}

/// Where the value begins that a name at `text` gives, `="…"`, `: …`, `': '…'`; npos: it gives none.
std::size_t value_behind(std::string_view text) {
    std::size_t at = 0;
    const auto skip = [&](std::string_view any) {
        at = std::min(text.find_first_not_of(any, at), text.size());
    };
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
    skip(" ");
    if (at >= text.size() || (text[at] != '=' && text[at] != ':')) return std::string_view::npos;
    ++at;
    skip(" ");
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
    return at < text.size() ? at : std::string_view::npos;
}

/// What nobody hides.
bool is_no_value(std::string_view value) {
    return value.empty() || value == "null" || value == "None" || value == "***";
}

/// A value in quotes ends with them.
std::size_t end_of_value(std::string_view text, std::size_t at) {
    const bool quoted = at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'');
    const auto end = quoted ? text.find(text[at - 1], at) : std::string_view::npos;
    return std::min(end == std::string_view::npos ? text.find_first_of(" \t\"',;&}])", at) : end,
                    text.size());
}

/// What stands in front of credentials in an Authorization header.
bool is_scheme(std::string_view word) {
    return std::ranges::equal(word, std::string_view("BEARER"), {}, upper) ||
           std::ranges::equal(word, std::string_view("BASIC"), {}, upper);
}

/// Where the password of an address ends, `//user:password@host`, when the text at `at` is behind its "://".
std::optional<text::ByteRange> password_at(std::string_view text, std::size_t at) {
    const auto end = std::min(text.find_first_of(" \t\"'/?#<>", at), text.size());
    const auto sign = text.substr(at, end - at).rfind('@');
    const auto colon = text.substr(at, end - at).find(':');
    if (sign == std::string_view::npos || colon == std::string_view::npos || colon + 1 >= sign)
        return std::nullopt;
    return text::make_range(static_cast<std::uint32_t>(at + colon + 1),
                            static_cast<std::uint32_t>(at + sign));
}

/// Where the escape sequence that begins at `at` is over: CSI ends with a letter, OSC with BEL or ST; others
/// have one more byte.
std::size_t behind_escape(std::string_view line, std::size_t at) {
    const char kind = at + 1 < line.size() ? line[at + 1] : '\0';
    at += 2;
    if (kind == '[') {
        while (at < line.size() && (line[at] < '@' || line[at] > '~'))
            ++at;
        ++at;
    } else if (kind == ']') {
        while (at < line.size() && line[at] != '\a' && line[at] != '\x1b')
            ++at;
        at += at < line.size() && line[at] == '\x1b' ? 2 : 1;
    }
    return at;
}

} // namespace

bool is_secret_name(std::string_view name) {
    std::string upper_name;
    for (const char c : name)
        upper_name.push_back(c == '-' ? '_' : upper(c));
    if (upper_name == "TOKEN_ID" || upper_name == "MODAL_TOKEN_ID") return true;
    return std::ranges::any_of(
        kSecretWords, [&](std::string_view word) { return upper_name.find(word) != std::string::npos; });
}

Redactor::Redactor(const std::vector<std::string>& environment) {
    for (const std::string& entry : environment) {
        const std::size_t sign = entry.find('=');
        if (sign == std::string::npos || entry.size() - sign - 1 < kShortestSecret) continue;
        if (is_secret_name(std::string_view(entry).substr(0, sign)))
            values_.push_back(entry.substr(sign + 1));
    }
    std::ranges::sort(values_, std::ranges::greater{}, &std::string::size);
}

std::string Redactor::operator()(std::string_view text) const {
    std::string known(text);
    for (const std::string& value : values_)
        for (std::size_t at = known.find(value); at != std::string::npos; at = known.find(value, at))
            known.replace(at, value.size(), kHidden);

    std::string out;
    const std::string_view all = known;
    for (std::size_t at = 0; at < all.size();) {
        if (all.substr(at).starts_with(kAuthority)) {
            const auto password = password_at(all, at + kAuthority.size());
            const std::size_t begin = password ? password->begin.value : at + kAuthority.size();
            out += all.substr(at, begin - at);
            if (password) out += kHidden;
            at = password ? password->end.value : begin;
            continue;
        }
        if (!is_word(all[at])) {
            out.push_back(all[at++]);
            continue;
        }
        const std::string_view word = word_at(all, at);
        at += word.size();
        if (is_token(word)) {
            out += std::string(word.substr(0, 3)) + std::string(kHidden);
            continue;
        }
        out += word;
        std::size_t value = std::string_view::npos;
        if (is_secret_name(word))
            value = value_behind(all.substr(at));
        else if (is_scheme(word) && at < all.size() && all[at] == ' ')
            value = 1;
        if (value == std::string_view::npos) continue;
        const std::size_t begin = at + value, end = end_of_value(all, begin);
        if (is_no_value(all.substr(begin, end - begin))) continue;
        out += std::string(all.substr(at, value)) + std::string(kHidden);
        at = end;
    }
    return out;
}

std::string plain(std::string_view line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '\x1b') {
            at = behind_escape(line, at);
            continue;
        }
        const text::Character character = text::decode_character(line, at);
        at += character.length;
        if (character.code_point == '\t') out.push_back(' ');
        if (character.code_point >= 0x20 && character.code_point != 0x7F)
            text::append_utf8(out, character.code_point);
    }
    return out;
}

std::vector<std::string> process_environment() {
    std::vector<std::string> out;
    for (char** each = environ; each != nullptr && *each != nullptr; ++each)
        out.emplace_back(*each);
    return out;
}

} // namespace modal_lsp::server::operate
