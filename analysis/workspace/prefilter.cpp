#include "analysis/workspace/prefilter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace modal_lsp::workspace {

namespace {

constexpr std::string_view kName = "modal";
constexpr std::array<std::string_view, 4> kCalls{".function(", ".cls(", ".local_entrypoint(", ".server("};
constexpr std::size_t kLongest = 18; // of the strings above

// Vectors of the compiler (GCC, clang), not of one processor.
constexpr std::size_t kBlock = 16;
using Bytes = signed char __attribute__((vector_size(kBlock)));
using Words = std::uint64_t __attribute__((vector_size(kBlock)));

Bytes load(const char* at) {
    Bytes bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

Bytes all(char value) {
    return Bytes{} + static_cast<signed char>(value);
}

bool starts_with_needle(std::string_view text) {
    if (text.starts_with('m')) return text.starts_with(kName);
    if (!text.starts_with('.')) return false;
    for (const auto call : kCalls)
        if (text.starts_with(call)) return true;
    return false;
}

bool needle_starts_within(std::string_view text, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (starts_with_needle(text.substr(i))) return true;
    return false;
}

/// True when one of the next kBlock places may start a needle: two of its bytes are right. Reads kBlock +
/// kLongest.
bool is_candidate(const char* at) {
    const Bytes open = all('(');
    const Bytes name = (load(at) == all('m')) & (load(at + 2) == all('d')) & (load(at + 4) == all('l'));
    const Bytes cls = (load(at + 2) == all('l')) & (load(at + 4) == open);
    const Bytes longer = (load(at + 7) == open) | (load(at + 9) == open) | (load(at + 17) == open);
    const Bytes call = (load(at) == all('.')) & (cls | longer);
    const auto words = reinterpret_cast<Words>(name | call);
    return (words[0] | words[1]) != 0;
}

} // namespace

bool may_concern_modal(std::string_view text) {
    std::size_t at = 0;
    for (; at + kBlock + kLongest <= text.size(); at += kBlock) {
        if (is_candidate(text.data() + at) && needle_starts_within(text.substr(at), kBlock)) return true;
    }
    return needle_starts_within(text.substr(at), text.size() - at);
}

} // namespace modal_lsp::workspace
