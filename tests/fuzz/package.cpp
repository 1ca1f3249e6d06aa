// Whatever a package holds, reading it ends, and what is read is in order; annotations and docstrings are
// read of anything.
#include "analysis/docs/sdk_index.hpp"
#include "analysis/package/annotation.hpp"
#include "analysis/package/docstring.hpp"
#include "analysis/package/surface_reader.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <string>
#include <utility>

using namespace modal_lsp;

namespace {

/// What every release has, so that the rest of the text is read as part of a whole package.
constexpr std::string_view kCore = "__all__ = ['App', 'Cls', 'Image', 'Secret', 'x', 'y']\n"
                                   "class App:\n    def function(self): ...\n"
                                   "class Cls:\n    def from_name(self): ...\n"
                                   "class Image:\n    def debian_slim(self): ...\n"
                                   "class Secret:\n    def from_name(self): ...\n";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::Input(data, size).rest());
    (void)package::readable_annotation(text);
    (void)package::annotated_class(text);
    (void)package::readable_default(text);
    (void)package::read_docstring(text);
    const auto surface = package::read_surface(
        [&](const std::string& path) -> std::optional<std::string> {
            if (path == "modal/__init__.py") return std::string(kCore) + text;
            // The same text again as another module: imports may lead in circles.
            return path.ends_with(".pyi") ? std::optional(text) : std::nullopt;
        },
        "1.0.0");
    if (!surface) return 0;
    const auto& symbols = surface->symbols;
    fuzz::require(std::ranges::is_sorted(symbols, {}, &docs::Surface::Symbol::path), "symbols in order");
    const docs::Index index(*surface);
    for (const docs::Symbol& symbol : index.symbols())
        (void)docs::signature_block(symbol);
    return 0;
}
