#include "analysis/python/extract.hpp"

#include "analysis/python/builder.hpp"
#include "analysis/python/definition.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace modal_lsp::python {
namespace {

using syntax::Field;
using syntax::Kind;
using text::ByteOffset;
using text::ByteRange;

/// Values of local assignments are kept up to this many bytes unless they hold a call of interest.
constexpr std::uint32_t kMaxLocalValueBytes = 400;
/// A function this short is read even without a mention: it may return a name that others use.
constexpr std::uint32_t kShortBodyBytes = 300;

/// Walks statements. The cursor always comes back to where it was.
class Extraction {
  public:
    explicit Extraction(Builder& builder)
        : builder_(builder), cursor_(builder.cursor), facts_(builder.facts) {}

    void block(const Place& place) {
        if (place.depth > kMaxStatementDepth) {
            facts_.truncated = true;
            return;
        }
        cursor_.each_child([&] { statement(place); });
    }

  private:
    void statement(const Place& place) {
        switch (cursor_.kind()) {
        case Kind::comment: return;
        case Kind::import_statement: return import_statement(place);
        case Kind::import_from_statement: return import_from(place);
        case Kind::expression_statement: return expression_statement(place);
        case Kind::decorated_definition: return decorated(place);
        case Kind::function_definition:
        case Kind::class_definition: return definition(place, {}, cursor_.range());
        case Kind::if_statement: return if_statement(place);
        case Kind::for_statement: return for_statement(place);
        case Kind::while_statement: return arms(place, {.exclusive = false});
        case Kind::try_statement: return arms(place, {.exclusive = false});
        case Kind::match_statement: return match_statement(place);
        case Kind::with_statement: return with_statement(place);
        case Kind::return_statement: return return_statement(place);
        case Kind::delete_statement: return names_of(place, BindingKind::deleted);
        case Kind::global_statement:
        case Kind::nonlocal_statement: return global(place);
        case Kind::block:
        case Kind::error: return block(deeper(place));
        default: return other(place);
        }
    }

    static Place deeper(Place place) {
        ++place.depth;
        return place;
    }

    [[nodiscard]] bool is_interesting(ByteRange range) const { return builder_.interest.any_in(range); }

    /// Statements without a place of their own: read for the calls inside.
    void other(const Place& place) {
        if (is_interesting(cursor_.range())) (void)lower(builder_, place);
    }

    // --- imports
    // ---------------------------------------------------------------------------------------------

    void import_statement(const Place& place) {
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

    void import_from(const Place& place) {
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

    void from_module(Import& import) {
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

    void import_name(const Place& place, Import import, ByteOffset end) {
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

    void add_import(const Place& place, BindingKind kind, const Import& import, ByteRange bound,
                    ByteOffset end) {
        facts_.imports.push_back(import);
        builder_.bind(place, kind, bound, end).detail = static_cast<std::uint32_t>(facts_.imports.size() - 1);
    }

    // --- assignments
    // -----------------------------------------------------------------------------------------

    void expression_statement(const Place& place) {
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::assignment)
                assignment(place, cursor_.range().end);
            else if (cursor_.kind() == Kind::augmented_assignment)
                augmented(place);
            else if (is_interesting(cursor_.range()) || cursor_.kind() == Kind::named_expression)
                (void)lower(builder_, place);
        });
    }

    [[nodiscard]] ExprId value(const Place& place) {
        const ByteRange range = cursor_.range();
        const bool local = facts_.scope(place.scope).kind == ScopeKind::function;
        if (local && range.size() > kMaxLocalValueBytes && !is_interesting(range)) return kUnknownExpr;
        return lower(builder_, place);
    }

    /// `a = b = value` nests to the right; every target gets the value. Returns it.
    ExprId assignment(const Place& place, ByteOffset end) {
        ExprId right = kUnknownExpr;
        bool has_value = false;
        cursor_.each_child([&] {
            if (cursor_.field() != Field::right) return;
            has_value = true;
            right = cursor_.kind() == Kind::assignment ? assignment(place, end) : value(place);
        });
        cursor_.each_child([&] {
            if (cursor_.field() == Field::left) target(place, right, has_value, end);
        });
        return right;
    }

    void target(const Place& place, ExprId right, bool has_value, ByteOffset end) {
        if (cursor_.kind() == Kind::identifier) {
            const auto kind = has_value ? BindingKind::assignment : BindingKind::declared;
            builder_.bind(place, kind, cursor_.range(), end).value = right;
        } else if (cursor_.kind() == Kind::pattern_list || cursor_.kind() == Kind::tuple_pattern) {
            unpack(place, right, end);
        } else {
            bind_opaque(builder_, place, end);
        }
    }

    /// `a, b = 1, 2` gives each name its own value where both sides are written out.
    void unpack(const Place& place, ExprId right, ByteOffset end) {
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

    void augmented(const Place& place) {
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
    }

    void names_of(const Place& place, BindingKind kind) {
        const ByteOffset end = cursor_.range().end;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::identifier) builder_.bind(place, kind, cursor_.range(), end);
        });
    }

