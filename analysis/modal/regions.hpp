#pragma once
#include <span>
#include <string_view>

namespace modal_lsp::modal {

/// What `region=` takes, from the broadest (modal.com/docs/guide/region-selection). The client checks none of
/// them, and older, narrower names still work.
[[nodiscard]] std::span<const std::string_view> regions();

/// What `routing_region=` takes: where inputs pass through.
[[nodiscard]] std::span<const std::string_view> routing_regions();

} // namespace modal_lsp::modal
