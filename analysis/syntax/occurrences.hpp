#pragma once
#include "analysis/syntax/tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace modal_lsp::syntax {

/// What an identifier is where it stands.
enum class OccurrenceKind : std::uint8_t {
    reference,  ///< is looked up
    definition, ///< the name of a `def` or `class`
    method,     ///< the same, directly in a class body
    binding,    ///< is bound otherwise: assigned, a parameter, a loop's variable, declared global …
    field,      ///< bound directly in a class body
    imported,   ///< `from m import x`; without an alias it is bound by that
    module,     ///< a part of a module's name in an import
    alias,      ///< `import m as x`
    attribute,  ///< `object.x`
    keyword,    ///< `f(x=…)`
    exported,   ///< the content of a string in `__all__`
};

struct Occurrence {
    OccurrenceKind kind = OccurrenceKind::reference;
    text::ByteRange range;
    text::ByteRange owner; ///< attribute: the object; keyword: what is called
    friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// All occurrences of one name, in source order. Total; what error recovery left out is not found.
[[nodiscard]] std::vector<Occurrence> occurrences(const SyntaxTree& tree, std::string_view name);

} // namespace modal_lsp::syntax
