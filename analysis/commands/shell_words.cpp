#include "analysis/commands/shell_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace modal_lsp::commands {
namespace {

constexpr int kDeepest = 8;

/// How far the other end of a bracket is looked for: what is further away was not written by a person.
constexpr std::size_t kFarthest = 4096;
constexpr std::size_t kPatience = std::size_t{64} * kFarthest;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_name(std::string_view text) {
    return !text.empty() && is_letter(text.front()) &&
           std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

bool ends_command(char c) {
    return c == '\n' || c == ';' || c == '|' || c == '&' || c == '(' || c == ')';
}

/// Reads one text from left to right.
class Lexer {
  public:
    Lexer(const ShellText& text, int depth) : in_(text), text_(text.text), depth_(depth) {}

    std::vector<ShellCommand> run() {
        while (at_ < text_.size())
            step();
        finish(false);
        return std::move(out_);
    }

  private:
    void step() {
        const char c = text_[at_];
        if (is_blank(c) || is_joined_line())
            at_ += is_blank(c) ? 1 : 2;
        else if (c == '#' && word_may_begin())
            at_ = std::min(text_.find('\n', at_), text_.size());
        else if (ends_command(c))
            end_command(c);
        else if ((c == '<' || c == '>') && !is_placeholder())
            redirection();
        else
            word();
    }

    [[nodiscard]] char ahead(std::size_t by) const {
        return at_ + by < text_.size() ? text_[at_ + by] : '\0';
    }

    [[nodiscard]] bool is_joined_line() const { return text_[at_] == '\\' && ahead(1) == '\n'; }

    [[nodiscard]] bool word_may_begin() const {
        return at_ == 0 || is_blank(text_[at_ - 1]) || ends_command(text_[at_ - 1]);
    }

    /// `<your-app>`: what a reader is to put there.
    [[nodiscard]] bool is_placeholder() const {
        if (text_[at_] != '<' || !is_letter(ahead(1))) return false;
        const auto near = text_.substr(at_, kFarthest);
        const auto end = near.find_first_of("> \t\n");
        return end != std::string_view::npos && near[end] == '>';
    }

    void end_command(char c) {
        const bool doubled = ahead(1) == c && (c == '&' || c == '|' || c == ';');
        at_ += doubled ? 2 : 1;
        finish(c == '&' && !doubled);
    }

    void finish(bool background) {
        if (!now_.words.empty() || !now_.assignments.empty()) {
            now_.background = background;
            out_.push_back(std::exchange(now_, {}));
        }
        std::ranges::move(nested_, std::back_inserter(out_));
        nested_.clear();
    }

    /// `> file`, `2>&1`, `<< END` and what belongs to it.
    void redirection() {
        const bool document = ahead(0) == '<' && ahead(1) == '<' && ahead(2) != '<';
        while (at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>' || text_[at_] == '&' ||
                                      text_[at_] == '|' || (document && text_[at_] == '-')))
            ++at_;
        while (at_ < text_.size() && is_blank(text_[at_]))
            ++at_;
        if (at_ >= text_.size() || ends_command(text_[at_])) return;
        const Word target = read_word();
        if (document) skip_document(target.text());
    }

    /// The lines up to the one that says `end`; the rest of this line still belongs to the command, which is
    /// rare and left out.
    void skip_document(std::string_view end) {
        std::size_t line = text_.find('\n', at_);
        while (line != std::string_view::npos) {
            const std::size_t next = text_.find('\n', line + 1);
            auto content = text_.substr(line + 1, next == std::string_view::npos ? next : next - line - 1);
            content.remove_prefix(std::min(content.find_first_not_of(" \t"), content.size()));
            if (content == end) {
                at_ = std::min(next, text_.size());
                return;
            }
            line = next;
        }
        at_ = text_.size();
    }

    void word() {
        Word read = read_word();
        // `2>&1`: the number belongs to the redirection.
        const bool redirects = at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>');
        if (redirects && !read.text().empty() && std::ranges::all_of(read.text(), is_digit)) return;
        const auto equals = read.text().find('=');
        const bool assigns = now_.words.empty() && equals != std::string_view::npos &&
                             is_name(read.text().substr(0, equals)) && depth_ < kDeepest;
        if (!assigns) {
            run_by_a_shell(read);
            now_.words.push_back(std::move(read));
            return;
        }
        Assignment assignment{.name = std::string(read.text().substr(0, equals)), .value = read};
        auto& value = assignment.value.value;
        value.text.erase(0, equals + 1);
        value.origins.erase(value.origins.begin(),
                            value.origins.begin() + static_cast<std::ptrdiff_t>(equals + 1));
        now_.assignments.push_back(std::move(assignment));
    }

    /// `bash -c 'modal run app.py'`
    void run_by_a_shell(const Word& word) {
        if (now_.words.size() < 2 || depth_ >= kDeepest) return;
        const auto shell = now_.words[now_.words.size() - 2].text();
        const auto option = now_.words.back().text();
        if ((shell == "sh" || shell == "bash" || shell.ends_with("/bash") || shell.ends_with("/sh")) &&
            option.starts_with('-') && option.ends_with('c'))
            std::ranges::move(Lexer(word.value, depth_ + 1).run(), std::back_inserter(nested_));
    }

    Word read_word() {
        Word word;
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_blank(text_[at_]) && !ends_command(text_[at_])) {
            const char c = text_[at_];
            if (is_joined_line()) break;
            if (c == '\'')
                single_quoted(word);
            else if (c == '"')
                double_quoted(word);
            else if (c == '<' && is_placeholder())
                skip_unknown(word, ">");
            else if (c == '<' || c == '>')
                break;
            else if (!expansion(word))
                plain(word);
        }
        if (at_ == begin) ++at_; // nothing is read twice
        word.range = in_.range(begin, at_);
        return word;
    }

