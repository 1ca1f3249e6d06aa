#include "analysis/docs/search.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::docs {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool contains(std::string_view text, std::string_view word) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    return !std::ranges::search(text, word, same).empty();
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \t"), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// How well a word fits; 0 when not at all.
int rank(const Symbol& symbol, std::string_view word) {
    constexpr int kExact = 100, kName = 40, kPath = 20, kSummary = 10, kParameter = 5;
    if (symbol.name().size() == word.size() && contains(symbol.name(), word)) return kExact;
    if (contains(symbol.name(), word)) return kName;
    if (contains(symbol.path, word)) return kPath;
    if (contains(symbol.summary, word)) return kSummary;
    const auto named = [&](const Parameter& parameter) { return contains(parameter.name, word); };
    return std::ranges::any_of(symbol.parameters, named) ? kParameter : 0;
}

} // namespace

std::vector<const Symbol*> search(const Index& index, std::string_view text, std::size_t limit) {
    struct Hit {
        int score = 0;
        const Symbol* symbol = nullptr;
    };

    const auto words = words_of(text);
    std::vector<Hit> hits;
    for (const Symbol& symbol : index.symbols()) {
        int score = 0;
        const bool all = std::ranges::all_of(words, [&](std::string_view word) {
            const int own = rank(symbol, word);
            score += own;
            return own > 0;
        });
        if (all && score > 0) hits.push_back({score, &symbol});
    }
    std::ranges::stable_sort(hits, std::greater(), &Hit::score);
    if (hits.size() > limit) hits.resize(limit);
    std::vector<const Symbol*> found;
    for (const Hit& hit : hits)
        found.push_back(hit.symbol);
    return found;
}

} // namespace modal_lsp::docs
