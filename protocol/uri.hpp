#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::protocol {

/// The absolute path a `file:` URI names, in one canonical spelling: percent escapes decoded, no "." and
/// "..", no double and no trailing slash (except the root's), the letter of a drive in lower case ("c:/x"),
/// and another host than localhost as "//host/share", with "//host/" as its root. Escapes that are malformed
/// stay as they are. Nothing for other schemes, for a URI without an absolute path and for one that holds a
/// NUL. RFC 8089; LSP 3.17 §uri.
[[nodiscard]] std::optional<std::string> path_of(std::string_view uri);

/// The `file:` URI of an absolute path with forward slashes. Encodes what VS Code encodes: all but letters,
/// digits,
/// "-._~" and "/", hence also the colon of a drive. `path_of(uri_of(path)) == path` for every canonical path.
[[nodiscard]] std::string uri_of(std::string_view path);

} // namespace modal_lsp::protocol
