#pragma once
#include "analysis/docs/surface.hpp"

#include <tl/expected.hpp>

#include <functional>
#include <optional>
#include <string>

namespace modal_lsp::package {

/// The text of a file of the package, by its path from the package's parent ("modal/app.pyi"); nullopt when
/// there is none.
using ReadSource = std::function<std::optional<std::string>(const std::string& path)>;

/// Reads the public surface of an installed `modal` package, or of its source tree, as text: what
/// `modal/__init__.py` exports, stubs before sources, docstrings from the sources where the stubs have none.
/// Public names that a class of the SDK's own wraps (`App = synchronize_api(_App)`) have the members of the
/// wrapped class; the members of what a property gives (`modal.Dict.objects`) stand below the property.
///
/// An error is a sentence that says why this is not Modal's SDK, or not all of it. `version` is what the
/// surface says of itself; empty: what the package says.
[[nodiscard]] tl::expected<docs::Surface, std::string> read_surface(const ReadSource& read,
                                                                    std::string version);

} // namespace modal_lsp::package
