#include "analysis/python/builder.hpp"
#include "analysis/syntax/literals.hpp"

#include <string>
#include <vector>

namespace modal_lsp::python {
namespace {

using syntax::Field;
using syntax::Kind;

/// Lowers string literals. The cursor always comes back to where it was.
class StringLowering {
  public:
    StringLowering(Builder& builder, const Place& place)
        : builder_(builder), cursor_(builder.cursor), place_(place) {}

    ExprId string() {
        const std::string_view source = cursor_.text();
        const auto literal = syntax::split_string_literal(source);
        if (!literal || literal->bytes) return builder_.add(make(ExprKind::unknown), {});
        Expr expr = make(ExprKind::string);
        const std::uint32_t begin = expr.range.begin.value;
        expr.inner = text::make_range(begin + literal->content_begin, begin + literal->content_end);
        if (literal->formatted) return formatted(expr, literal->raw);
        const auto content =
            source.substr(literal->content_begin, literal->content_end - literal->content_begin);
        expr.text = builder_.intern(syntax::unescape(content, literal->raw));
        return builder_.add(expr, {});
    }

    ExprId concatenated() {
        Expr expr = make(ExprKind::formatted);
        expr.inner = {};
        std::vector<ExprId> parts;
        cursor_.each_child([&] {
            if (cursor_.kind() != Kind::comment) parts.push_back(child());
        });
        return builder_.add(expr, parts);
    }

  private:
    ExprId child() { return lower(builder_, place_.deeper()); }

    Expr make(ExprKind kind) { return {.kind = kind, .range = cursor_.range(), .inner = cursor_.range()}; }

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
            else
                changed =
                    changed || (cursor_.is_named() ? cursor_.kind() == Kind::other : cursor_.text() == "=");
        });
        return changed ? kUnknownExpr : value;
    }

    Builder& builder_;
    syntax::Cursor& cursor_;
    Place place_;
};

} // namespace

ExprId lower_string(Builder& builder, const Place& place) {
    return StringLowering(builder, place).string();
}

ExprId lower_concatenated(Builder& builder, const Place& place) {
    return StringLowering(builder, place).concatenated();
}

} // namespace modal_lsp::python
