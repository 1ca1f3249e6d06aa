#include "analysis/package/annotation.hpp"

#include "analysis/syntax/literals.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace modal_lsp::package {
namespace {

constexpr std::size_t kMostLong = 120;
constexpr std::size_t kMostLongDefault = 60;
constexpr int kMostDepth = 30;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!is_blank(c))
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' '))
        out.pop_back();
    return out;
}

/// Behind the modules, and without the underscore of a wrapped class.
std::string_view last_name(std::string_view dotted) {
    if (dotted.ends_with("...")) return dotted;
    dotted.remove_prefix(std::min(dotted.rfind('.') + 1, dotted.size()));
    if (dotted.size() > 1 && dotted[0] == '_' && dotted[1] >= 'A' && dotted[1] <= 'Z')
        dotted.remove_prefix(1);
    return dotted;
}

/// type := part ("|" part)*;  part := name ["[" list "]"] | "[" list "]" | string
class Rewriter {
  public:
    explicit Rewriter(std::string_view text) : text_(text) {}

    /// nullopt when the text is no annotation.
    std::optional<std::string> rewritten() {
        std::string out = type(0);
        skip_blanks();
        return failed_ || at_ < text_.size() ? std::nullopt : std::optional(std::move(out));
    }

  private:
    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_]))
            ++at_;
    }

    bool take(char c) {
        skip_blanks();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    std::string type(int depth) {
        std::string out = part(depth);
        while (!failed_ && take('|'))
            out += " | " + part(depth);
        return out;
    }

    std::string part(int depth) {
        skip_blanks();
        if (depth > kMostDepth || at_ >= text_.size()) return fail();
        const char c = text_[at_];
        if (c == '"' || c == '\'') return string(depth);
        if (take('[')) return "[" + joined(list(']', depth), ", ") + "]";
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_word(text_[at_]))
            ++at_;
        if (at_ == begin) return fail();
        const std::string name(last_name(text_.substr(begin, at_ - begin)));
        if (!take('[')) return name == "NoneType" ? "None" : name;
        if (name == "Literal") return name + "[" + literal_arguments();
        return subscripted(name, list(']', depth));
    }

    static std::string subscripted(const std::string& name, std::vector<std::string> arguments) {
        if (name == "Optional" && arguments.size() == 1) return arguments.front() + " | None";
        if (name == "Union") {
            // None comes last.
            std::ranges::stable_partition(arguments, [](const std::string& each) { return each != "None"; });
            return joined(arguments, " | ");
        }
        return name + "[" + joined(arguments, ", ") + "]";
    }

    /// A forward reference is a type in quotes.
    std::string string(int depth) {
        const char quote = text_[at_];
        const auto end = text_.find(quote, at_ + 1);
        if (end == std::string_view::npos) return fail();
        Rewriter inner(text_.substr(at_ + 1, end - at_ - 1));
        std::string out = depth > kMostDepth ? std::string() : inner.type(depth + 1);
        failed_ = failed_ || inner.failed_;
        at_ = end + 1;
        return out;
    }

    /// Up to and with the closing bracket, as written.
    std::string literal_arguments() {
        const auto end = text_.find(']', at_);
        if (end == std::string_view::npos) return fail();
        std::string out = on_one_line(text_.substr(at_, end - at_)) + "]";
        at_ = end + 1;
        return out;
    }

    std::vector<std::string> list(char close, int depth) {
        std::vector<std::string> items;
        while (!failed_ && !take(close)) {
            items.push_back(type(depth + 1));
            if (!take(',') && (skip_blanks(), at_ >= text_.size() || text_[at_] != close)) fail();
        }
        return items;
    }

    static std::string joined(const std::vector<std::string>& items, std::string_view between) {
        std::string out;
        for (const std::string& item : items)
            out.append(out.empty() ? std::string_view() : between).append(item);
        return out;
    }

    std::string fail() {
        failed_ = true;
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

/// "StreamType.PIPE", "NON_PYTHON_FILES": a constant with, at most, its class.
std::string constant_name(std::string_view dotted) {
    const auto is_name = [](char c) { return is_word(c); };
    if (!std::ranges::all_of(dotted, is_name)) return {};
    const auto dot = dotted.rfind('.');
    const std::string_view last = dotted.substr(dot + 1);
    if (last.empty() || last[0] < 'A' || last[0] > 'Z') return {};
    if (dot == std::string_view::npos) return std::string(last);
    const std::string_view owner = last_name(dotted.substr(0, dot));
    const bool is_class = !owner.empty() && owner[0] >= 'A' && owner[0] <= 'Z';
    return is_class ? std::string(owner).append(".").append(last) : std::string(last);
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

/// As `repr` quotes it: in double quotes only when that saves an escape.
std::string quoted(std::string_view value) {
    const bool single_inside = value.find('\'') != std::string_view::npos;
    const bool double_inside = value.find('"') != std::string_view::npos;
    const syntax::StringLiteral like{
        .quote = single_inside && !double_inside ? '"' : '\'', .content_begin = 0, .content_end = 0};
    return like.quote + syntax::escape_for(value, like) + like.quote;
}

bool is_display(std::string_view text) {
    return (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('{') && text.ends_with('}')) ||
           (text.starts_with('(') && text.ends_with(')'));
}

} // namespace

std::string readable_annotation(std::string_view written) {
    auto rewritten = Rewriter(written).rewritten();
    std::string out = rewritten ? *std::move(rewritten) : on_one_line(written);
    if (out.size() <= kMostLong) return out;
    out.resize(kMostLong - 3);
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0x80U) != 0)
        out.pop_back();
    return out + "...";
}

std::string annotated_class(std::string_view written) {
    std::string name = on_one_line(written);
    constexpr std::string_view kClassVar = "typing.ClassVar[";
    if (name.starts_with(kClassVar)) name = name.substr(kClassVar.size(), name.rfind(']') - kClassVar.size());
    if (name.size() > 1 && (name.front() == '"' || name.front() == '\''))
        name = name.substr(1, name.size() - 2);
    return name.substr(0, name.find_first_of("[ |"));
}

std::string readable_default(std::string_view written) {
    constexpr auto kWords = std::to_array<std::string_view>({"None", "True", "False", "..."});
    std::string text = on_one_line(written);
    if (const auto literal = syntax::split_string_literal(text);
        literal && !literal->formatted && !literal->bytes && literal->terminated &&
        literal->content_end + (literal->triple ? 3U : 1U) == text.size()) {
        text = quoted(
            syntax::unescape(std::string_view(text).substr(literal->content_begin,
                                                           literal->content_end - literal->content_begin),
                             literal->raw));
    } else if (!is_number(text) && !is_display(text) && std::ranges::find(kWords, text) == kWords.end()) {
        text = constant_name(text);
        if (text.empty()) return "...";
    }
    return text.size() > kMostLongDefault ? "..." : text;
}

} // namespace modal_lsp::package
