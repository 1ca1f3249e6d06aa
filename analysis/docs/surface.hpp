#pragma once
#include "analysis/syntax/parameter_kind.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace modal_lsp::docs {

using syntax::ParameterKind;

enum class SymbolKind : std::uint8_t { class_, function, method, property };

/// The public surface of one release of the SDK, as it was read from its package or from a cache: plain data
/// that owns its texts. `Index` makes it searchable.
struct Surface {
    struct Parameter {
        std::string name;
        ParameterKind kind = ParameterKind::regular;
        std::string annotation; ///< empty when there is none
        std::string
            default_value; ///< as Python's `repr` writes it, "..." for what is long; empty when required
        std::string note;  ///< what the docstring says of it: Markdown
        friend bool operator==(const Parameter&, const Parameter&) = default;
    };

    struct Symbol {
        std::string path; ///< "modal.Image.pip_install"
        SymbolKind kind = SymbolKind::function;
        std::string returns; ///< annotation; empty when there is none
        std::vector<Parameter> parameters;
        std::string summary;    ///< first paragraph of the docstring: Markdown
        std::string text;       ///< the rest of the docstring but for its parameters: Markdown
        std::string file;       ///< where it is declared, from the package's parent: "modal/image.py"
        std::uint32_t line = 0; ///< the first is 1; 0 when it is not known
        bool hidden = false;    ///< the SDK leaves it out of its documentation
        friend bool operator==(const Symbol&, const Symbol&) = default;
    };

    std::string version;         ///< "1.6.4"
    std::vector<Symbol> symbols; ///< ordered by path, each path once
    friend bool operator==(const Surface&, const Surface&) = default;
};

} // namespace modal_lsp::docs
