#include "analysis/docs/site_index.hpp"

#include "analysis/docs/words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace modal_lsp::docs {
namespace {

/// The usual constants of BM25.
constexpr double kSaturation = 1.2, kLengthWeight = 0.75;
constexpr double kHeadingBonus = 6, kTitleBonus = 3;

std::size_t occurrences(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++count;
    return count;
}

struct Hit {
    double score = 0;
    const PageSection* section = nullptr;
};

std::vector<const PageSection*> best(std::vector<Hit> hits, std::size_t limit) {
    std::ranges::stable_sort(hits, std::greater(), &Hit::score);
    if (hits.size() > limit) hits.resize(limit);
    std::vector<const PageSection*> found;
    for (const Hit& hit : hits)
        found.push_back(hit.section);
    return found;
}

} // namespace

SiteIndex::SiteIndex(std::vector<PageSection> sections) : sections_(std::move(sections)) {
    std::size_t bytes = 0;
    for (const PageSection& section : sections_) {
        lowered_.push_back(lowered(section.text));
        bytes += section.text.size();
    }
    if (!sections_.empty() && bytes > 0)
        average_length_ = static_cast<double>(bytes) / static_cast<double>(sections_.size());
}

std::vector<const PageSection*> SiteIndex::search(std::string_view text, std::size_t limit) const {
    const auto words = words_of(text);
    if (words.empty()) return {};
    std::vector<Hit> hits;
    for (const PageSection& section : sections_)
        hits.push_back({0, &section});
    for (const std::string& word : words) {
        std::vector<double> weights(sections_.size());
        std::size_t having = 0;
        for (std::size_t i = 0; i < sections_.size(); ++i) {
            const auto count = static_cast<double>(occurrences(lowered_[i], word));
            const double length = static_cast<double>(lowered_[i].size()) / average_length_;
            weights[i] = count * (kSaturation + 1) /
                         (count + kSaturation * (1 - kLengthWeight + kLengthWeight * length));
            if (occurrences(lowered(sections_[i].heading), word) > 0) weights[i] += kHeadingBonus;
            if (occurrences(lowered(sections_[i].page), word) > 0) weights[i] += kTitleBonus;
            having += weights[i] > 0 ? 1 : 0;
        }
        const double rare = std::log(1 + (static_cast<double>(sections_.size() - having) + 0.5) /
                                             (static_cast<double>(having) + 0.5));
        for (std::size_t i = 0; i < hits.size(); ++i) {
            if (weights[i] <= 0) hits[i].section = nullptr;
            hits[i].score += weights[i] * rare;
        }
    }
    std::erase_if(hits, [](const Hit& hit) { return hit.section == nullptr; });
    return best(std::move(hits), limit);
}

std::vector<const PageSection*> SiteIndex::about(std::string_view symbol, std::size_t limit) const {
    constexpr double kInHeading = 100;
    const std::string_view name = symbol.substr(symbol.find('.') + 1);
    std::map<std::string_view, Hit> by_page;
    for (const PageSection& section : sections_) {
        if (!std::ranges::binary_search(section.symbols, symbol)) continue;
        const bool in_heading = section.heading.find(name) != std::string::npos;
        const Hit hit{(in_heading ? kInHeading : 0) + 1 / static_cast<double>(section.symbols.size()),
                      &section};
        Hit& known = by_page[section.page];
        if (known.section == nullptr || hit.score > known.score) known = hit;
    }
    std::vector<Hit> hits;
    for (const auto& [page, hit] : by_page)
        hits.push_back(hit);
    return best(std::move(hits), limit);
}

std::string excerpt(const PageSection& section, std::string_view words, std::size_t limit_bytes) {
    const std::string low = lowered(section.text);
    std::size_t first = low.size();
    for (const std::string& word : words_of(words))
        first = std::min(first, low.find(word));
    if (first >= low.size()) first = 0;
    std::size_t begin = first > limit_bytes / 3 ? first - limit_bytes / 3 : 0;
    // From a word's beginning, and never from within a character.
    if (begin > 0) begin = std::min(low.find_first_of(" \n", begin), first);
    constexpr std::size_t kLongestCharacter = 4;
    std::string out(begin > 0 ? "…" : "");
    bool blank = false;
    for (std::size_t at = begin; at < section.text.size(); ++at) {
        const char c = section.text[at];
        const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        // Never from within a character, unless what stands there is none.
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (out.size() >= limit_bytes && (starts_character || out.size() >= limit_bytes + kLongestCharacter))
            return out + "…";
        if (!is_blank || !blank) out += is_blank ? ' ' : c;
        blank = is_blank;
    }
    return out;
}

} // namespace modal_lsp::docs
