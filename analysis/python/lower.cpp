#include "analysis/python/builder.hpp"
#include "analysis/syntax/literals.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::python {
namespace {

using syntax::Field;
using syntax::Kind;
using text::ByteRange;

Place deeper(Place place) {
    ++place.depth;
    return place;
}

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
        return by_kind();
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
        case Kind::string: return string();
        case Kind::concatenated_string: return concatenated();
        case Kind::attribute: return attribute();
        case Kind::call: return call();
        case Kind::list: return display(ExprKind::list);
        case Kind::tuple:
        case Kind::expression_list: return display(ExprKind::tuple);
        case Kind::set: return display(ExprKind::set);
        case Kind::dictionary: return dictionary();
        case Kind::list_splat: return wrap(ExprKind::starred);
        case Kind::dictionary_splat: return wrap(ExprKind::double_starred);
        case Kind::await: return wrap(ExprKind::awaited);
        case Kind::not_operator: return wrap(ExprKind::negated);
        case Kind::parenthesized_expression: return inner();
        case Kind::subscript: return all(ExprKind::subscript);
        case Kind::conditional_expression: return all(ExprKind::conditional);
        case Kind::boolean_operator: return binary(ExprKind::unknown);
        case Kind::binary_operator: return binary(ExprKind::add);
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

    ExprId child() { return lower(builder_, deeper(place_)); }

    Expr make(ExprKind kind) { return {.kind = kind, .range = cursor_.range(), .inner = cursor_.range()}; }

    ExprId leaf(ExprKind kind) {
        Expr expr = make(kind);
        expr.text = builder_.intern(cursor_.text());
        return builder_.add(expr, {});
    }

    /// Something of no use as a value, but with expressions inside that may matter.
    ExprId unknown() {
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) (void)child();
        });
        return kUnknownExpr;
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

    ExprId inner() {
        const auto operands = children();
        return operands.size() == 1 ? operands.front() : kUnknownExpr;
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

    ExprId string() {
        const std::string_view source = cursor_.text();
        const auto literal = syntax::split_string_literal(source);
        if (!literal || literal->bytes) return unknown();
        Expr expr = make(ExprKind::string);
        const std::uint32_t begin = expr.range.begin.value;
        expr.inner = text::make_range(begin + literal->content_begin, begin + literal->content_end);
        if (literal->formatted) return formatted(expr, literal->raw);
        const auto content =
            source.substr(literal->content_begin, literal->content_end - literal->content_begin);
        expr.text = builder_.intern(syntax::unescape(content, literal->raw));
        return builder_.add(expr, {});
    }

    ExprId formatted(Expr expr, bool raw) {
        expr.kind = ExprKind::formatted;
        std::vector<ExprId> operands;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::interpolation)
                operands.push_back(hole());
            else if (cursor_.kind() == Kind::string_content)
                operands.push_back(piece(raw));
        });
        return builder_.add(expr, operands);
    }

    ExprId piece(bool raw) {
        Expr part = make(ExprKind::string);
        std::string value = syntax::unescape(cursor_.text(), raw);
        for (const std::string_view brace : {"{{", "}}"})
            for (auto at = value.find(brace); at != std::string::npos; at = value.find(brace, at + 1))
                value.erase(at, 1);
        part.text = builder_.intern(value);
        return builder_.add(part, {});
    }

    /// `{name}` has the value of the name; a conversion or format specification makes it unknown.
    ExprId hole() {
        ExprId value = kUnknownExpr;
        bool changed = false;
        cursor_.each_token([&] {
            if (cursor_.field() == Field::expression)
                value = child();
            else if (cursor_.is_named() && cursor_.kind() == Kind::other)
                changed = true;
            else if (!cursor_.is_named() && cursor_.text() == "=")
                changed = true;
        });
        return changed ? kUnknownExpr : value;
    }

    ExprId concatenated() {
        Expr expr = make(ExprKind::formatted);
        expr.inner = {};
        return builder_.add(expr, children());
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
                operands[0] = lower_called(builder_, deeper(place_));
            else if (cursor_.field() == Field::arguments)
                arguments(operands);
        });
        const TextId callee = last_name(operands[0]);
        for (std::size_t i = 1; i < operands.size(); ++i)
            note_argument(operands[i], callee);
        const ExprId id = builder_.add(expr, operands);
        if (is_of_interest(operands[0], callee))
            builder_.facts.calls.push_back(
                {.expression = id, .scope = place_.scope, .region = place_.region});
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

    ExprId binary(ExprKind plus) {
        Expr expr = make(plus);
        std::vector<ExprId> operands;
        bool known = false;
        cursor_.each_token([&] {
            if (cursor_.field() == Field::left || cursor_.field() == Field::right) {
                operands.push_back(child());
            } else if (cursor_.field() == Field::operator_) {
                const auto sign = cursor_.text();
                if (sign == "or") expr.kind = ExprKind::either;
                if (sign == "and") expr.kind = ExprKind::both;
                known = sign == "+" || sign == "or" || sign == "and";
            }
        });
        return known && operands.size() == 2 ? builder_.add(expr, operands) : kUnknownExpr;
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
        Place body = deeper(place_);
        body.scope = builder_.add_scope(ScopeKind::lambda, place_.scope, cursor_.range());
        cursor_.each_child([&] {
            if (cursor_.field() == Field::parameters)
                bind_opaque(builder_, body, cursor_.range().begin);
            else
                (void)lower(builder_, body);
        });
        return kUnknownExpr;
    }

    ExprId comprehension() {
        Place body = deeper(place_);
        body.scope = builder_.add_scope(ScopeKind::comprehension, place_.scope, cursor_.range());
        const auto begin = cursor_.range().begin;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::for_in_clause) {
                (void)lower(builder_, body);
                return;
            }
            cursor_.each_child([&] {
                if (cursor_.field() == Field::left)
                    bind_opaque(builder_, body, begin);
                else
                    (void)lower(builder_, body);
            });
        });
        return kUnknownExpr;
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
            if (cursor.field() == Field::name) bind_opaque(builder, deeper(place), in_force);
        });
        return;
    case Kind::type: return;
    default: cursor.each_child([&] { bind_opaque(builder, deeper(place), in_force); });
    }
}

} // namespace modal_lsp::python
