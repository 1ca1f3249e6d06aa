#include "analysis/modal/gpus.hpp"

#include <array>

namespace modal_lsp::modal {
namespace {

constexpr auto kGpus = std::to_array<Gpu>({
    {"A10", 4},
    {"A10G", 4},
    {"A100", 8},
    {"A100-40GB", 8},
    {"A100-80GB", 8},
    {"ANY", 8},
    {"B200", 8},
    {"B200+", 8},
    {"B300", 8},
    {"H100", 8},
    {"H100!", 8},
    {"H200", 8},
    {"L4", 8},
    {"L40S", 8},
    {"RTX-PRO-6000", 8},
    {"T4", 8},
});

} // namespace

std::span<const Gpu> gpus() {
    return kGpus;
}

} // namespace modal_lsp::modal
