#pragma once
#include <nlohmann/json.hpp>

#include <string>

namespace modal_lsp::protocol {

/// Any JSON value; what the LSP calls LSPAny.
using Json = nlohmann::json;

/// Compact text. Never throws: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] inline std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace modal_lsp::protocol
