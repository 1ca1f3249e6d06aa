#include "analysis/python/builder.hpp"

namespace modal_lsp::python {

using syntax::Field;
using syntax::Kind;

void bind_opaque(Builder& builder, const Place& place, text::ByteOffset in_force) {
    syntax::Cursor& cursor = builder.cursor;
    if (place.depth > kMaxExpressionDepth) return;
    switch (cursor.kind()) {
    case Kind::identifier: builder.bind(place, BindingKind::opaque, cursor.range(), in_force); return;
    case Kind::attribute:
    case Kind::subscript:
    case Kind::call: return; // writes into an object, binds nothing
    case Kind::default_parameter:
    case Kind::typed_default_parameter:
        cursor.each_child([&] {
            if (cursor.field() == Field::name) bind_opaque(builder, place.deeper(), in_force);
        });
        return;
    case Kind::type: return;
    default: cursor.each_child([&] { bind_opaque(builder, place.deeper(), in_force); });
    }
}

void bind_iteration(Builder& builder, const Place& place, ExprId iterable, text::ByteOffset in_force) {
    syntax::Cursor& cursor = builder.cursor;
    if (cursor.kind() == Kind::identifier) {
        builder.bind(place, BindingKind::iteration, cursor.range(), in_force).value = iterable;
        return;
    }
    if (cursor.kind() != Kind::pattern_list && cursor.kind() != Kind::tuple_pattern)
        return bind_opaque(builder, place, in_force);
    std::uint32_t at = 0;
    cursor.each_child([&] {
        ++at;
        if (cursor.kind() != Kind::identifier) return bind_opaque(builder, place.deeper(), in_force);
        Binding& binding = builder.bind(place, BindingKind::iteration, cursor.range(), in_force);
        binding.value = iterable;
        binding.detail = at;
    });
}

} // namespace modal_lsp::python
