#include "analysis/python/extraction.hpp"

#include <algorithm>

namespace modal_lsp::python {

using syntax::Field;
using syntax::Kind;
using text::ByteOffset;
using text::ByteRange;

void Extraction::import_statement(const Place& place) {
    const ByteOffset end = cursor_.range().end;
    cursor_.each_child([&] {
        Import import;
        ByteRange bound;
        if (cursor_.kind() == Kind::dotted_name) {
            import.module_range = cursor_.range();
            const auto dot = cursor_.text().find('.');
            bound = import.module_range;
            if (dot != std::string_view::npos)
                bound.end.value = bound.begin.value + static_cast<std::uint32_t>(dot);
        } else if (cursor_.kind() == Kind::aliased_import) {
            import.has_alias = true;
            cursor_.each_child([&] {
                if (cursor_.field() == Field::name) import.module_range = cursor_.range();
                if (cursor_.field() == Field::alias) bound = cursor_.range();
            });
        } else {
            return;
        }
        import.module = builder_.intern(builder_.source(import.module_range));
        import.name_range = bound;
        add_import(place, BindingKind::import_module, import, bound, end);
    });
}

void Extraction::import_from(const Place& place) {
    const ByteOffset end = cursor_.range().end;
    Import import;
    cursor_.each_child([&] {
        if (cursor_.field() == Field::module_name) {
            from_module(import);
        } else if (cursor_.kind() == Kind::wildcard_import) {
            add_import(place, BindingKind::star_import, import, cursor_.range(), end);
        } else if (cursor_.field() == Field::name) {
            import_name(place, import, end);
        }
    });
}

void Extraction::from_module(Import& import) {
    import.module_range = cursor_.range();
    if (cursor_.kind() != Kind::relative_import) {
        import.module = builder_.intern(cursor_.text());
        return;
    }
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::import_prefix)
            import.level = static_cast<std::uint32_t>(std::ranges::count(cursor_.text(), '.'));
        if (cursor_.kind() == Kind::dotted_name) import.module = builder_.intern(cursor_.text());
    });
}

void Extraction::import_name(const Place& place, Import import, ByteOffset end) {
    ByteRange bound = cursor_.range();
    import.name_range = bound;
    import.has_alias = cursor_.kind() == Kind::aliased_import;
    if (import.has_alias) {
        cursor_.each_child([&] {
            if (cursor_.field() == Field::name) import.name_range = cursor_.range();
            if (cursor_.field() == Field::alias) bound = cursor_.range();
        });
    }
    import.name = builder_.intern(builder_.source(import.name_range));
    add_import(place, BindingKind::import_from, import, bound, end);
}

void Extraction::add_import(const Place& place, BindingKind kind, const Import& import, ByteRange bound,
                            ByteOffset end) {
    facts_.imports.push_back(import);
    builder_.bind(place, kind, bound, end).detail = static_cast<std::uint32_t>(facts_.imports.size() - 1);
}

} // namespace modal_lsp::python
