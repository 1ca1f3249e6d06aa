#include "analysis/python/definition.hpp"

#include "analysis/syntax/literals.hpp"
#include "analysis/syntax/parameters.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

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

/// Reads the parameters of one `def`.
class ParameterReader {
  public:
    ParameterReader(Builder& builder, const Place& place, std::vector<Parameter>& made)
        : builder_(builder), cursor_(builder.cursor), place_(place), made_(made) {}

    void read() { syntax::ParameterWalk(cursor_, *this).walk(); }

    void name() {
        parameter_.range = cursor_.range();
        parameter_.name = builder_.intern(cursor_.text());
    }

    void annotation() { parameter_.annotation = builder_.intern(cursor_.text()); }

    void value() {
        parameter_.has_default = true;
        parameter_.default_value = lower(builder_, place_);
    }

    void end(ParameterKind kind) {
        parameter_.kind = kind;
        if (!parameter_.range.empty()) made_.push_back(parameter_);
        parameter_ = {};
    }

    void slash() {
        for (Parameter& earlier : made_)
            earlier.kind = ParameterKind::positional_only;
    }

  private:
    Builder& builder_;
    syntax::Cursor& cursor_;
    const Place& place_;
    std::vector<Parameter>& made_;
    Parameter parameter_;
};

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
                ParameterReader(builder_, place_, made_.parameters).read();
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
