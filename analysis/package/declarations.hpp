#pragma once
#include "analysis/docs/surface.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::package {

enum class DeclarationKind : std::uint8_t { class_, function, name, import };

/// What one statement of a module or class declares: `class`, `def`, `x: T = value`, `from a import b as c`.
struct Declaration {
    DeclarationKind kind = DeclarationKind::name;
    std::string name;       ///< what it binds
    std::uint32_t line = 0; ///< the first is 1
    /// Callees of the decorators as written, without arguments: "typing.overload", "dataclass".
    std::vector<std::string> decorators;
    std::vector<docs::Surface::Parameter> parameters; ///< function: all of them, `self` too; no notes
    std::string annotation;           ///< function: what it returns; name: its type. As written
    std::string value;                ///< name: right side, as written; empty when there is none
    std::vector<std::string> bases;   ///< class: as written
    std::string docstring;            ///< its value, still indented; empty when there is none
    std::vector<Declaration> members; ///< class
    std::string module;               ///< import: "a.b", without leading dots
    std::string original;             ///< import: the imported name; empty for `import a.b`
    std::uint32_t level = 0;          ///< import: leading dots

    [[nodiscard]] bool has_decorator(std::string_view last_name) const;
    [[nodiscard]] const Declaration*
    member(std::string_view wanted) const; ///< class; nullptr when there is none
};

/// What a Python source or stub declares at its top, branches of `if` and `try` included: the first
/// declaration of a name is the one that counts, but that of an overload gives way to its implementation.
/// Imports on one statement are a declaration each. Total: what is broken is left out.
[[nodiscard]] std::vector<Declaration> read_declarations(std::string_view source);

/// The first of that name; nullptr when there is none.
[[nodiscard]] const Declaration* find_declaration(const std::vector<Declaration>& all, std::string_view name);

} // namespace modal_lsp::package
