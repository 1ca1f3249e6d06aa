#include "analysis/package/declarations.hpp"

#include "analysis/syntax/literals.hpp"
#include "analysis/syntax/parameters.hpp"
#include "analysis/syntax/tree.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::package {
namespace {

using docs::ParameterKind;
using syntax::Field;
using syntax::Kind;

constexpr int kMostDepth = 12;

/// Reads the parameters of one `def`.
class ParameterReader {
  public:
    ParameterReader(syntax::Cursor& cursor, std::vector<docs::Surface::Parameter>& made)
        : cursor_(cursor), made_(made) {}

    void read() { syntax::ParameterWalk(cursor_, *this).walk(); }

    void name() { parameter_.name = cursor_.text(); }

    void annotation() { parameter_.annotation = cursor_.text(); }

    void value() { parameter_.default_value = cursor_.text(); }

    void end(ParameterKind kind) {
        parameter_.kind = kind;
        if (!parameter_.name.empty()) made_.push_back(std::move(parameter_));
        parameter_ = {};
    }

    void slash() {
        for (auto& earlier : made_)
            earlier.kind = ParameterKind::positional_only;
    }

  private:
    syntax::Cursor& cursor_;
    std::vector<docs::Surface::Parameter>& made_;
    docs::Surface::Parameter parameter_;
};

class Reader {
  public:
    explicit Reader(const syntax::SyntaxTree& tree) : cursor_(tree), text_(tree.text()) {}

    std::vector<Declaration> read() { return statements(0); }

  private:
    /// Of the module or block under the cursor.
    std::vector<Declaration> statements(int depth) {
        std::vector<Declaration> found;
        collect(found, depth);
        return found;
    }

    void collect(std::vector<Declaration>& found, int depth) {
        if (depth > kMostDepth) return;
        cursor_.each_child([&] { statement(found, depth); });
    }

    void statement(std::vector<Declaration>& found, int depth) {
        switch (cursor_.kind()) {
        case Kind::class_definition:
        case Kind::function_definition: add(found, definition({}, depth)); return;
        case Kind::decorated_definition: add(found, decorated(depth)); return;
        case Kind::expression_statement:
            cursor_.each_child([&] {
                if (cursor_.kind() == Kind::assignment) add(found, assignment());
            });
            return;
        case Kind::import_statement: import(found); return;
        case Kind::import_from_statement: import_from(found); return;
        case Kind::if_statement:
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::try_statement:
        case Kind::except_clause:
        case Kind::finally_clause:
        case Kind::block: collect(found, depth + 1); return;
        default: return;
        }
    }

    /// Overloads come first and tell less than what follows them.
    static void add(std::vector<Declaration>& found, Declaration made) {
        if (made.name.empty()) return;
        const auto earlier = std::ranges::find(found, made.name, &Declaration::name);
        if (earlier == found.end())
            found.push_back(std::move(made));
        else if (earlier->has_decorator("overload") && !made.has_decorator("overload"))
            *earlier = std::move(made);
    }

    Declaration begun(DeclarationKind kind) {
        const auto before = text_.substr(0, cursor_.range().begin.value);
        for (; counted_ < before.size(); ++counted_)
            line_ += text_[counted_] == '\n' ? 1U : 0U;
        Declaration made{.kind = kind, .line = line_};
        return made;
    }

