#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>

namespace modal_lsp::python {

/// Number of a text in ModuleFacts::texts. 0 is the empty text.
enum class TextId : std::uint32_t {};
/// Number of an expression in ModuleFacts::expressions. 0 is the unknown expression.
enum class ExprId : std::uint32_t {};
/// Number of a scope in ModuleFacts::scopes. 0 is the module.
enum class ScopeId : std::uint32_t {};
/// Number of a region in ModuleFacts::regions. 0 is what always runs.
enum class RegionId : std::uint32_t {};
/// Number of a definition in ModuleFacts::definitions.
enum class DefId : std::uint32_t {};

inline constexpr ExprId kUnknownExpr{0};
inline constexpr ScopeId kModuleScope{0};
inline constexpr RegionId kAlways{0};

template <class Id> [[nodiscard]] constexpr std::uint32_t index(Id id) {
    return static_cast<std::uint32_t>(id);
}

/// What an expression is, as far as constant evaluation asks. Operands are listed in source order.
enum class ExprKind : std::uint8_t {
    unknown,        ///< anything else; no operands
    none,           ///< None
    boolean,        ///< text: "True" or "False"
    integer,        ///< text: as written
    floating,       ///< text: as written
    string,         ///< text: its value; `inner`: the bytes between the quotes (empty for a concatenation)
    formatted,      ///< f-string: operands are string pieces and the expressions of its holes
    name,           ///< text: the name
    attribute,      ///< text: the attribute's name; operand: the object
    call,           ///< operands: callee, then arguments
    keyword,        ///< text: the keyword; operand: the value
    starred,        ///< *x
    double_starred, ///< **x
    list,
    tuple,
    set,
    dict,        ///< operands: key, value, key, value …; a **spread is a double_starred followed by unknown
    subscript,   ///< operands: object, index
    add,         ///< a + b
    arithmetic,  ///< text: the operator, any other than +; operands: left, right
    negative,    ///< -x
    conditional, ///< operands: value if true, condition, value if false
    either,      ///< a or b
    both,        ///< a and b
    negated,     ///< not a
    comparison,  ///< text: the operator; operands: left, right (only a single comparison)
    awaited,     ///< await x
    /// With one `for` only. text: "list", "set", "dict" or "generator"; operands: the element (dict: key,
    /// value), what is iterated over, then the conditions. `detail`: its ScopeId.
    comprehension,
    lambda, ///< `detail`: its ScopeId; operand: the body
};

/// One expression of a module, self-contained: no pointer into a tree.
struct Expr {
    ExprKind kind = ExprKind::unknown;
    TextId text{};
    std::uint32_t first_operand = 0, operand_count = 0; ///< in ModuleFacts::operands
    text::ByteRange range;                              ///< the whole expression
    /// string: the content between the quotes; attribute and name: the name itself; keyword: the keyword.
    text::ByteRange inner;
    std::uint32_t detail = 0; ///< see ExprKind
    friend bool operator==(const Expr&, const Expr&) = default;
};

} // namespace modal_lsp::python
