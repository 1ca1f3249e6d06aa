#pragma once
#include <string>
#include <string_view>

namespace modal_lsp::modal {

/// What Modal takes as the name of an app, volume, dict or queue: 1 to 64 letters, digits, "-", "_" and "."
/// (SDK: `_utils/name_utils.py`).
[[nodiscard]] bool is_object_name(std::string_view name);

/// The name in kebab case: "ImageSearch_v2" is "image-search-v2". Only characters that a name may have; empty
/// when nothing is left.
[[nodiscard]] std::string slug(std::string_view name);

} // namespace modal_lsp::modal
