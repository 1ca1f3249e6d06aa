#include "analysis/text/document.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace modal_lsp::text {

Document::Document() : Document(std::string()) {}

Document::Document(std::string text)
    : text_(std::make_shared<const std::string>(std::move(text))),
      lines_(std::make_shared<const LineIndex>(text_)) {}

Document Document::edited(const Edit& edit) const {
    return Document(apply(*text_, {edit}));
}

std::string_view Document::slice(ByteRange range) const {
    const auto size = static_cast<std::uint32_t>(text_->size());
    const std::uint32_t begin = std::min(range.begin.value, size);
    const std::uint32_t end = std::clamp(range.end.value, begin, size);
    return text().substr(begin, end - begin);
}

std::uint64_t content_hash(std::string_view text) {
    // Eight bytes a step: this runs over every file of a workspace.
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15ULL;
    std::uint64_t hash = 0xCBF29CE484222325ULL ^ (text.size() * kPrime);
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        hash = (hash ^ word) * kPrime;
        hash ^= hash >> 32U;
        text.remove_prefix(8);
    }
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    return hash ^ (hash >> 29U);
}

} // namespace modal_lsp::text
