#include "analysis/modal/value.hpp"

namespace modal_lsp::modal {

std::string Pattern::display() const {
    std::string out = pieces.front();
    for (std::size_t i = 1; i < pieces.size(); ++i)
        out += "{…}" + pieces[i];
    return out;
}

bool Pattern::could_be(std::string_view text) const {
    if (is_known()) return text == known();
    if (!text.starts_with(pieces.front())) return false;
    text.remove_prefix(pieces.front().size());
    if (!text.ends_with(pieces.back()) || text.size() < pieces.back().size()) return false;
    text.remove_suffix(pieces.back().size());
    // The leftmost match of each middle piece leaves the most room for the rest.
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto at = text.find(pieces[i]);
        if (at == std::string_view::npos) return false;
        text.remove_prefix(at + pieces[i].size());
    }
    return true;
}

void Pattern::append(const Pattern& other) {
    pieces.back() += other.pieces.front();
    pieces.insert(pieces.end(), other.pieces.begin() + 1, other.pieces.end());
}

void Pattern::append_hole() {
    // Two holes side by side are one.
    if (pieces.size() > 1 && pieces.back().empty()) return;
    pieces.emplace_back();
}

const Value* Values::certain() const {
    const bool single = complete && options.size() == 1 && !options.front().assumed;
    return single && options.front().kind != ValueKind::unknown ? &options.front() : nullptr;
}

const std::string* Names::certain() const {
    return complete && options.size() == 1 && !options.front().assumed ? likely() : nullptr;
}

const std::string* Names::likely() const {
    return options.size() == 1 && options.front().text.is_known() ? &options.front().text.known() : nullptr;
}

} // namespace modal_lsp::modal
