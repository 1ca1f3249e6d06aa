#include "analysis/python/extraction.hpp"

#include <algorithm>

namespace modal_lsp::python {

using syntax::Field;
using syntax::Kind;
using text::ByteRange;

void Extraction::arm(const Place& place, Region& region, RegionKind kind, ExprId condition) {
    Place inside = place.deeper();
    region.kind = kind;
    region.condition = condition;
    region.range = cursor_.range();
    inside.region = builder_.add_region(region);
    ++region.arm;
    region.previous = inside.region;
    if (block(inside) == Ending::terminates) facts_.regions[index(inside.region)].terminates = true;
}

void Extraction::if_statement(const Place& place) {
    bool has_else = false;
    std::uint16_t count = 1;
    cursor_.each_child([&] {
        if (cursor_.field() != Field::alternative) return;
        ++count;
        has_else = has_else || cursor_.kind() == Kind::else_clause;
    });
    Region region{.parent = place.region, .group = builder_.new_group(), .exclusive = true};
    region.exhaustive = has_else;
    region.arms = count;
    ExprId condition = kUnknownExpr;
    const auto part = [&] {
        if (cursor_.field() == Field::condition)
            condition = lower(builder_, place);
        else if (cursor_.kind() == Kind::block)
            arm(place, region, RegionKind::branch, condition);
    };
    cursor_.each_child([&] {
        if (cursor_.field() != Field::alternative) return part();
        condition = kUnknownExpr;
        cursor_.each_child(part);
    });
}

void Extraction::for_statement(const Place& place) {
    Region region{.parent = place.region, .group = builder_.new_group()};
    bool async = false;
    ExprId iterable = kUnknownExpr;
    ByteRange body;
    cursor_.each_token([&] {
        if (!cursor_.is_named() && cursor_.text() == "async") async = true;
        if (cursor_.field() == Field::body) body = cursor_.range();
        if (cursor_.field() != Field::right) return;
        iterable = lower(builder_, place.used(async ? CallUse::async_iterated : CallUse::iterated));
    });
    // The variable is bound in the body's region: after no round at all it has no value.
    cursor_.each_child([&] {
        if (cursor_.field() == Field::body) {
            arm(place, region, RegionKind::for_body, iterable);
        } else if (cursor_.kind() == Kind::else_clause) {
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::block) arm(place, region, RegionKind::loop_else, kUnknownExpr);
            });
        } else if (cursor_.field() == Field::left) {
            Place inside = place.deeper();
            inside.region = RegionId{static_cast<std::uint32_t>(facts_.regions.size())};
            bind_iteration(builder_, inside, async ? kUnknownExpr : iterable, cursor_.range().begin);
        }
    });
}

void Extraction::while_statement(const Place& place) {
    Region region{.parent = place.region, .group = builder_.new_group()};
    ExprId condition = kUnknownExpr;
    cursor_.each_child([&] {
        if (cursor_.field() == Field::condition)
            condition = lower(builder_, place);
        else if (cursor_.kind() == Kind::block)
            arm(place, region, RegionKind::while_body, condition);
        else if (cursor_.kind() == Kind::else_clause)
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::block) arm(place, region, RegionKind::loop_else, kUnknownExpr);
            });
    });
}

/// Body, handlers and `else` are arms of their own; `finally` always runs.
void Extraction::try_statement(const Place& place) {
    Region region{.parent = place.region, .group = builder_.new_group()};
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::except_clause || cursor_.kind() == Kind::block) ++region.arms;
    });
    cursor_.each_child([&] {
        switch (cursor_.kind()) {
        case Kind::block: arm(place, region, RegionKind::try_body, kUnknownExpr); break;
        case Kind::finally_clause: cursor_.each_child([&] { statement(place.deeper()); }); break;
        case Kind::except_clause: handler(place, region); break;
        case Kind::else_clause:
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::block) arm(place, region, RegionKind::try_else, kUnknownExpr);
            });
            break;
        default: break;
        }
    });
}

void Extraction::handler(const Place& place, Region& region) {
    Place inside = place.deeper();
    inside.region = RegionId{static_cast<std::uint32_t>(facts_.regions.size())};
    ExprId classes = kUnknownExpr;
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::block) {
            arm(place, region, RegionKind::handler, classes);
        } else if (cursor_.kind() == Kind::as_pattern) {
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::as_pattern_target || cursor_.field() == Field::alias)
                    bind_opaque(builder_, inside, cursor_.range().begin);
                else
                    classes = lower(builder_, place);
            });
        } else if (cursor_.field() == Field::alias) {
            bind_opaque(builder_, inside, cursor_.range().begin);
        } else if (cursor_.kind() != Kind::comment) {
            classes = lower(builder_, place);
        }
    });
}

void Extraction::match_statement(const Place& place) {
    Region region{.parent = place.region, .group = builder_.new_group(), .exclusive = true};
    cursor_.each_child([&] {
        if (cursor_.field() == Field::subject) (void)lower(builder_, place);
        if (cursor_.field() != Field::body) return;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::case_clause) return;
            Place inside = place.deeper();
            inside.region = RegionId{static_cast<std::uint32_t>(facts_.regions.size())};
            cursor_.each_child([&] {
                if (cursor_.field() == Field::consequence)
                    arm(place, region, RegionKind::case_, kUnknownExpr);
                else
                    bind_opaque(builder_, inside, cursor_.range().begin);
            });
        });
    });
}

void Extraction::with_statement(const Place& place) {
    bool async = false;
    std::vector<std::size_t> items;
    cursor_.each_token([&] {
        if (!cursor_.is_named() && cursor_.text() == "async") async = true;
    });
    const ByteRange whole = cursor_.range();
    cursor_.each_child([&] {
        if (cursor_.kind() == Kind::block) {
            for (const std::size_t item : items) {
                facts_.withs[item].body = cursor_.range();
                facts_.withs[item].range = whole;
                facts_.withs[item].is_async = async;
            }
            block(place.deeper());
        } else if (cursor_.kind() == Kind::with_clause) {
            cursor_.each_child([&] { with_item(place, items); });
        }
    });
}

void Extraction::with_item(const Place& place, std::vector<std::size_t>& items) {
    if (cursor_.kind() != Kind::with_item) return;
    ExprId item = kUnknownExpr;
    const auto entered = [&] { item = lower(builder_, place.used(CallUse::entered)); };
    cursor_.each_child([&] {
        if (cursor_.kind() != Kind::as_pattern) return entered();
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::as_pattern_target && cursor_.field() != Field::alias)
                return entered();
            cursor_.each_child([&] {
                if (cursor_.kind() != Kind::identifier)
                    return bind_opaque(builder_, place, cursor_.range().begin);
                builder_.bind(place, BindingKind::entered, cursor_.range(), cursor_.range().begin).value =
                    item;
            });
        });
    });
    items.push_back(facts_.withs.size());
    facts_.withs.push_back({.item = item, .scope = place.scope, .region = place.region});
}

} // namespace modal_lsp::python
