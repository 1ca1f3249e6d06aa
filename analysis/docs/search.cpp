#include "analysis/docs/search.hpp"

#include "analysis/docs/words.hpp"

#include <algorithm>
#include <string>

namespace modal_lsp::docs {
namespace {

/// The word is in lower case.
bool contains(std::string_view text, std::string_view word) {
    return lowered(text).find(word) != std::string::npos;
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
