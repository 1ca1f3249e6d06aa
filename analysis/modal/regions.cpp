#include "analysis/modal/regions.hpp"

#include <array>

namespace modal_lsp::modal {
namespace {

constexpr auto kRegions = std::to_array<std::string_view>(
    {"us",       "us-east",      "us-central", "us-south", "us-west",      "eu",
     "eu-west",  "eu-north",     "eu-south",   "ap",       "ap-northeast", "ap-southeast",
     "ap-south", "ap-melbourne", "jp",         "au",       "uk",           "ca",
     "me",       "sa",           "af",         "mx"});
constexpr auto kRoutingRegions =
    std::to_array<std::string_view>({"us-east", "us-west", "ca-central", "eu-west", "ap-south"});

} // namespace

std::span<const std::string_view> regions() {
    return kRegions;
}

std::span<const std::string_view> routing_regions() {
    return kRoutingRegions;
}

} // namespace modal_lsp::modal
