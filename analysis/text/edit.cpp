#include "analysis/text/edit.hpp"

#include <algorithm>

namespace modal_lsp::text {

bool normalize(std::vector<Edit>& edits) {
    std::ranges::stable_sort(edits, [](const Edit& a, const Edit& b) { return a.range < b.range; });
    edits.erase(std::ranges::unique(edits).begin(), edits.end());
    for (std::size_t i = 1; i < edits.size(); ++i)
        if (edits[i].range.begin < edits[i - 1].range.end) return false;
    return true;
}

std::string apply(std::string_view text, const std::vector<Edit>& edits) {
    std::string out;
    out.reserve(text.size());
    std::size_t copied = 0;
    for (const Edit& edit : edits) {
        const std::size_t begin = std::clamp<std::size_t>(edit.range.begin.value, copied, text.size());
        out.append(text.substr(copied, begin - copied));
        out.append(edit.replacement);
        copied = std::clamp<std::size_t>(edit.range.end.value, begin, text.size());
    }
    out.append(text.substr(copied));
    return out;
}

} // namespace modal_lsp::text
