#include "analysis/syntax/call_context.hpp"

#include "analysis/syntax/literals.hpp"
#include "analysis/syntax/scanner.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::syntax {
namespace {

using text::ByteOffset;
using text::ByteRange;

/// Words behind which a parenthesis opens no call. `match`, `case` and `print` are names as well.
constexpr std::array<std::string_view, 26> kKeywords = {
    "and",  "as",     "assert", "async",  "await", "class",  "def",  "del",  "elif",
    "else", "except", "for",    "from",   "if",    "import", "in",   "is",   "lambda",
    "not",  "or",     "raise",  "return", "try",   "while",  "with", "yield"};
static_assert(std::ranges::is_sorted(kKeywords));

bool is_keyword(std::string_view word) {
    return std::ranges::binary_search(kKeywords, word);
}

/// Names, dots and closed brackets that make up the primary read last: what a "(" would call.
struct Chain {
    std::optional<ByteOffset> begin;
    ByteOffset end;
    ByteRange word_before;  ///< the name directly in front: `def` of `def f`
    bool one_name = false;  ///< it may be a keyword
    bool after_dot = false; ///< a name would continue it
};

struct Argument {
    ByteRange keyword;
    ByteRange range;
    ByteRange first_name; ///< the first token, when it is a name
    std::uint32_t tokens = 0;
    std::uint32_t targets = 0; ///< of a lambda or comprehension, whose commas separate no arguments
    bool spread = false;
};

enum class FrameKind : std::uint8_t { call, bracket, hole, formatted };

struct Frame {
    FrameKind kind = FrameKind::bracket;
    char bracket = '(';
    ByteRange opening;
    Chain outer; ///< the chain in front of the bracket: goes on behind it
    Argument current;
    std::size_t first_argument = 0; ///< of those read, in Reader::arguments_
};

constexpr std::size_t kMaxMismatch = 64;
/// Python itself takes 200.
constexpr std::size_t kMaxDepth = 1000;

class Reader {
  public:
    Reader(std::string_view text, ByteOffset at) : text_(text), at_(at), scanner_(text) {}

    std::optional<CallContext> read() {
        std::optional<Token> token;
        while ((token = scanner_.next()) && token->range.begin < at_) {
            if (frames_.size() > kMaxDepth) return std::nullopt;
            if (token->kind == TokenKind::comment && at_ <= token->range.end) return std::nullopt;
            if (token->kind == TokenKind::string && token->content.touches(at_)) {
                string_ = plain_string(*token);
                break;
            }
            // Between a prefix and its quotes, or in the middle of them.
            const bool in_quotes = token->kind == TokenKind::formatted_begin && at_ < token->range.end;
            if (in_quotes) break;
            take(*token);
        }
        if (!frames_.empty() && frames_.back().kind == FrameKind::formatted)
            string_ = formatted_string(token);
        return result();
    }

  private:
    [[nodiscard]] std::string_view source(ByteRange range) const {
        return text_.substr(range.begin.value, range.size());
    }

    // --- tokens
    // ------------------------------------------------------------------------------------------------

    void take(const Token& token) {
        switch (token.kind) {
        case TokenKind::comment: return;
        case TokenKind::newline:
            if (frames_.empty()) chain_ = {};
            return;
        case TokenKind::statement_keyword:
            frames_.clear();
            arguments_.clear();
            chain_ = {};
            return begin_chain(token);
        case TokenKind::open: return open(token);
        case TokenKind::close: return close(token);
        case TokenKind::formatted_begin: return begin_formatted(token);
        case TokenKind::formatted_end: return end_formatted(token);
        case TokenKind::comma: return comma();
        default: break;
        }
        const bool first = note_in_argument(token);
        if (token.kind == TokenKind::name || token.kind == TokenKind::other) note_targets(token);
        if (token.kind == TokenKind::name) return name(token);
        if (token.kind == TokenKind::dot) {
            chain_.after_dot = chain_.begin.has_value();
            if (chain_.after_dot) chain_.end = token.range.end;
            chain_.one_name = false;
            return;
        }
        if (token.kind == TokenKind::assign) assign();
        if (token.kind == TokenKind::other && first && source(token.range).front() == '*' && !frames_.empty())
            frames_.back().current.spread = true;
        chain_ = {};
        if (token.kind == TokenKind::string) chain_ = {.begin = token.range.begin, .end = token.range.end};
    }

    void name(const Token& token) {
        if (!chain_.after_dot) return begin_chain(token);
        chain_.end = token.range.end;
        chain_.after_dot = false;
    }

    void begin_chain(const Token& token) {
        const ByteRange before = chain_.one_name ? ByteRange{*chain_.begin, chain_.end} : ByteRange{};
        chain_ = {
            .begin = token.range.begin, .end = token.range.end, .word_before = before, .one_name = true};
    }

