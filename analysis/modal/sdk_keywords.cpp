#include "analysis/modal/sdk_keywords.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

struct Row {
    std::string_view symbol, keywords; ///< parted by blanks
};

/// Sorted by symbol.
constexpr auto kRows = std::to_array<Row>({
#include "analysis/modal/sdk_keywords.inc"
});

} // namespace

std::optional<std::vector<std::string_view>> keywords_of(std::string_view symbol) {
    const auto row = std::ranges::lower_bound(kRows, symbol, {}, &Row::symbol);
    if (row == kRows.end() || row->symbol != symbol) return std::nullopt;
    std::vector<std::string_view> out;
    std::string_view rest = row->keywords;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        out.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

} // namespace modal_lsp::modal
