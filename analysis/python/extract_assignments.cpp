#include "analysis/python/extraction.hpp"

#include <algorithm>

namespace modal_lsp::python {

using syntax::Field;
using syntax::Kind;
using text::ByteOffset;
using text::ByteRange;

namespace {

/// Values of local assignments are kept up to this many bytes unless they hold a call of interest.
constexpr std::uint32_t kMaxLocalValueBytes = 400;

} // namespace

void Extraction::expression_statement(const Place& place) {
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::assignment)
            assignment(place, cursor_.range().end);
        else if (cursor_.kind() == Kind::augmented_assignment)
            augmented(place);
        else
            (void)lower(builder_, place.used(CallUse::statement));
    });
}

ExprId Extraction::value(const Place& place) {
    const ByteRange range = cursor_.range();
    const bool local = facts_.scope(place.scope).kind == ScopeKind::function;
    if (local && range.size() > kMaxLocalValueBytes && !is_interesting(range)) return kUnknownExpr;
    return lower(builder_, place);
}

/// `a = b = value` nests to the right; every target gets the value. Returns it.
ExprId Extraction::assignment(const Place& place, ByteOffset end) {
    ExprId right = kUnknownExpr;
    bool has_value = false;
    cursor_.each_child([&] {
        if (cursor_.field() != Field::right) return;
        has_value = true;
        right = cursor_.kind() == Kind::assignment ? assignment(place, end) : value(place);
    });
    const std::size_t before = facts_.bindings.size();
    ByteRange annotation;
    cursor_.each_child([&] {
        if (cursor_.field() == Field::left) target(place, right, has_value, end);
        if (cursor_.field() == Field::type) annotation = cursor_.range();
    });
    if (!annotation.empty() && facts_.bindings.size() > before)
        facts_.bindings.back().annotation = builder_.intern(builder_.source(annotation));
    return right;
}

/// `a, b = 1, 2` gives each name its own value where both sides are written out.
void Extraction::unpack(const Place& place, ExprId right, ByteOffset end) {
    const Expr value = facts_.expr(right);
    const bool written_out = value.kind == ExprKind::tuple || value.kind == ExprKind::list;
    std::size_t names = 0;
    bool plain = written_out;
    cursor_.each_child([&] {
        ++names;
        plain = plain && cursor_.kind() == Kind::identifier;
    });
    if (!plain || names != value.operand_count) return bind_opaque(builder_, place, end);
    std::size_t next = 0;
    cursor_.each_child([&] {
        const ExprId item = facts_.operands[value.first_operand + next++];
        builder_.bind(place, BindingKind::assignment, cursor_.range(), end).value = item;
    });
}

/// The name is another scope's, where it may now get any value at any time: said there, too.
void Extraction::global(const Place& place) {
    const bool module = cursor_.kind() == Kind::global_statement;
    const ByteOffset end = cursor_.range().end;
    cursor_.each_child([&] {
        if (cursor_.kind() != Kind::identifier) return;
        builder_.bind(place, BindingKind::global, cursor_.range(), end);
        if (!module) return;
        Place elsewhere = place;
        elsewhere.scope = kModuleScope;
        elsewhere.region = kAlways;
        builder_.bind(elsewhere, BindingKind::global, cursor_.range(), {0});
    });
}

void Extraction::target(const Place& place, ExprId right, bool has_value, ByteOffset end) {
    switch (cursor_.kind()) {
    case Kind::identifier: {
        const auto kind = has_value ? BindingKind::assignment : BindingKind::declared;
        builder_.bind(place, kind, cursor_.range(), end).value = right;
        return;
    }
    case Kind::pattern_list:
    case Kind::tuple_pattern: return unpack(place, right, end);
    case Kind::subscript:
    case Kind::attribute:
        if (has_value) store(place, StoreKind::assigned, right);
        return;
    default: bind_opaque(builder_, place, end);
    }
}

void Extraction::augmented(const Place& place) {
    const ByteOffset end = cursor_.range().end;
    ByteRange name;
    ExprId right = kUnknownExpr;
    bool plus = false;
    cursor_.each_token([&] {
        if (cursor_.field() == Field::left && cursor_.kind() == Kind::identifier) name = cursor_.range();
        if (cursor_.field() == Field::operator_) plus = cursor_.text() == "+=";
        if (cursor_.field() == Field::right) right = value(place);
    });
    if (!name.empty())
        builder_.bind(place, BindingKind::augmented, name, end).value = plus ? right : kUnknownExpr;
    cursor_.each_child([&] {
        const bool into = cursor_.kind() == Kind::subscript || cursor_.kind() == Kind::attribute;
        if (cursor_.field() == Field::left && into) store(place, StoreKind::augmented, right);
    });
}

/// The cursor stands on what is written to. `xs[k] = v` also changes what the plain name `xs` stands for.
void Extraction::store(const Place& place, StoreKind kind, ExprId value) {
    const ByteOffset end = cursor_.range().end;
    const ExprId target = lower(builder_, place);
    facts_.stores.push_back({.kind = kind,
                             .target = target,
                             .value = value,
                             .scope = place.scope,
                             .region = place.region,
                             .range = cursor_.range()});
    const Expr written = facts_.expr(target);
    if (written.kind != ExprKind::subscript) return;
    const Expr object = facts_.expr(facts_.operands_of(written).front());
    if (object.kind != ExprKind::name) return;
    Binding& binding = builder_.bind(place, BindingKind::mutated, object.range, end);
    binding.detail = static_cast<std::uint32_t>(facts_.stores.size());
}

void Extraction::deleted(const Place& place) {
    const ByteOffset end = cursor_.range().end;
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::identifier)
            builder_.bind(place, BindingKind::deleted, cursor_.range(), end);
        else if (cursor_.kind() == Kind::subscript || cursor_.kind() == Kind::attribute)
            store(place, StoreKind::deleted, kUnknownExpr);
        else if (cursor_.kind() == Kind::expression_list)
            deleted(place.deeper());
    });
}

void Extraction::return_statement(const Place& place) {
    Return made{.value = kUnknownExpr, .region = place.region, .range = {}};
    made.range.begin = made.range.end = cursor_.range().end;
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::comment) return;
        made.range = cursor_.range();
        made.value = lower(builder_, place);
    });
    if (function_) facts_.definitions[index(*function_)].returns.push_back(made);
}

} // namespace modal_lsp::python