    /// True when a bracket behind the chain has nothing to do with it: `if (`, `def f(`.
    [[nodiscard]] bool is_no_primary() const {
        if (!chain_.begin || chain_.after_dot) return true;
        if (!chain_.one_name) return false;
        const auto before = source(chain_.word_before);
        return before == "def" || before == "class" || is_keyword(source({*chain_.begin, chain_.end}));
    }

    /// Adds a token to the current argument; true when it is the first.
    bool note_in_argument(const Token& token) {
        if (frames_.empty()) return false;
        Argument& argument = frames_.back().current;
        const bool first = argument.tokens++ == 0;
        if (first) argument.range.begin = token.range.begin;
        if (first && token.kind == TokenKind::name) argument.first_name = token.range;
        argument.range.end = token.range.end;
        return first;
    }

    void note_targets(const Token& token) {
        if (frames_.empty()) return;
        std::uint32_t& targets = frames_.back().current.targets;
        const auto word = source(token.range);
        if (word == "lambda" || word == "for")
            ++targets;
        else if (targets > 0 && (word == ":" || word == "in"))
            --targets;
    }

    void assign() {
        if (frames_.empty()) return;
        Argument& argument = frames_.back().current;
        const bool keyword = argument.tokens == 2 && !argument.first_name.empty() && argument.keyword.empty();
        if (keyword) argument = {.keyword = argument.first_name};
    }

    void comma() {
        chain_ = {};
        if (frames_.empty()) return;
        Frame& frame = frames_.back();
        if (frame.current.targets > 0) return;
        if (frame.kind == FrameKind::call) arguments_.push_back(frame.current);
        frame.current = {};
    }

    // --- brackets
    // ----------------------------------------------------------------------------------------------

    void open(const Token& token) {
        note_in_argument(token);
        if (is_no_primary()) chain_ = {};
        Frame frame{.bracket = text_[token.range.begin.value], .opening = token.range, .outer = chain_};
        const bool in_formatted = !frames_.empty() && frames_.back().kind == FrameKind::formatted;
        if (in_formatted)
            frame.kind = FrameKind::hole;
        else if (frame.bracket == '(' && chain_.begin)
            frame.kind = FrameKind::call;
        push(frame);
    }

    void push(Frame& frame) {
        frame.first_argument = arguments_.size();
        frames_.push_back(frame);
        chain_ = {};
    }

    /// Leaves the frames from this one on.
    void pop_to(std::size_t keep) {
        arguments_.resize(frames_[keep].first_argument);
        frames_.resize(keep);
    }

    void close(const Token& token) {
        const char c = text_[token.range.begin.value];
        const char wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
        std::size_t keep = frames_.size();
        // A bracket that closes nothing is passed over; one that closes more than the innermost closes all of
        // it.
        for (std::size_t tried = 0; keep > 0 && tried < kMaxMismatch; ++tried, --keep) {
            const Frame& frame = frames_[keep - 1];
            if (frame.kind == FrameKind::formatted) return;
            if (frame.bracket == wanted) break;
            if (frame.kind == FrameKind::hole) return;
        }
        if (keep == 0 || frames_[keep - 1].bracket != wanted) return;
        chain_ = frames_[keep - 1].outer;
        if (!chain_.begin) chain_.begin = frames_[keep - 1].opening.begin;
        chain_.end = token.range.end;
        chain_.one_name = false;
        pop_to(keep - 1);
        if (!frames_.empty()) frames_.back().current.range.end = token.range.end;
    }

    void begin_formatted(const Token& token) {
        note_in_argument(token);
        Frame frame{.kind = FrameKind::formatted, .bracket = '"', .opening = token.range};
        push(frame);
    }

    void end_formatted(const Token& token) {
        const auto is_formatted = [](const Frame& frame) { return frame.kind == FrameKind::formatted; };
        const auto found = std::ranges::find_if(frames_.rbegin(), frames_.rend(), is_formatted);
        if (found == frames_.rend()) return;
        chain_ = {.begin = found->opening.begin, .end = token.range.end};
        pop_to(static_cast<std::size_t>(frames_.rend() - found) - 1);
        if (!frames_.empty()) frames_.back().current.range.end = token.range.end;
    }

    // --- the string
    // --------------------------------------------------------------------------------------------

    [[nodiscard]] StringContext string_shape(ByteRange opening) const {
        StringContext string{.begin = opening.begin};
        const auto literal = split_string_literal(source(opening));
        if (!literal) return string;
        string.quote = literal->quote;
        string.triple = literal->triple;
        string.raw = literal->raw;
        string.bytes = literal->bytes;
        string.formatted = literal->formatted;
        string.prefix = source(opening).substr(0, literal->content_begin - (literal->triple ? 3 : 1));
        return string;
    }

