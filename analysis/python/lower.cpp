#include "analysis/python/builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::python {
namespace {

using syntax::Field;
using syntax::Kind;
using text::ByteRange;

/// Methods of lists, sets and dictionaries that change them.
constexpr std::array<std::string_view, 15> kMutators = {"add",
                                                        "append",
                                                        "clear",
                                                        "discard",
                                                        "extend",
                                                        "insert",
                                                        "pop",
                                                        "popitem",
                                                        "remove",
                                                        "reverse",
                                                        "sort",
                                                        "update",
                                                        "setdefault",
                                                        "difference_update",
                                                        "intersection_update"};

/// Lowers the expressions of one node and its children. The cursor always comes back to where it was.
class Lowering {
  public:
    Lowering(Builder& builder, const Place& place)
        : builder_(builder), cursor_(builder.cursor), place_(place) {}

    ExprId run() {
        if (place_.depth > kMaxExpressionDepth) {
            builder_.facts.truncated = true;
            return kUnknownExpr;
        }
        const ExprId id = by_kind();
        // What is not understood has a place all the same.
        return id != kUnknownExpr ? id : builder_.add(make(ExprKind::unknown), {});
    }

  private:
    ExprId by_kind() {
        switch (cursor_.kind()) {
        case Kind::none_value: return leaf(ExprKind::none);
        case Kind::true_value:
        case Kind::false_value: return leaf(ExprKind::boolean);
        case Kind::integer: return leaf(ExprKind::integer);
        case Kind::floating: return leaf(ExprKind::floating);
        case Kind::identifier: return leaf(ExprKind::name);
        case Kind::string: return lower_string(builder_, place_);
        case Kind::concatenated_string: return lower_concatenated(builder_, place_);
        case Kind::attribute: return attribute();
        case Kind::call: return call();
        case Kind::list: return display(ExprKind::list);
        case Kind::tuple:
        case Kind::expression_list: return display(ExprKind::tuple);
        case Kind::set: return display(ExprKind::set);
        case Kind::dictionary: return dictionary();
        case Kind::list_splat: return wrap(ExprKind::starred);
        case Kind::dictionary_splat: return wrap(ExprKind::double_starred);
        case Kind::await: return awaited();
        case Kind::not_operator: return wrap(ExprKind::negated);
        case Kind::parenthesized_expression: return inner();
        case Kind::subscript: return all(ExprKind::subscript);
        case Kind::conditional_expression: return all(ExprKind::conditional);
        case Kind::boolean_operator:
        case Kind::binary_operator: return binary();
        case Kind::unary_operator: return unary();
        case Kind::yield: return yielded();
        case Kind::comparison_operator: return comparison();
        case Kind::named_expression: return walrus();
        case Kind::lambda: return lambda();
        case Kind::list_comprehension:
        case Kind::set_comprehension:
        case Kind::dictionary_comprehension:
        case Kind::generator_expression: return comprehension();
        default: return unknown();
        }
    }

    ExprId child() { return lower(builder_, place_.deeper()); }

    Expr make(ExprKind kind) { return {.kind = kind, .range = cursor_.range(), .inner = cursor_.range()}; }

    ExprId leaf(ExprKind kind) {
        Expr expr = make(kind);
        expr.text = builder_.intern(cursor_.text());
        return builder_.add(expr, {});
    }

