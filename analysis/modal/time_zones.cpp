#include "analysis/modal/time_zones.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

constexpr auto kTimeZones = std::to_array<std::string_view>({
#include "analysis/modal/time_zones.inc"
});

static_assert(std::ranges::is_sorted(kTimeZones));

} // namespace

std::span<const std::string_view> time_zones() {
    return kTimeZones;
}

bool is_time_zone(std::string_view name) {
    return std::ranges::binary_search(kTimeZones, name);
}

} // namespace modal_lsp::modal
