#pragma once
#include "analysis/python/expression.hpp"
#include "analysis/syntax/parameter_kind.hpp"
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::python {

enum class ScopeKind : std::uint8_t { module, class_, function, lambda, comprehension };

/// A region of names (Python language reference §4.2.1).
struct Scope {
    ScopeKind kind = ScopeKind::module;
    ScopeId parent{};
    text::ByteRange range;           ///< of the body; parameters and decorators are outside
    std::optional<DefId> definition; ///< of a function or class scope
    friend bool operator==(const Scope&, const Scope&) = default;
};

enum class RegionKind : std::uint8_t {
    always,
    branch,     ///< `if`, `elif`, `else`; condition: its test, kUnknownExpr for `else`
    case_,      ///< of a `match`
    for_body,   ///< condition: what is iterated over
    while_body, ///< condition: the test
    loop_else,
    try_body,
    handler, ///< condition: the exception classes
    try_else,
};

/// A stretch of code that may not run. The arms of one `if` exclude each other; those of a `try` or `match`
/// are numbered as well but a `try` body may have run before its handler.
struct Region {
    RegionId parent{};
    std::uint32_t group = 0; ///< statement the arm belongs to; 0 only for kAlways
    std::uint16_t arm = 0;   ///< which of the statement's arms
    RegionId previous{};     ///< the statement's arm before this one; kAlways for the first
    bool exclusive = false;  ///< at most one arm of the group runs
    bool exhaustive = false; ///< one arm of the group certainly runs
    std::uint16_t arms = 0;  ///< how many arms the group has
    RegionKind kind = RegionKind::always;
    bool terminates = false; ///< ends by return, raise, break, continue or sys.exit: nothing comes after it
    ExprId condition = kUnknownExpr; ///< see RegionKind
    text::ByteRange range;           ///< of the block
    friend bool operator==(const Region&, const Region&) = default;
};

enum class BindingKind : std::uint8_t {
    import_module, ///< `import a.b` binds a; `import a.b as c` binds a.b as c
    import_from,   ///< `from a import b [as c]`
    star_import,   ///< `from a import *`; binds unknown names, its own name is "*"
    assignment,    ///< `x = value`, `x: T = value`, `(x := value)`, also one side of an unpacking with known
                   ///< value
    augmented,     ///< `x += value`
    declared,      ///< `x: T` without a value
    function,
    class_,
    parameter,
    opaque,    ///< unpacking, except-name: value not known
    iteration, ///< loop or comprehension variable. value: what is iterated over; detail: 0, or 1 + its place
               ///< in a tuple target
    entered,   ///< `with value as name`
    mutated, ///< the object is changed in place, by the method call `value` (`xs.append(x)`), or by the store
             ///< numbered detail - 1 (`xs[k] = v`). Binds nothing.
    deleted,
    global, ///< `global x` or `nonlocal x`: the name is another scope's; in the module's own scope: some
            ///< function says `global x`, so that x may get another value at any time; with detail 1, some
            ///< function only changes the object in place, at any time
};

struct Binding {
    TextId name{};
    ScopeId scope{};
    RegionId region{};
    BindingKind kind = BindingKind::opaque;
    text::ByteRange range;       ///< of the name where it is bound
    text::ByteOffset in_force;   ///< the binding holds from here on
    ExprId value = kUnknownExpr; ///< assignment, augmented; for a parameter its default
    std::uint32_t detail = 0;    ///< import kinds: number in ModuleFacts::imports; function, class: the DefId
    TextId annotation{};         ///< `x: T`, as written; empty when there is none
    friend bool operator==(const Binding&, const Binding&) = default;
};

struct Import {
    TextId module{};         ///< "a.b" as written, without leading dots
    std::uint32_t level = 0; ///< leading dots
    TextId name{};           ///< import_from: the imported name
    bool has_alias = false;
    text::ByteRange module_range, name_range;
    friend bool operator==(const Import&, const Import&) = default;
};

using syntax::ParameterKind;

struct Parameter {
    TextId name{};
    ParameterKind kind = ParameterKind::regular;
    text::ByteRange range; ///< of the name
    bool has_default = false;
    ExprId default_value = kUnknownExpr;
    TextId annotation{}; ///< as written; empty when there is none
    friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Decorator {
    ExprId expression = kUnknownExpr;
    text::ByteRange range; ///< from the "@"
    friend bool operator==(const Decorator&, const Decorator&) = default;
};

/// A `return` statement.
struct Return {
    ExprId value = kUnknownExpr; ///< kUnknownExpr also for a bare `return`, which then has an empty range
    RegionId region{};
    text::ByteRange range; ///< of the value
    friend bool operator==(const Return&, const Return&) = default;
};

/// A `def` or `class` statement.
struct Definition {
    bool is_class = false, is_async = false;
    TextId name{};
    ScopeId scope{}; ///< where it stands
    RegionId region{};
    std::optional<ScopeId>
        body; ///< its own scope; nullopt when the body was not read, having nothing of interest
    text::ByteRange name_range;
    text::ByteRange range;            ///< the whole statement with its decorators
    text::ByteRange body_range;       ///< the block
    text::ByteRange parameters_range; ///< the parentheses, or those of the bases; empty when there are none
    std::vector<Decorator> decorators;
    std::vector<Parameter> parameters;
    std::vector<ExprId> bases;   ///< class: positional bases
    std::vector<Return> returns; ///< function: its return statements, in source order
    bool is_generator = false;   ///< function: yields; known only when the body was read
    bool falls_through = true;   ///< function: may end without a return statement; as above
    TextId signature{};          ///< "(a: int, b=1) -> str" or "(Base)" as written, shortened when long
    TextId summary{};            ///< first paragraph of the docstring
    friend bool operator==(const Definition&, const Definition&) = default;
};

/// What is done with the value of a call.
enum class CallUse : std::uint8_t {
    value,             ///< something
    statement,         ///< nothing: the call is a statement of its own
    awaited,           ///< `await f()`, the result used
    awaited_statement, ///< `await f()` as a statement
    iterated,          ///< `for x in f()`, also in a comprehension
    async_iterated,    ///< `async for x in f()`
    entered,           ///< `with f()`
    decorator,         ///< `@f()`
};

/// A call, anywhere in the code that was read.
struct Call {
    ExprId expression = kUnknownExpr;
    ScopeId scope{};
    RegionId region{};
    CallUse use = CallUse::value;
    bool of_interest = false; ///< its callee's last name is one that declares, registers or looks up
    friend bool operator==(const Call&, const Call&) = default;
};

/// A plain name handed to a call as an argument, or put into a display, or one of whose registering methods
/// is named without being called: from there on others may use the object in ways this module does not show.
/// A name that is returned is not lost: the caller is seen.
struct Escape {
    TextId name{};
    ScopeId scope{};
    TextId callee{};  ///< last name of the callee; empty for a display
    TextId keyword{}; ///< when handed over by keyword
    text::ByteRange range;
    friend bool operator==(const Escape&, const Escape&) = default;
};

enum class StoreKind : std::uint8_t { assigned, augmented, deleted };

/// `x[k] = v`, `x.a = v`, `x[k] += v`, `del x[k]`.
struct Store {
    StoreKind kind = StoreKind::assigned;
    ExprId target = kUnknownExpr; ///< the subscript or attribute
    ExprId value = kUnknownExpr;
    ScopeId scope{};
    RegionId region{};
    text::ByteRange range; ///< the statement
    friend bool operator==(const Store&, const Store&) = default;
};

/// One item of a `with` statement.
struct With {
    ExprId item = kUnknownExpr;
    ScopeId scope{};
    RegionId region{};
    text::ByteRange range; ///< the statement
    text::ByteRange body;
    bool is_async = false;
    friend bool operator==(const With&, const With&) = default;
};

/// Everything the rest of the program may know of one module's source. A function of the text alone,
/// immutable once made, without pointers into trees: to be shared between threads and compared for change.
struct ModuleFacts {
    std::vector<std::string> texts; ///< interned; texts[0] is ""
    std::vector<Expr> expressions;  ///< expressions[0] is the unknown expression
    std::vector<ExprId> operands;
    std::vector<Scope> scopes;     ///< scopes[0] is the module
    std::vector<Region> regions;   ///< regions[0] always runs
    std::vector<Binding> bindings; ///< in source order
    std::vector<Import> imports;
    std::vector<Definition> definitions;
    std::vector<Call> calls;
    std::vector<Escape> escapes;
    std::vector<Store> stores;
    std::vector<With> withs;
    /// Numbers of bindings, ordered by (scope, name, source): see bindings_of.
    std::vector<std::uint32_t> by_name;
    bool has_error = false; ///< some of the text is not Python: facts may be missing
    bool truncated = false; ///< a limit was hit: facts are missing

    [[nodiscard]] std::string_view text(TextId id) const { return texts[index(id)]; }

    [[nodiscard]] const Expr& expr(ExprId id) const { return expressions[index(id)]; }

    [[nodiscard]] std::span<const ExprId> operands_of(const Expr& expr) const {
        return std::span(operands).subspan(expr.first_operand, expr.operand_count);
    }

    [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes[index(id)]; }

    [[nodiscard]] const Region& region(RegionId id) const { return regions[index(id)]; }

    [[nodiscard]] const Definition& definition(DefId id) const { return definitions[index(id)]; }

    /// Numbers of the bindings of a name in one scope, in source order.
    [[nodiscard]] std::span<const std::uint32_t> bindings_of(ScopeId scope, std::string_view name) const;

    /// The id of an interned text; nullopt when the module never mentions it.
    [[nodiscard]] std::optional<TextId> find_text(std::string_view text) const;

    /// The innermost scope whose range holds the offset.
    [[nodiscard]] ScopeId scope_at(text::ByteOffset at) const;

    /// The innermost region of that scope around the offset.
    [[nodiscard]] RegionId region_at(text::ByteOffset at) const;

    /// True for every definition directly in a class body.
    [[nodiscard]] bool is_method(const Definition& definition) const {
        return scope(definition.scope).kind == ScopeKind::class_;
    }

    /// "a.b.c" for a name or a chain of attributes on a name; empty otherwise.
    [[nodiscard]] std::string dotted(ExprId id) const;

    friend bool operator==(const ModuleFacts&, const ModuleFacts&) = default;
};

/// True when the two differ at most in where things stand: nobody outside the file needs to look again.
[[nodiscard]] bool same_but_for_positions(const ModuleFacts& a, const ModuleFacts& b);

} // namespace modal_lsp::python