    void plain(Word& word) {
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        take(word);
    }

    void take(Word& word) {
        word.value.add(text_[at_], in_.origins[at_]);
        ++at_;
    }

    /// A quote that is never closed is an apostrophe.
    void single_quoted(Word& word) {
        const auto close = text_.find('\'', at_ + 1);
        if (close == std::string_view::npos) return take(word);
        for (++at_; at_ < close;)
            take(word);
        ++at_;
    }

    void double_quoted(Word& word) {
        if (text_.find('"', at_ + 1) == std::string_view::npos) return take(word);
        for (++at_; at_ < text_.size() && text_[at_] != '"';) {
            if (is_joined_line()) {
                at_ += 2;
            } else if (text_[at_] == '\\' && ahead(1) != '\0' &&
                       std::string_view("\"\\$`").find(ahead(1)) != std::string_view::npos) {
                ++at_;
                take(word);
            } else if (!expansion(word)) {
                take(word);
            }
        }
        ++at_;
        at_ = std::min(at_, text_.size());
    }

    /// `$x`, `${x}`, `$(…)`, `` `…` ``, and the `{{ x }}` of templates; false when none begins here.
    bool expansion(Word& word) {
        const char c = text_[at_], next = ahead(1);
        if (c == '{' && next == '{') return skip_unknown(word, "}}");
        if (c == '`') return substitution(word, text_.find('`', at_ + 1), 1);
        if (c != '$') return false;
        if (next == '(') return substitution(word, matching_parenthesis(at_ + 1), 2);
        if (next == '{') return skip_unknown(word, ahead(2) == '{' ? "}}" : "}");
        if (!is_letter(next) && !is_digit(next) && next != '@' && next != '*' && next != '?') return false;
        word.known = false;
        at_ += 2;
        while (is_letter(next) && at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_])))
            ++at_;
        return true;
    }

    bool skip_unknown(Word& word, std::string_view end) {
        const auto close = text_.find(end, at_);
        word.known = false;
        at_ = close == std::string_view::npos ? text_.size() : close + end.size();
        return true;
    }

    bool substitution(Word& word, std::size_t close, std::size_t opening) {
        if (close == std::string_view::npos) return false;
        word.known = false;
        ShellText inside;
        for (std::size_t i = at_ + opening; i < close; ++i)
            inside.add(text_[i], in_.origins[i]);
        if (depth_ < kDeepest)
            std::ranges::move(Lexer(inside, depth_ + 1).run(), std::back_inserter(nested_));
        at_ = close + 1;
        return true;
    }

    [[nodiscard]] std::size_t matching_parenthesis(std::size_t open) {
        int depth = 0;
        const std::size_t end = std::min(text_.size(), open + std::min(kFarthest, patience_));
        for (std::size_t i = open; i < end; ++i) {
            if (text_[i] == '(') ++depth;
            if (text_[i] == ')' && --depth == 0) return i;
        }
        patience_ -= end - open;
        return std::string_view::npos;
    }

    const ShellText& in_;
    std::string_view text_;
    int depth_;
    std::size_t at_ = 0;
    std::size_t patience_ = kPatience; ///< bytes that may still be searched in vain
    ShellCommand now_;
    std::vector<ShellCommand> nested_, out_;
};

} // namespace

std::vector<ShellCommand> shell_commands(const ShellText& text) {
    return Lexer(text, 0).run();
}

} // namespace modal_lsp::commands
