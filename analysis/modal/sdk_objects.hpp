#pragma once
#include <string>
#include <string_view>

namespace modal_lsp::modal {

/// The public class of the object that calling this public path gives: "modal.Image" for
/// "modal.Image.pip_install", "modal.Secret" for "modal.Secret.from_name", "modal.Cron" for "modal.Cron".
/// Empty when the call gives nothing of Modal's, or it is not known what.
[[nodiscard]] std::string object_type(std::string_view public_path);

} // namespace modal_lsp::modal
