#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace modal_lsp::fuzz {

/// The bytes of one run, taken from the front. Past the end there are zeros and empty texts.
class Input {
  public:
    Input(const std::uint8_t* data, std::size_t size)
        : rest_(size == 0 ? "" : reinterpret_cast<const char*>(data), size) {}

    std::uint8_t byte() {
        if (rest_.empty()) return 0;
        const char first = rest_[0];
        rest_.remove_prefix(1);
        return static_cast<std::uint8_t>(first);
    }

    std::uint32_t number() {
        std::uint32_t value = byte();
        value |= static_cast<std::uint32_t>(byte()) << 8U;
        return value;
    }

    /// Up to the separator, which is dropped.
    std::string_view until(std::string_view separator) {
        const std::size_t end = std::min(rest_.find(separator), rest_.size());
        const std::string_view taken = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + separator.size(), rest_.size()));
        return taken;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

    [[nodiscard]] bool empty() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

/// A claim that must hold for all inputs; the fuzzer keeps the input for which it does not.
inline void require(bool holds, const char* claim) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", claim);
    std::abort();
}

} // namespace modal_lsp::fuzz
