#pragma once
#include <span>
#include <string_view>

namespace modal_lsp::modal {

/// A kind of GPU that Modal offers (modal.com/docs/guide/gpu).
struct Gpu {
    std::string_view type;    ///< upper case, as in `gpu="H100"`
    int most = 8;             ///< how many one container may have
    int memory_gb = 0;        ///< of each, at least; 0 when it depends
    std::string_view instead; ///< what Modal may give in its place; empty: nothing else
};

/// By type.
[[nodiscard]] std::span<const Gpu> gpus();

} // namespace modal_lsp::modal
