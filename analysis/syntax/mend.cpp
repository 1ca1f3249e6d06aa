#include "analysis/syntax/mend.hpp"

#include "analysis/syntax/scanner.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace modal_lsp::syntax {
namespace {

/// Each half-typed statement may cost another look at what follows it.
constexpr std::size_t kMostMended = 16;

/// `match` is left out: what it decides stands in its cases.
constexpr std::array<std::string_view, 7> kHeaders = {"async", "class", "def", "for", "if", "while", "with"};
/// Words after which an expression has to come.
constexpr std::array<std::string_view, 11> kUnfinished = {"and", "as", "await",  "from", "if", "import",
                                                          "in",  "is", "lambda", "not",  "or"};
/// Statements of which the keyword decides how code goes on.
constexpr std::array<std::string_view, 4> kKept = {"assert", "del", "raise", "return"};
/// Parts of a statement that began before.
constexpr std::array<std::string_view, 5> kParts = {"elif", "else", "except", "finally", "case"};

template <std::size_t N> bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return !word.empty() && std::ranges::find(words, word) != words.end();
}

/// A logical line as it is being read, by indices of tokens.
struct Line {
    std::size_t first = 0;              ///< its first token
    std::size_t indent = 0;             ///< bytes
    std::vector<std::size_t> open;      ///< brackets
    std::vector<std::size_t> formatted; ///< how many brackets were open before each f-string
    std::vector<std::size_t> strings;   ///< unterminated ones, within brackets
    std::optional<std::size_t> assign;  ///< its first "=" outside brackets
    std::optional<std::size_t>
        resume;               ///< the first token after its first line that may start another statement
    bool bare_string = false; ///< an unterminated string outside brackets
    bool colon = false;       ///< a ":" outside brackets
};

/// Bytes of the text.
struct Stretch {
    std::size_t begin = 0, end = 0;
};

class Mender {
  public:
    explicit Mender(std::string_view text) : text_(text), mended_(text) {
        tokens_.reserve(text.size() / 4);
        for (Scanner scanner(text); auto token = scanner.next();)
            tokens_.push_back(*token);
    }

    std::optional<std::string> mend() {
        for (std::size_t at = 0; at < tokens_.size() && count_ <= kMostMended;)
            at = read_line(at);
        blank_decorators();
        if (count_ == 0 || count_ > kMostMended || endless_string_) return std::nullopt;
        return std::move(mended_);
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t token) const {
        const text::ByteRange range = tokens_[token].range;
        return text_.substr(range.begin.value, range.size());
    }

    /// Where a token begins; the text's end behind the last.
    [[nodiscard]] std::size_t begin_of(std::size_t token) const {
        return token < tokens_.size() ? tokens_[token].range.begin.value : text_.size();
    }

    [[nodiscard]] std::size_t line_start(std::size_t offset) const {
        const auto before = text_.substr(0, offset).find_last_of("\r\n");
        return before == std::string_view::npos ? 0 : before + 1;
    }

    [[nodiscard]] std::size_t indent_of(std::size_t token) const {
        const std::size_t offset = tokens_[token].range.begin.value;
        return offset - line_start(offset);
    }

    /// The first token from there on that is neither a comment nor the end of a line.
    [[nodiscard]] std::size_t next_code(std::size_t at) const {
        while (at < tokens_.size() &&
               (tokens_[at].kind == TokenKind::newline || tokens_[at].kind == TokenKind::comment))
            ++at;
        return at;
    }

    /// Reads a logical line that starts at the token, mends it if it has to be, and tells where the next
    /// starts.
    std::size_t read_line(std::size_t at) {
        at = next_code(at);
        if (at >= tokens_.size()) return at;
        Line line{.first = at, .indent = indent_of(at)};
        if (word(at) != "@") end_decorators(word(at));
        bool line_begins = false; // a physical line, within brackets
        for (; at < tokens_.size(); ++at) {
            const Token& token = tokens_[at];
            if (token.kind == TokenKind::newline) {
                if (line.open.empty()) break;
                line_begins = true;
                continue;
            }
            if (line_begins && token.kind != TokenKind::comment) {
                if (token.kind == TokenKind::statement_keyword) return abandon(line, at);
                if (!line.resume && token.kind != TokenKind::close && indent_of(at) <= line.indent)
                    line.resume = at;
                line_begins = false;
            }
            take(line, at);
        }
        if (!line.open.empty()) return abandon(line, at);
        close(line, at);
        return at;
    }

    static void pop(std::vector<std::size_t>& open) {
        if (!open.empty()) open.pop_back();
    }

    void take(Line& line, std::size_t at) {
        const Token& token = tokens_[at];
        const bool outside = line.open.empty();
        switch (token.kind) {
        case TokenKind::open: line.open.push_back(at); break;
        case TokenKind::close: pop(line.open); break;
        case TokenKind::assign:
            if (outside && !line.assign) line.assign = at;
            break;
        case TokenKind::formatted_begin: line.formatted.push_back(line.open.size()); break;
        case TokenKind::formatted_end: end_formatted(line, token); break;
        case TokenKind::string:
            if (!token.terminated) note_unterminated(line, at);
            break;
        case TokenKind::other:
            if (outside && word(at) == ":") line.colon = true;
            break;
        default: break;
        }
    }

