#include "analysis/modal/object_names.hpp"

#include <algorithm>

namespace modal_lsp::modal {
namespace {

constexpr std::size_t kLongest = 64;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

bool is_object_name(std::string_view name) {
    const auto fits = [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, fits);
}

std::string slug(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        // A word begins where a capital follows a small letter or a digit.
        const bool word = is_upper(c) && i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
        const bool kept = is_lower(c) || is_upper(c) || is_digit(c);
        if ((word || !kept) && !out.empty() && out.back() != '-') out.push_back('-');
        if (kept) out.push_back(is_upper(c) ? static_cast<char>(c + 32) : c);
        if (c == '.' && !out.empty()) out.back() = '.';
    }
    while (!out.empty() && !is_lower(out.back()) && !is_digit(out.back()))
        out.pop_back();
    return out.substr(0, kLongest);
}

} // namespace modal_lsp::modal
