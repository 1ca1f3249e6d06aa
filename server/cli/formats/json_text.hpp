#pragma once
#include "server/cli/place.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace modal_lsp::server::cli {

/// Keeps the order in which members are written: reports are read by people too.
using Json = nlohmann::ordered_json;

/// Two spaces of indentation and a last line feed. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] inline std::string json_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// {"line": …, "column": …}
[[nodiscard]] inline Json place_json(Place place) {
    return {{"line", place.line}, {"column", place.column}};
}

} // namespace modal_lsp::server::cli