    /// Something of no use as a value, but with expressions inside that may matter.
    ExprId unknown() {
        const Expr expr = make(ExprKind::unknown);
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) (void)child();
        });
        return builder_.add(expr, {});
    }

    std::vector<ExprId> children() {
        std::vector<ExprId> operands;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) operands.push_back(child());
        });
        return operands;
    }

    ExprId all(ExprKind kind) {
        const Expr expr = make(kind);
        return builder_.add(expr, children());
    }

    ExprId wrap(ExprKind kind) {
        const Expr expr = make(kind);
        const auto operands = children();
        return operands.size() == 1 ? builder_.add(expr, operands) : kUnknownExpr;
    }

    /// Parentheses change nothing about how the value inside is used.
    ExprId inner() {
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) value = lower(builder_, place_.deeper().used(place_.use));
        });
        return value;
    }

    ExprId awaited() {
        const Expr expr = make(ExprKind::awaited);
        const bool statement = place_.use == CallUse::statement;
        const auto use = statement ? CallUse::awaited_statement : CallUse::awaited;
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) value = lower(builder_, place_.deeper().used(use));
        });
        return builder_.add(expr, {value});
    }

    ExprId yielded() {
        for (ScopeId scope = place_.scope; scope != kModuleScope;
             scope = builder_.facts.scope(scope).parent) {
            const Scope& around = builder_.facts.scope(scope);
            if (around.kind != ScopeKind::function || !around.definition) continue;
            builder_.facts.definitions[index(*around.definition)].is_generator = true;
            break;
        }
        return unknown();
    }

    ExprId display(ExprKind kind) {
        const Expr expr = make(kind);
        std::vector<ExprId> operands;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::comment) return;
            if (operands.size() >= kMaxItems) {
                builder_.facts.truncated = true;
                return;
            }
            const ExprId item = child();
            note_escape(item, {}, {});
            operands.push_back(item);
        });
        return builder_.add(expr, operands);
    }

    ExprId dictionary() {
        const Expr expr = make(ExprKind::dict);
        std::vector<ExprId> operands;
        cursor_.each_child([&] {
            if (operands.size() >= 2 * kMaxItems) {
                builder_.facts.truncated = true;
            } else if (cursor_.kind() == Kind::pair) {
                ExprId key = kUnknownExpr, value = kUnknownExpr;
                cursor_.each_child([&] {
                    if (cursor_.field() == Field::key) key = child();
                    if (cursor_.field() == Field::value) value = child();
                });
                note_escape(value, {}, {});
                operands.push_back(key);
                operands.push_back(value);
            } else if (cursor_.kind() == Kind::dictionary_splat) {
                operands.push_back(child());
                operands.push_back(kUnknownExpr);
            }
        });
        return builder_.add(expr, operands);
    }

    /// `app.function` that is not called on the spot hands the app on as well as the app itself does. Callers
    /// who do call it take the note back.
    ExprId attribute() {
        Expr expr = make(ExprKind::attribute);
        ExprId object = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::object) object = child();
            if (cursor_.field() == Field::attribute) {
                expr.inner = cursor_.range();
                expr.text = builder_.intern(cursor_.text());
            }
        });
        const auto name = builder_.facts.text(expr.text);
        if (name == "function" || name == "cls" || name == "server") note_escape(object, expr.text, {});
        return builder_.add(expr, {object});
    }

    ExprId call() {
        const Expr expr = make(ExprKind::call);
        std::vector<ExprId> operands{kUnknownExpr};
        cursor_.each_child([&] {
            if (cursor_.field() == Field::function)
                operands[0] = lower_called(builder_, place_.deeper());
            else if (cursor_.field() == Field::arguments)
                arguments(operands);
        });
        const TextId callee = last_name(operands[0]);
        for (std::size_t i = 1; i < operands.size(); ++i)
            note_argument(operands[i], callee);
        const ExprId id = builder_.add(expr, operands);
        builder_.facts.calls.push_back({.expression = id,
                                        .scope = place_.scope,
                                        .region = place_.region,
                                        .use = place_.use,
                                        .of_interest = is_of_interest(operands[0], callee)});
        note_mutation(operands[0], id);
        return id;
    }

    void arguments(std::vector<ExprId>& operands) {
        if (cursor_.kind() != Kind::argument_list) { // f(x for x in y)
            operands.push_back(child());
            return;
        }
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::comment) return;
            if (operands.size() > kMaxItems) {
                builder_.facts.truncated = true;
                return;
            }
            operands.push_back(cursor_.kind() == Kind::keyword_argument ? keyword() : child());
        });
    }

    ExprId keyword() {
        Expr expr = make(ExprKind::keyword);
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::name) {
                expr.inner = cursor_.range();
                expr.text = builder_.intern(cursor_.text());
            }
            if (cursor_.field() == Field::value) value = child();
        });
        return builder_.add(expr, {value});
    }

    /// `xs.append(x)`: changes the object that the name stands for.
    void note_mutation(ExprId callee, ExprId call) {
        const Expr& method = builder_.facts.expr(callee);
        if (method.kind != ExprKind::attribute) return;
        const auto name = builder_.facts.text(method.text);
        if (std::ranges::find(kMutators, name) == kMutators.end()) return;
        const Expr object = builder_.facts.expr(builder_.facts.operands_of(method).front());
        if (object.kind != ExprKind::name) return;
        builder_.bind(place_, BindingKind::mutated, object.range, cursor_.range().end).value = call;
    }

    [[nodiscard]] TextId last_name(ExprId callee) const {
        const Expr& expr = builder_.facts.expr(callee);
        return expr.kind == ExprKind::name || expr.kind == ExprKind::attribute ? expr.text : TextId{};
    }

    /// Also a call on the result of a call of interest: `app.function(...)(f)`.
    [[nodiscard]] bool is_of_interest(ExprId callee, TextId last) const {
        const ModuleFacts& facts = builder_.facts;
        if (builder_.interest.is_callee(facts.text(last))) return true;
        const Expr& expr = facts.expr(callee);
        return expr.kind == ExprKind::call &&
               builder_.interest.is_callee(facts.text(last_name(facts.operands_of(expr).front())));
    }

    void note_argument(ExprId argument, TextId callee) {
        const Expr& expr = builder_.facts.expr(argument);
        const bool wrapped = expr.kind == ExprKind::keyword || expr.kind == ExprKind::starred;
        const ExprId value = wrapped ? builder_.facts.operands_of(expr).front() : argument;
        note_escape(value, callee, expr.kind == ExprKind::keyword ? expr.text : TextId{});
    }

    void note_escape(ExprId value, TextId callee, TextId keyword) {
        const Expr& expr = builder_.facts.expr(value);
        if (expr.kind != ExprKind::name) return;
        builder_.facts.escapes.push_back({.name = expr.text,
                                          .scope = place_.scope,
                                          .callee = callee,
                                          .keyword = keyword,
                                          .range = expr.range});
    }

    ExprId binary() {
        Expr expr = make(ExprKind::arithmetic);
        std::vector<ExprId> operands;
        cursor_.each_token([&] {
            if (cursor_.field() == Field::left || cursor_.field() == Field::right) {
                operands.push_back(child());
            } else if (cursor_.field() == Field::operator_) {
                const auto sign = cursor_.text();
                expr.text = builder_.intern(sign);
                if (sign == "+") expr.kind = ExprKind::add;
                if (sign == "or") expr.kind = ExprKind::either;
                if (sign == "and") expr.kind = ExprKind::both;
            }
        });
        return operands.size() == 2 ? builder_.add(expr, operands) : kUnknownExpr;
    }

    ExprId unary() {
        const Expr expr = make(ExprKind::negative);
        ExprId value = kUnknownExpr;
        bool minus = false;
        cursor_.each_token([&] {
            if (cursor_.field() == Field::operator_) minus = cursor_.text() == "-";
            if (cursor_.field() == Field::argument) value = child();
        });
        return minus ? builder_.add(expr, {value}) : kUnknownExpr;
    }

    ExprId comparison() {
        Expr expr = make(ExprKind::comparison);
        std::vector<ExprId> operands;
        cursor_.each_token([&] {
            if (cursor_.field() == Field::operators)
                expr.text = builder_.intern(cursor_.text());
            else if (cursor_.is_named() && cursor_.kind() != Kind::comment)
                operands.push_back(child());
        });
        return operands.size() == 2 ? builder_.add(expr, operands) : kUnknownExpr;
    }

    ExprId walrus() {
        ByteRange name;
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::name) name = cursor_.range();
            if (cursor_.field() == Field::value) value = child();
        });
        // In a comprehension the name belongs to the scope around it (PEP 572).
        Place place = place_;
        while (builder_.facts.scope(place.scope).kind == ScopeKind::comprehension)
            place.scope = builder_.facts.scope(place.scope).parent;
        builder_.bind(place, BindingKind::assignment, name, cursor_.range().end).value = value;
        return value;
    }

    ExprId lambda() {
        Expr expr = make(ExprKind::lambda);
        Place body = place_.deeper();
        body.scope = builder_.add_scope(ScopeKind::lambda, place_.scope, cursor_.range());
        expr.detail = index(body.scope);
        ExprId value = kUnknownExpr;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::parameters)
                bind_opaque(builder_, body, cursor_.range().begin);
            else
                value = lower(builder_, body);
        });
        return builder_.add(expr, {value});
    }

    /// The element is read last, though written first: its names are those of the `for`.
    ExprId comprehension() {
        Expr expr = make(ExprKind::comprehension);
        expr.text = builder_.intern(display_name(cursor_.kind()));
        Place body = place_.deeper();
        body.scope = builder_.add_scope(ScopeKind::comprehension, place_.scope, cursor_.range());
        expr.detail = index(body.scope);
        const auto begin = cursor_.range().begin;
        std::vector<ExprId> element, iterables, conditions;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::for_in_clause)
                iterables.push_back(for_clause(body, begin));
            else if (cursor_.kind() == Kind::if_clause)
                cursor_.each_child([&] { conditions.push_back(lower(builder_, body)); });
            else if (cursor_.kind() == Kind::pair)
                cursor_.each_child([&] { element.push_back(lower(builder_, body)); });
            else if (cursor_.kind() != Kind::comment)
                element.push_back(lower(builder_, body));
        });
        if (iterables.size() != 1 || iterables.front() == kUnknownExpr || element.empty())
            return kUnknownExpr;
        element.push_back(iterables.front());
        element.insert(element.end(), conditions.begin(), conditions.end());
        return builder_.add(expr, element);
    }

    static std::string_view display_name(Kind kind) {
        if (kind == Kind::list_comprehension) return "list";
        if (kind == Kind::set_comprehension) return "set";
        return kind == Kind::dictionary_comprehension ? "dict" : "generator";
    }

    ExprId for_clause(const Place& body, text::ByteOffset begin) {
        bool async = false;
        ExprId iterable = kUnknownExpr;
        cursor_.each_token([&] {
            if (!cursor_.is_named() && cursor_.text() == "async") async = true;
            if (cursor_.field() != Field::right) return;
            const auto use = async ? CallUse::async_iterated : CallUse::iterated;
            iterable = lower(builder_, body.used(use));
        });
        cursor_.each_child([&] {
            if (cursor_.field() == Field::left) bind_iteration(builder_, body, iterable, begin);
        });
        return async ? kUnknownExpr : iterable;
    }

    Builder& builder_;
    syntax::Cursor& cursor_;
    Place place_;
};

} // namespace

ExprId lower(Builder& builder, const Place& place) {
    return Lowering(builder, place).run();
}

ExprId lower_called(Builder& builder, const Place& place) {
    const bool plain = builder.cursor.kind() == Kind::attribute;
    const std::size_t before = builder.facts.escapes.size();
    const ExprId callee = lower(builder, place);
    if (plain && builder.facts.escapes.size() == before + 1) builder.facts.escapes.pop_back();
    return callee;
}

} // namespace modal_lsp::python
