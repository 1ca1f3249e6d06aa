#include "server/cli/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

/// Optimal string alignment distance, over three rows.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(previous);
        previous.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::string_view nearest_name(std::string_view name, std::span<const std::string_view> candidates) {
    constexpr std::size_t kLongest = 100;
    std::string_view nearest;
    if (name.size() > kLongest) return nearest;
    std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > kLongest) continue;
        const std::size_t d = distance(name, candidate);
        // Everything is near to a name of two letters: at least half of it must stay.
        if (d < least && 2 * d <= std::max(name.size(), candidate.size())) {
            least = d;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace modal_lsp::server::cli
