#include "analysis/text/similarity.hpp"

#include "analysis/text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace modal_lsp::text {
namespace {

constexpr std::size_t kLongestName = 256; // bytes; keeps a hostile name from costing more than a glance

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = decode_character(text, at);
        out.push_back(character.code_point);
        at += character.length;
    }
    return out;
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_separator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ' ';
}

char lower(char c) {
    return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// True where camelCase begins a word: "embed|Model", "HTTP|Server".
bool begins_word(std::string_view name, std::size_t at) {
    if (at == 0 || !is_upper(name[at])) return false;
    const char before = name[at - 1];
    if (is_lower(before) || is_digit(before)) return true;
    return is_upper(before) && at + 1 < name.size() && is_lower(name[at + 1]);
}

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (is_separator(name[at])) {
            open = false;
            continue;
        }
        if (!open || begins_word(name, at)) words.emplace_back();
        open = true;
        words.back().push_back(lower(name[at]));
    }
    return words;
}

/// The words without boundaries, except between two digits, where a boundary carries meaning.
std::string run_together(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty() && is_digit(out.back()) && is_digit(word.front())) out.push_back('-');
        out += word;
    }
    return out;
}

std::size_t tolerated_edits(std::size_t length) {
    if (length < 3) return 0;
    if (length < 6) return 1;
    return std::min<std::size_t>(length / 3, 4);
}

/// Smaller is nearer; nullopt is too far.
std::optional<std::size_t> rank_of(std::string_view name, std::string_view candidate) {
    if (candidate == name || candidate.size() > kLongestName) return std::nullopt;
    if (differs_only_in_style(name, candidate)) return 0;
    const std::size_t limit = tolerated_edits(std::min(name.size(), candidate.size()));
    const std::size_t distance = edit_distance(name, candidate, limit);
    return distance > limit ? std::nullopt : std::optional(distance);
}

template <typename Text>
std::optional<std::string> nearest_of(std::string_view name, std::span<const Text> candidates) {
    if (name.empty() || name.size() > kLongestName) return std::nullopt;
    std::optional<std::size_t> best;
    std::string_view chosen;
    for (const std::string_view candidate : candidates) {
        const auto rank = rank_of(name, candidate);
        if (!rank || (best && (*rank > *best || (*rank == *best && candidate >= chosen)))) continue;
        best = rank;
        chosen = candidate;
    }
    return best ? std::optional<std::string>(chosen) : std::nullopt;
}

} // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::u32string from = decode(a);
    const std::u32string to = decode(b);
    const std::size_t over = limit + 1;
    if (std::max(from.size(), to.size()) - std::min(from.size(), to.size()) > limit) return over;

    std::vector<std::size_t> before(to.size() + 1);
    std::vector<std::size_t> above(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j)
        above[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (from[i - 1] == to[j - 1] ? 0U : 1U);
            row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        // A swap reaches over one row, so both must be past the limit before the end is certain.
        if (std::min(std::ranges::min(row), std::ranges::min(above)) > limit) return over;
        std::swap(before, above);
        std::swap(above, row);
    }
    return std::min(above.back(), over);
}

bool differs_only_in_style(std::string_view a, std::string_view b) {
    if (a == b) return false;
    const auto left = words_of(a);
    const auto right = words_of(b);
    if (left.empty() || right.empty()) return false;
    if (left == right) return true;
    return (left.size() == 1 || right.size() == 1) && run_together(left) == run_together(right);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string_view> candidates) {
    return nearest_of(name, candidates);
}

std::optional<std::string> nearest(std::string_view name, std::span<const std::string> candidates) {
    return nearest_of(name, candidates);
}

} // namespace modal_lsp::text