    /// The name is another scope's, where it may now get any value at any time: said there, too.
    void global(const Place& place) {
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

    // --- compound statements
    // ---------------------------------------------------------------------------------

    void if_statement(const Place& place) {
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
        cursor_.each_child([&] {
            if (cursor_.field() == Field::condition)
                (void)lower(builder_, place);
            else if (cursor_.field() == Field::consequence)
                arm(place, region);
            else if (cursor_.field() == Field::alternative)
                clause(place, region);
        });
    }

    void arm(Place place, Region& region) {
        place.region = builder_.add_region(region);
        ++region.arm;
        block(deeper(place));
    }

    /// `elif`, `else`, `except`: a condition or target in the surrounding region, then a block.
    void clause(const Place& place, Region& region) {
        const Place inside{place.scope, builder_.add_region(region), place.depth + 1};
        ++region.arm;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::block)
                block(inside);
            else if (cursor_.kind() == Kind::as_pattern)
                as_pattern(inside);
            else if (cursor_.kind() != Kind::comment)
                (void)lower(builder_, place);
        });
    }

    /// `try` and `while`: every block is an arm of its own; `finally` always runs.
    void arms(const Place& place, Region region) {
        region.parent = place.region;
        region.group = builder_.new_group();
        cursor_.each_child([&] {
            switch (cursor_.kind()) {
            case Kind::comment: break;
            case Kind::block: arm(place, region); break;
            case Kind::finally_clause: cursor_.each_child([&] { statement(deeper(place)); }); break;
            case Kind::except_clause:
            case Kind::else_clause: clause(place, region); break;
            default: (void)lower(builder_, place);
            }
        });
    }

    void for_statement(const Place& place) {
        Region region{.parent = place.region, .group = builder_.new_group()};
        Place body = deeper(place);
        body.region = builder_.add_region(region);
        ++region.arm;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::left)
                bind_opaque(builder_, body, cursor_.range().begin);
            else if (cursor_.field() == Field::right)
                (void)lower(builder_, place);
            else if (cursor_.field() == Field::body)
                block(body);
            else if (cursor_.kind() == Kind::else_clause)
                clause(place, region);
        });
    }

    void match_statement(const Place& place) {
        Region region{.parent = place.region, .group = builder_.new_group(), .exclusive = true};
        cursor_.each_child([&] {
            if (cursor_.field() != Field::body) return;
            cursor_.each_child([&] {
                if (cursor_.kind() != Kind::case_clause) return;
                const Place inside{place.scope, builder_.add_region(region), place.depth + 1};
                ++region.arm;
                cursor_.each_child([&] {
                    if (cursor_.field() == Field::consequence)
                        block(inside);
                    else
                        bind_opaque(builder_, inside, cursor_.range().begin);
                });
            });
        });
    }

    void with_statement(const Place& place) {
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::block) return block(deeper(place));
            if (cursor_.kind() != Kind::with_clause) return;
            cursor_.each_child([&] { with_item(place); });
        });
    }

    void with_item(const Place& place) {
        if (cursor_.kind() != Kind::with_item) return;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::as_pattern)
                as_pattern(place);
            else
                (void)lower(builder_, place);
        });
    }

    /// `value as name`: the name is not what the value is, for a context manager or an exception class.
    void as_pattern(const Place& place) {
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::as_pattern_target || cursor_.field() == Field::alias)
                bind_opaque(builder_, place, cursor_.range().begin);
            else
                (void)lower(builder_, place);
        });
    }

    // --- definitions
    // -----------------------------------------------------------------------------------------

    void decorated(const Place& place) {
        const ByteRange whole = cursor_.range();
        std::vector<Decorator> decorators;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::decorator) {
                Decorator decorator{.expression = kUnknownExpr, .range = cursor_.range()};
                cursor_.each_child([&] {
                    if (cursor_.kind() != Kind::comment) decorator.expression = lower_called(builder_, place);
                });
                decorators.push_back(decorator);
            } else if (cursor_.field() == Field::definition) {
                definition(place, std::move(decorators), whole);
            }
        });
    }

    void definition(const Place& place, std::vector<Decorator> decorators, ByteRange whole) {
        const bool is_class = cursor_.kind() == Kind::class_definition;
        const DefId id{static_cast<std::uint32_t>(facts_.definitions.size())};
        facts_.definitions.push_back(read_header(builder_, place));
        Definition& made = facts_.definitions.back();
        made.is_class = is_class;
        made.scope = place.scope;
        made.region = place.region;
        made.range = whole;
        made.decorators = std::move(decorators);
        if (!made.name_range.empty()) {
            const ByteRange name = made.name_range;
            const auto kind = is_class ? BindingKind::class_ : BindingKind::function;
            builder_.bind(place, kind, name, name.end).detail = index(id);
        }
        cursor_.each_child([&] {
            if (cursor_.field() == Field::body) body(id, place);
        });
    }

    void body(DefId id, const Place& outside) {
        const ByteRange range = cursor_.range();
        const Definition& made = facts_.definition(id);
        if (!made.is_class && range.size() > kShortBodyBytes && !is_interesting(range)) return;
        // The scope reaches to the end of the statement's header line on its left, so that a cursor in an
        // empty body still finds it.
        Place place;
        place.depth = outside.depth + 1;
        place.scope =
            builder_.add_scope(made.is_class ? ScopeKind::class_ : ScopeKind::function, outside.scope, range);
        facts_.scopes.back().definition = id;
        facts_.definitions[index(id)].body = place.scope;
        for (const Parameter& parameter : facts_.definition(id).parameters)
            builder_.bind(place, BindingKind::parameter, parameter.range, range.begin).value =
                parameter.default_value;
        const auto enclosing = std::exchange(function_, made.is_class ? std::optional<DefId>() : id);
        block(place);
        function_ = enclosing;
    }

    void return_statement(const Place& place) {
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] { value = lower(builder_, place); });
        if (!function_) return;
        Definition& function = facts_.definitions[index(*function_)];
        function.returns.push_back(value);
        function.returns_conditionally = function.returns_conditionally || place.region != kAlways;
    }

    Builder& builder_;
    syntax::Cursor& cursor_;
    ModuleFacts& facts_;
    std::optional<DefId> function_; ///< the function whose body is being read
};

void order_by_name(ModuleFacts& facts) {
    facts.by_name.resize(facts.bindings.size());
    std::iota(facts.by_name.begin(), facts.by_name.end(), 0U);
    std::ranges::sort(facts.by_name, {}, [&](std::uint32_t number) {
        const Binding& binding = facts.bindings[number];
        return std::tuple(binding.scope, facts.text(binding.name), binding.in_force, number);
    });
}

} // namespace

ModuleFacts extract(const syntax::SyntaxTree& tree) {
    ModuleFacts facts;
    Builder builder(tree, facts);
    Extraction(builder).block({});
    facts.has_error = tree.has_error();
    order_by_name(facts);
    return facts;
}

} // namespace modal_lsp::python