    Declaration decorated(int depth) {
        std::vector<std::string> decorators;
        Declaration made;
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::decorator)
                cursor_.each_child([&] { decorators.push_back(callee()); });
            else if (cursor_.field() == Field::definition)
                made = definition(std::exchange(decorators, {}), depth);
        });
        return made;
    }

    /// "a.b" of `a.b(…)`, or of `a.b`.
    std::string callee() {
        const std::string_view written = cursor_.text();
        return std::string(written.substr(0, written.find('(')));
    }

    Declaration definition(std::vector<std::string> decorators, int depth) {
        const bool is_class = cursor_.kind() == Kind::class_definition;
        Declaration made = begun(is_class ? DeclarationKind::class_ : DeclarationKind::function);
        made.decorators = std::move(decorators);
        cursor_.each_child([&] {
            switch (cursor_.field()) {
            case Field::name: made.name = cursor_.text(); break;
            case Field::parameters: ParameterReader(cursor_, made.parameters).read(); break;
            case Field::return_type: made.annotation = cursor_.text(); break;
            case Field::superclasses:
                cursor_.each_child([&] {
                    if (cursor_.kind() != Kind::keyword_argument && cursor_.kind() != Kind::comment)
                        made.bases.emplace_back(cursor_.text());
                });
                break;
            case Field::body:
                made.docstring = docstring();
                if (is_class) made.members = statements(depth + 1);
                break;
            default: break;
            }
        });
        return made;
    }

    /// Of the block under the cursor.
    std::string docstring() {
        std::string found;
        bool first = true;
        cursor_.each_child([&] {
            if (!first || cursor_.kind() == Kind::comment) return;
            first = false;
            if (cursor_.kind() != Kind::expression_statement) return;
            cursor_.each_child([&] {
                const auto literal = syntax::split_string_literal(cursor_.text());
                if (cursor_.kind() != Kind::string || !literal || literal->formatted || literal->bytes)
                    return;
                found = syntax::unescape(cursor_.text().substr(literal->content_begin,
                                                               literal->content_end - literal->content_begin),
                                         literal->raw);
            });
        });
        return found;
    }

    Declaration assignment() {
        Declaration made = begun(DeclarationKind::name);
        cursor_.each_child([&] {
            if (cursor_.field() == Field::left && cursor_.kind() == Kind::identifier)
                made.name = cursor_.text();
            if (cursor_.field() == Field::type) made.annotation = cursor_.text();
            if (cursor_.field() == Field::right) made.value = cursor_.text();
        });
        return made;
    }

    /// "b as c", or "b": what is imported and what it is called here.
    std::pair<std::string, std::string> imported() {
        if (cursor_.kind() != Kind::aliased_import) return {std::string(cursor_.text()), {}};
        std::pair<std::string, std::string> names;
        cursor_.each_child(
            [&] { (cursor_.field() == Field::alias ? names.second : names.first) = cursor_.text(); });
        return names;
    }

    void import(std::vector<Declaration>& found) {
        cursor_.each_child([&] {
            Declaration made = begun(DeclarationKind::import);
            auto [module, alias] = imported();
            made.name = alias.empty() ? module.substr(0, module.find('.')) : alias;
            made.module = alias.empty() ? made.name : module;
            add(found, std::move(made));
        });
    }

    void import_from(std::vector<Declaration>& found) {
        std::string module;
        std::uint32_t level = 0;
        cursor_.each_child([&] {
            if (cursor_.field() == Field::module_name) {
                module = cursor_.text();
                level = static_cast<std::uint32_t>(std::min(module.find_first_not_of('.'), module.size()));
                module.erase(0, level);
                return;
            }
            if (cursor_.field() != Field::name) return;
            Declaration made = begun(DeclarationKind::import);
            auto [original, alias] = imported();
            made.name = alias.empty() ? original : alias;
            made.original = std::move(original);
            made.module = module;
            made.level = level;
            add(found, std::move(made));
        });
    }

    syntax::Cursor cursor_;
    std::string_view text_;
    std::size_t counted_ = 0;
    std::uint32_t line_ = 1;
};

} // namespace

bool Declaration::has_decorator(std::string_view last_name) const {
    return std::ranges::any_of(decorators, [&](std::string_view each) {
        return each.substr(std::min(each.rfind('.') + 1, each.size())) == last_name;
    });
}

const Declaration* Declaration::member(std::string_view wanted) const {
    return find_declaration(members, wanted);
}

const Declaration* find_declaration(const std::vector<Declaration>& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Declaration::name);
    return found == all.end() ? nullptr : &*found;
}

std::vector<Declaration> read_declarations(std::string_view source) {
    const auto tree = syntax::SyntaxTree::parse(text::Document(std::string(source)));
    return Reader(tree).read();
}

} // namespace modal_lsp::package
