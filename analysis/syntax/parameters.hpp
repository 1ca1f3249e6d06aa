#pragma once
#include "analysis/syntax/parameter_kind.hpp"
#include "analysis/syntax/tree.hpp"

namespace modal_lsp::syntax {

/// Reads the parameters of the `def` whose parentheses are under the cursor. The reader is asked, in source
/// order, with the cursor on the node in question:
///   `name()`      on the identifier
///   `annotation()`, `value()`  on the type and the default, for those that have one
///   `end(kind)`   behind each parameter; a broken one may have had no name
///   `slash()`     at "/": all parameters so far are positional-only
template <class Reader> class ParameterWalk {
  public:
    ParameterWalk(Cursor& cursor, Reader& reader) : cursor_(cursor), reader_(reader) {}

    void walk() {
        auto kind = ParameterKind::regular;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::comment) return;
            if (cursor_.kind() == Kind::positional_separator) return reader_.slash();
            if (cursor_.kind() == Kind::keyword_separator) {
                kind = ParameterKind::keyword_only;
                return;
            }
            const ParameterKind own = parameter(kind);
            reader_.end(own);
            if (own == ParameterKind::variadic) kind = ParameterKind::keyword_only;
        });
    }

  private:
    ParameterKind parameter(ParameterKind kind) {
        switch (cursor_.kind()) {
        case Kind::identifier: reader_.name(); return kind;
        case Kind::list_splat_pattern: return splat(ParameterKind::variadic);
        case Kind::dictionary_splat_pattern: return splat(ParameterKind::keyword_variadic);
        case Kind::default_parameter:
        case Kind::typed_parameter:
        case Kind::typed_default_parameter: break;
        default: return kind;
        }
        cursor_.each_child([&] {
            if (cursor_.field() == Field::value)
                reader_.value();
            else if (cursor_.field() == Field::type)
                reader_.annotation();
            else
                kind = parameter(kind);
        });
        return kind;
    }

    ParameterKind splat(ParameterKind kind) {
        cursor_.each_child([&] { parameter(kind); });
        return kind;
    }

    Cursor& cursor_;
    Reader& reader_;
};

} // namespace modal_lsp::syntax
