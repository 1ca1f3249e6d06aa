#pragma once
#include "analysis/rules/inspection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the rules about `gpu="H100:8"` have in common.
namespace modal_lsp::rules {

/// One GPU that a call of the file asks for, taken apart.
struct GpuText {
    std::string type;                       ///< as written, "H100!"
    std::optional<std::string> count;       ///< behind the colon; nullopt when there is none
    text::ByteRange range;                  ///< what is reported: the literal, or the argument
    std::optional<text::ByteRange> literal; ///< the inside of the literal, when it is in this file
};

/// Those of `gpu=` in decorators, sandboxes, build steps and options; lists one by one. Only what is certain.
[[nodiscard]] std::vector<GpuText> gpu_texts(Inspection& inspection);

/// True for a type that Modal has, in any case of letters (modal.com/docs/guide/gpu).
[[nodiscard]] bool is_gpu(std::string_view type);

/// The type that was probably meant.
[[nodiscard]] std::optional<std::string> nearest_gpu(std::string_view type);

/// How many of a type one container may have.
[[nodiscard]] int most_of(std::string_view type);

} // namespace modal_lsp::rules
