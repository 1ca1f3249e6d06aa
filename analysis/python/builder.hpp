#pragma once
#include "analysis/python/facts.hpp"
#include "analysis/python/interest.hpp"
#include "analysis/syntax/tree.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace modal_lsp::python {

/// Where the walk stands: what a new fact belongs to.
struct Place {
    ScopeId scope = kModuleScope;
    RegionId region = kAlways;
    int depth = 0;
    CallUse use = CallUse::value; ///< what is done with the value of the expression that is lowered next

    [[nodiscard]] Place deeper() const {
        return {.scope = scope, .region = region, .depth = depth + 1, .use = CallUse::value};
    }

    [[nodiscard]] Place used(CallUse as) const {
        Place place = *this;
        place.use = as;
        return place;
    }
};

/// Collects the facts of one module while `extract` walks its statements and `lower` its expressions. Lives
/// for one extraction only.
class Builder {
  public:
    Builder(const syntax::SyntaxTree& tree, ModuleFacts& facts);

    ModuleFacts& facts;
    syntax::Cursor cursor;
    InterestMap interest;

    [[nodiscard]] TextId intern(std::string_view text);
    [[nodiscard]] ExprId add(Expr expr, const std::vector<ExprId>& operands);
    [[nodiscard]] ScopeId add_scope(ScopeKind kind, ScopeId parent, text::ByteRange range);
    [[nodiscard]] RegionId add_region(Region region);

    [[nodiscard]] std::uint32_t new_group() { return ++groups_; }

    Binding& bind(const Place& place, BindingKind kind, text::ByteRange name, text::ByteOffset in_force);
    [[nodiscard]] std::string_view source(text::ByteRange range) const;

  private:
    struct Hash {
        using is_transparent = void; // NOLINT(readability-identifier-naming): the library's name

        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::string_view text_;
    std::unordered_map<std::string, TextId, Hash, std::equal_to<>> ids_;
    std::uint32_t groups_ = 0;
};

/// Lowers the expression under the cursor, noting calls of interest, names handed away and walrus bindings.
[[nodiscard]] ExprId lower(Builder& builder, const Place& place);

/// A string literal, concatenation of such or f-string.
[[nodiscard]] ExprId lower_string(Builder& builder, const Place& place);
[[nodiscard]] ExprId lower_concatenated(Builder& builder, const Place& place);

/// The same for an expression that is called, or is a decorator: naming a method of an object there hands
/// nothing on.
[[nodiscard]] ExprId lower_called(Builder& builder, const Place& place);

/// Binds every name of the target pattern under the cursor to something not known.
void bind_opaque(Builder& builder, const Place& place, text::ByteOffset in_force);

/// Binds the names of a loop's target under the cursor to what is iterated over.
void bind_iteration(Builder& builder, const Place& place, ExprId iterable, text::ByteOffset in_force);

inline constexpr int kMaxStatementDepth = 150;
inline constexpr int kMaxExpressionDepth = 120;
/// A display with more items is kept this far and then said to be truncated.
inline constexpr std::size_t kMaxItems = 512;

} // namespace modal_lsp::python
