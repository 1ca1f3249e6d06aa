#include "analysis/modal/gpus.hpp"

#include <array>

namespace modal_lsp::modal {
namespace {

constexpr auto kGpus = std::to_array<Gpu>({
    {"A10", 4, 24},
    {"A10G", 4, 24},
    {"A100", 8, 40, "A100-80GB"},
    {"A100-40GB", 8, 40},
    {"A100-80GB", 8, 80},
    {"ANY", 8, 0},
    {"B200", 8, 192},
    {"B200+", 8, 192, "B300"},
    {"B300", 8, 288},
    {"H100", 8, 80, "H200"},
    {"H100!", 8, 80},
    {"H200", 8, 141},
    {"L4", 8, 24},
    {"L40S", 8, 48},
    {"RTX-PRO-6000", 8, 96},
    {"T4", 8, 16},
});

} // namespace

std::span<const Gpu> gpus() {
    return kGpus;
}

} // namespace modal_lsp::modal