    /// Holes that are still open end with their f-string.
    static void end_formatted(Line& line, const Token& token) {
        if (!line.formatted.empty()) {
            if (line.open.size() > line.formatted.back()) line.open.resize(line.formatted.back());
            line.formatted.pop_back();
        }
        line.bare_string = line.bare_string || !token.terminated;
    }

    void note_unterminated(Line& line, std::size_t at) {
        // Where the quotes of a string of several lines were to stand, nobody can tell.
        if (word(at).find_first_of("\r\n") != std::string_view::npos)
            endless_string_ = true;
        else if (line.open.empty())
            line.bare_string = true;
        else
            line.strings.push_back(at);
    }

    /// A bracket of the line never closes: the line ends before `at`, or before the first line that looks
    /// like another statement.
    std::size_t abandon(const Line& line, std::size_t at) {
        const std::size_t next = line.resume.value_or(at);
        replace(line, next);
        return next;
    }

    void close(const Line& line, std::size_t end) {
        if (line.bare_string || is_unfinished(line, end)) {
            replace(line, end);
            return;
        }
        for (const std::size_t string : line.strings) {
            const text::ByteRange range = tokens_[string].range;
            blank(range.begin.value, range.end.value);
            mended_[range.begin.value] = '_';
            if (range.size() > 1) mended_[range.begin.value + 1] = ',';
            ++count_;
        }
        if (word(line.first) == "@") decorators_.push_back({begin_of(line.first), begin_of(end)});
    }

    [[nodiscard]] bool is_unfinished(const Line& line, std::size_t end) const {
        std::size_t last = end - 1;
        while (last > line.first && tokens_[last].kind == TokenKind::comment)
            --last;
        const std::string_view first = word(line.first), text = word(last);
        if (is_header(line) && !line.colon) return true;
        switch (tokens_[last].kind) {
        case TokenKind::assign: return true;
        case TokenKind::dot: return !ends_with_ellipsis(last);
        case TokenKind::name:
        case TokenKind::statement_keyword: return is_one_of(text, kUnfinished);
        case TokenKind::other:
            if (text == "*" && first == "from") return false;
            return std::string_view("+-*/%@&|^~<>!=").find(text.front()) != std::string_view::npos;
        default: return false;
        }
    }

    [[nodiscard]] bool ends_with_ellipsis(std::size_t last) const {
        return text_.substr(0, tokens_[last].range.end.value).ends_with("...");
    }

    [[nodiscard]] bool is_header(const Line& line) const { return is_one_of(word(line.first), kHeaders); }

    // --- decorators
    // ------------------------------------------------------------------------------------------------

    /// Decorators stand before a definition, or they are not finished.
    void end_decorators(std::string_view first_word) {
        if (first_word == "def" || first_word == "class" || first_word == "async")
            decorators_.clear();
        else
            blank_decorators();
    }

    void blank_decorators() {
        for (const Stretch& decorator : decorators_)
            blank(decorator.begin, decorator.end);
        count_ += decorators_.size();
        decorators_.clear();
    }

    // --- writing
    // ---------------------------------------------------------------------------------------------------

    void blank(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            if (mended_[i] != '\n' && mended_[i] != '\r') mended_[i] = ' ';
    }

    /// Makes a statement that says nothing of the tokens from the line's first to before `next`.
    void replace(const Line& line, std::size_t next) {
        const std::string_view first = word(line.first);
        if (is_one_of(first, kParts)) return;
        ++count_;
        const std::size_t begin = begin_of(line.first), end = begin_of(next);
        if (first == "@") return blank(begin, end);
        if (is_header(line) && has_block(line, next)) {
            blank(begin, end);
            write(begin, end, "if _:");
            return;
        }
        std::size_t from = begin;
        if (line.assign && *line.assign < next) from = tokens_[*line.assign].range.end.value;
        // Behind a keyword a space has to stay.
        if (is_one_of(first, kKept)) from = tokens_[line.first].range.end.value + 1;
        if (from >= end && line.assign) from = begin;
        blank(from, end);
        write(from, end, "_");
    }

    void write(std::size_t at, std::size_t end, std::string_view what) {
        for (std::size_t i = 0; i < what.size() && at + i < end; ++i) {
            if (mended_[at + i] == '\n' || mended_[at + i] == '\r') return;
            mended_[at + i] = what[i];
        }
    }

    /// True when what follows is indented deeper.
    [[nodiscard]] bool has_block(const Line& line, std::size_t next) const {
        next = next_code(next);
        return next < tokens_.size() && indent_of(next) > line.indent;
    }

    std::string_view text_;
    std::string mended_;
    std::vector<Token> tokens_;
    std::vector<Stretch> decorators_; ///< whole ones since the last other statement
    std::size_t count_ = 0;
    bool endless_string_ = false;
};

} // namespace

std::optional<std::string> mend(std::string_view text) {
    return Mender(text).mend();
}

} // namespace modal_lsp::syntax
