#include "analysis/python/definition.hpp"

#include "analysis/syntax/literals.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace modal_lsp::python {
namespace {

using syntax::Field;
using syntax::Kind;

constexpr std::size_t kMaxSignature = 300;
constexpr std::size_t kMaxSummary = 400;

/// Runs of white space become one blank, and what is too long ends in "…".
std::string shortened(std::string_view text, std::size_t limit) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!blank)
            out.push_back(c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
        if (out.size() > limit) {
            while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U)
                out.pop_back();
            out.pop_back();
            return out + "…";
        }
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r\f") == std::string_view::npos;
}

std::string first_paragraph(std::string_view docstring) {
    std::string paragraph;
    while (!docstring.empty()) {
        const auto end = std::min(docstring.find('\n'), docstring.size());
        const auto line = docstring.substr(0, end);
        docstring.remove_prefix(std::min(end + 1, docstring.size()));
        if (is_blank(line) && !paragraph.empty()) break;
        paragraph.append(line).push_back(' ');
    }
    const auto begin = std::min(paragraph.find_first_not_of(' '), paragraph.size());
    return shortened(std::string_view(paragraph).substr(begin), kMaxSummary);
}

/// Reads one `def` or `class` header.
class Header {
  public:
    Header(Builder& builder, const Place& place)
        : builder_(builder), cursor_(builder.cursor), place_(place) {}

    Definition read() {
        std::uint32_t signature_begin = 0, signature_end = 0;
        cursor_.each_token([&] {
            switch (cursor_.field()) {
            case Field::name:
                made_.name_range = cursor_.range();
                made_.name = builder_.intern(cursor_.text());
                signature_begin = signature_end = made_.name_range.end.value;
                break;
            case Field::parameters:
                signature_end = cursor_.range().end.value;
                made_.parameters_range = cursor_.range();
                parameters();
                break;
            case Field::return_type: signature_end = cursor_.range().end.value; break;
            case Field::superclasses:
                signature_end = cursor_.range().end.value;
                made_.parameters_range = cursor_.range();
                bases();
                break;
            case Field::body: summary(); break;
            default:
                if (!cursor_.is_named() && cursor_.text() == "async") made_.is_async = true;
            }
        });
        const auto written = builder_.source(text::make_range(signature_begin, signature_end));
        made_.signature = builder_.intern(shortened(written, kMaxSignature));
        return std::move(made_);
    }

  private:
    void bases() {
        cursor_.each_child([&] {
            if (cursor_.kind() == Kind::comment) return;
            const bool positional = cursor_.kind() != Kind::keyword_argument;
            const ExprId base = lower(builder_, place_);
            if (positional) made_.bases.push_back(base);
        });
    }

    void parameters() {
        auto kind = ParameterKind::regular;
        cursor_.each_child([&] {
            switch (cursor_.kind()) {
            case Kind::comment: return;
            case Kind::keyword_separator: kind = ParameterKind::keyword_only; return;
            case Kind::positional_separator:
                for (Parameter& earlier : made_.parameters)
                    earlier.kind = ParameterKind::positional_only;
                return;
            default: break;
            }
            Parameter parameter{.kind = kind};
            read_parameter(parameter);
            if (parameter.kind == ParameterKind::variadic) kind = ParameterKind::keyword_only;
            if (!parameter.range.empty()) made_.parameters.push_back(parameter);
        });
    }

    void read_parameter(Parameter& parameter) {
        switch (cursor_.kind()) {
        case Kind::identifier:
            parameter.range = cursor_.range();
            parameter.name = builder_.intern(cursor_.text());
            break;
        case Kind::list_splat_pattern: splat(parameter, ParameterKind::variadic); break;
        case Kind::dictionary_splat_pattern: splat(parameter, ParameterKind::keyword_variadic); break;
        case Kind::default_parameter:
        case Kind::typed_parameter:
        case Kind::typed_default_parameter: compound(parameter); break;
        default: break;
        }
    }

    void splat(Parameter& parameter, ParameterKind kind) {
        parameter.kind = kind;
        cursor_.each_child([&] { read_parameter(parameter); });
        parameter.kind = kind;
    }

    void compound(Parameter& parameter) {
        cursor_.each_child([&] {
            if (cursor_.field() == Field::value) {
                parameter.has_default = true;
                parameter.default_value = lower(builder_, place_);
            } else if (cursor_.field() == Field::type) {
                parameter.annotation = builder_.intern(cursor_.text());
            } else {
                read_parameter(parameter);
            }
        });
    }

    void summary() {
        bool first = true;
        cursor_.each_child([&] {
            if (!first || cursor_.kind() == Kind::comment) return;
            first = false;
            if (cursor_.kind() != Kind::expression_statement) return;
            cursor_.each_child([&] {
                if (cursor_.kind() != Kind::string) return;
                const auto literal = syntax::split_string_literal(cursor_.text());
                if (!literal || literal->formatted || literal->bytes) return;
                const auto content = cursor_.text().substr(literal->content_begin,
                                                           literal->content_end - literal->content_begin);
                made_.summary = builder_.intern(first_paragraph(syntax::unescape(content, literal->raw)));
            });
        });
    }

    Builder& builder_;
    syntax::Cursor& cursor_;
    const Place& place_;
    Definition made_;
};

} // namespace

Definition read_header(Builder& builder, const Place& place) {
    return Header(builder, place).read();
}

} // namespace modal_lsp::python