    [[nodiscard]] StringContext plain_string(const Token& token) const {
        StringContext string = string_shape({token.range.begin, token.content.begin});
        string.terminated = token.terminated;
        string.content = token.content;
        if (!string.triple && (!token.terminated || closed_by_next_string(token))) {
            string.terminated = false;
            string.content.end = end_of_open_string(token.content);
        }
        return string;
    }

    /// In `"a|, "Embedder"` what seems to close the string opens the next one.
    [[nodiscard]] bool closed_by_next_string(const Token& token) const {
        const auto behind = text_.substr(token.range.end.value, 4);
        const auto rest = source({at_, token.content.end});
        if (behind.empty() || rest.find(',') == std::string_view::npos) return false;
        const auto is_letter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        };
        if (!is_letter(behind.front())) return false;
        const auto word = behind.substr(
            0, static_cast<std::size_t>(std::ranges::find_if_not(behind, is_letter) - behind.begin()));
        return !is_keyword(word);
    }

    [[nodiscard]] ByteOffset end_of_open_string(ByteRange line_rest) const {
        const auto behind = source({at_, line_rest.end});
        std::size_t length = std::min(behind.find_first_of(",)"), behind.size());
        while (length > 0 && (behind[length - 1] == ' ' || behind[length - 1] == '\t'))
            --length;
        return ByteOffset{at_.value + static_cast<std::uint32_t>(length)};
    }

    /// Reads on to the end of the f-string whose text the cursor is in.
    [[nodiscard]] StringContext formatted_string(std::optional<Token> token) {
        const ByteRange opening = frames_.back().opening;
        StringContext string = string_shape(opening);
        string.terminated = false;
        ByteOffset end{static_cast<std::uint32_t>(text_.size())};
        for (std::uint32_t inner = 0; token; token = scanner_.next()) {
            if (token->kind == TokenKind::formatted_begin) ++inner;
            if (token->kind != TokenKind::formatted_end || inner-- > 0) continue;
            string.terminated = token->terminated;
            end = token->range.begin;
            break;
        }
        string.content = {opening.end, end};
        if (!string.terminated && !string.triple) string.content.end = end_of_open_string(string.content);
        return string;
    }

    // --- the answer
    // --------------------------------------------------------------------------------------------

    std::optional<CallContext> result() {
        if (string_ && string_->formatted) frames_.pop_back();
        std::size_t calls = frames_.size();
        while (calls > 0 && frames_[calls - 1].kind != FrameKind::call)
            --calls;
        if (calls == 0) return std::nullopt;
        const Frame& frame = frames_[calls - 1];
        const ByteRange callee{*frame.outer.begin, frame.outer.end};
        CallContext context{
            .callee_range = callee, .callee = callee_text(callee), .open = frame.opening.begin};
        context.keyword = source(frame.current.keyword);
        const std::uint32_t own_tokens = string_ && string_->formatted ? 1 : 0;
        context.at_argument_start =
            calls == frames_.size() && frame.current.tokens == own_tokens && !frame.current.spread;
        add_arguments(frame, calls == frames_.size() ? arguments_.size() : frames_[calls].first_argument,
                      context);
        context.string = std::move(string_);
        return context;
    }

    void add_arguments(const Frame& frame, std::size_t end, CallContext& context) const {
        std::uint32_t position = 0;
        bool known = frame.current.keyword.empty() && !frame.current.spread;
        for (std::size_t i = frame.first_argument; i < end; ++i) {
            const Argument& argument = arguments_[i];
            context.before.push_back(
                {std::string(source(argument.keyword)), argument.range, argument.spread});
            if (argument.spread)
                known = false;
            else if (argument.keyword.empty())
                ++position;
        }
        if (known) context.position = position;
    }

    [[nodiscard]] std::string callee_text(ByteRange range) const {
        std::string out;
        const auto written = source(range);
        Scanner scanner(written);
        while (const auto token = scanner.next()) {
            const bool shown = token->kind != TokenKind::newline && token->kind != TokenKind::comment;
            if (shown) out += written.substr(token->range.begin.value, token->range.size());
        }
        return out;
    }

    std::string_view text_;
    ByteOffset at_;
    Scanner scanner_;
    std::vector<Frame> frames_;
    std::vector<Argument> arguments_; ///< in front of the current ones, of all open calls
    Chain chain_;
    std::optional<StringContext> string_;
};

} // namespace

std::optional<CallContext> call_context(std::string_view text, ByteOffset at) {
    return Reader(text, ByteOffset{std::min(at.value, static_cast<std::uint32_t>(text.size()))}).read();
}

} // namespace modal_lsp::syntax
