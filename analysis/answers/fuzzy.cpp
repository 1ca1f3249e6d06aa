#include "analysis/answers/fuzzy.hpp"

#include <algorithm>

namespace modal_lsp::answers {
namespace {

constexpr int kPrefix = 1000;
constexpr int kInside = 2000;
constexpr int kScattered = 3000;
constexpr int kLongest = 200;

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same(char a, char b) {
    return lowered(a) == lowered(b);
}

bool starts_word(std::string_view name, std::size_t at) {
    if (at == 0) return true;
    const char before = name[at - 1];
    const bool hump = name[at] >= 'A' && name[at] <= 'Z' && before >= 'a' && before <= 'z';
    return hump || before == '_' || before == '-' || before == '.' || before == '/';
}

} // namespace

std::optional<int> match_rank(std::string_view query, std::string_view name) {
    const int length = std::min(static_cast<int>(name.size()), kLongest);
    if (query.empty()) return length;
    const auto whole = std::ranges::search(name, query, same);
    if (!whole.empty()) {
        const auto at = static_cast<std::size_t>(whole.begin() - name.begin());
        if (name.size() == query.size()) return 0;
        if (at == 0) return kPrefix + length;
        return kInside + length + (starts_word(name, at) ? 0 : kLongest);
    }
    int misses = 0;
    std::size_t at = 0;
    for (const char wanted : query) {
        while (at < name.size() && !same(name[at], wanted))
            ++at;
        if (at == name.size()) return std::nullopt;
        misses += starts_word(name, at) ? 0 : 1;
        ++at;
    }
    return kScattered + length + misses * kLongest;
}

} // namespace modal_lsp::answers
