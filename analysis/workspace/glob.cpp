#include "analysis/workspace/glob.hpp"

#include <algorithm>
#include <optional>

namespace modal_lsp::workspace {

namespace {

using ByteSet = std::array<std::uint64_t, 4>;

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

void insert(ByteSet& set, unsigned first, unsigned last) {
    for (unsigned byte = first; byte <= last; ++byte)
        set[byte / 64] |= std::uint64_t{1} << (byte % 64);
}

bool holds(const ByteSet& set, unsigned char byte) {
    return ((set[byte / 64] >> (byte % 64)) & 1U) != 0;
}

struct Span {
    unsigned char first, last;
};

struct NamedClass {
    std::string_view name;
    std::array<Span, 4> spans; // unused ones hold 1..0, which is no byte at all
    std::size_t count;
};

// ASCII only, whatever the locale says: git brings its own character tables.
constexpr std::array<NamedClass, 12> kClasses{{
    {"alnum", {{{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}}, 3},
    {"alpha", {{{'A', 'Z'}, {'a', 'z'}}}, 2},
    {"blank", {{{' ', ' '}, {'\t', '\t'}}}, 2},
    {"cntrl", {{{0, 31}, {127, 127}}}, 2},
    {"digit", {{{'0', '9'}}}, 1},
    {"graph", {{{33, 126}}}, 1},
    {"lower", {{{'a', 'z'}}}, 1},
    {"print", {{{32, 126}}}, 1},
    {"punct", {{{33, 47}, {58, 64}, {91, 96}, {123, 126}}}, 4},
    {"space", {{{' ', ' '}, {'\t', '\n'}, {'\r', '\r'}}}, 3},
    {"upper", {{{'A', 'Z'}}}, 1},
    {"xdigit", {{{'0', '9'}, {'A', 'F'}, {'a', 'f'}}}, 3},
}};

bool insert_class(ByteSet& set, std::string_view name) {
    for (const auto& known : kClasses) {
        if (known.name != name) continue;
        for (std::size_t i = 0; i < known.count; ++i)
            insert(set, known.spans[i].first, known.spans[i].last);
        return true;
    }
    return false;
}

/// Reads the members of a bracket expression; `at` is behind "[" or "[!". An open or senseless one fails.
class SetReader {
  public:
    SetReader(std::string_view pattern, std::size_t at) : pattern_(pattern), at_(at) {}

    /// The place behind the closing bracket, or nullopt.
    std::optional<std::size_t> read(ByteSet& set) {
        // The first member may be "]" itself.
        do {
            if (!read_member(set)) return std::nullopt;
            if (at_ >= pattern_.size()) return std::nullopt;
        } while (pattern_[at_] != ']');
        return at_ + 1;
    }

  private:
    bool read_member(ByteSet& set) {
        if (at_ >= pattern_.size()) return false;
        const bool range =
            pattern_[at_] == '-' && previous_ != 0 && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']';
        if (range) return read_range_end(set);
        if (pattern_.substr(at_).starts_with("[:")) return read_class(set);
        const auto byte = read_byte();
        if (!byte) return false;
        insert(set, *byte, *byte);
        previous_ = *byte;
        return true;
    }

    bool read_range_end(ByteSet& set) {
        ++at_;
        const auto last = read_byte();
        if (!last) return false;
        if (previous_ <= *last) insert(set, previous_, *last);
        previous_ = 0;
        return true;
    }

    bool read_class(ByteSet& set) {
        const auto close = pattern_.find(']', at_ + 2);
        if (close == std::string_view::npos) return false;
        const auto inner = pattern_.substr(at_ + 2, close - at_ - 2);
        if (!inner.ends_with(':')) { // then the bracket is an ordinary member
            insert(set, '[', '[');
            previous_ = '[';
            ++at_;
            return true;
        }
        at_ = close + 1;
        previous_ = 0;
        return insert_class(set, inner.substr(0, inner.size() - 1));
    }

    std::optional<unsigned char> read_byte() {
        if (at_ < pattern_.size() && pattern_[at_] == '\\') ++at_;
        if (at_ >= pattern_.size()) return std::nullopt;
        return static_cast<unsigned char>(pattern_[at_++]);
    }

    std::string_view pattern_;
    std::size_t at_;
    unsigned char previous_ = 0; // what a following "-" would start from; 0 when there is nothing
};

} // namespace

Glob::Glob(std::string_view pattern) {
    tokens_.reserve(pattern.size());
    std::size_t at = 0;
    while (at < pattern.size()) {
        switch (pattern[at]) {
        case '*': at = compile_stars(pattern, at); break;
        case '[': at = compile_set(pattern, at); break;
        case '?':
            tokens_.push_back({.kind = Kind::any_byte});
            ++at;
            break;
        case '\\':
            if (++at == pattern.size()) {
                tokens_.push_back({.kind = Kind::never});
                break;
            }
            [[fallthrough]];
        default:
            tokens_.push_back({.kind = Kind::byte, .byte = static_cast<unsigned char>(pattern[at])});
            ++at;
        }
    }
}

std::size_t Glob::compile_stars(std::string_view pattern, std::size_t at) {
    const auto end = std::min(pattern.find_first_not_of('*', at), pattern.size());
    const auto rest = pattern.substr(end);
    const bool starts_component = at == 0 || pattern[at - 1] == '/';
    const bool ends_component = rest.empty() || rest.starts_with('/') || rest.starts_with("\\/");
    if (end - at < 2 || !starts_component || !ends_component) {
        tokens_.push_back({.kind = Kind::star});
        return end;
    }
    if (rest.starts_with('/')) {
        tokens_.push_back({.kind = Kind::directories});
        return end + 1;
    }
    tokens_.push_back({.kind = Kind::everything});
    return end;
}

std::size_t Glob::compile_set(std::string_view pattern, std::size_t at) {
    ++at;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    ByteSet set{};
    const auto end = SetReader(pattern, at).read(set);
    if (!end) {
        tokens_.push_back({.kind = Kind::never});
        return pattern.size();
    }
    if (negated)
        for (auto& word : set)
            word = ~word;
    set['/' / 64] &= ~(std::uint64_t{1} << ('/' % 64));
    tokens_.push_back({.kind = Kind::set, .index = static_cast<std::uint32_t>(sets_.size())});
    sets_.push_back(set);
    return *end;
}

bool Glob::matches_one(const Token& token, unsigned char byte) const {
    switch (token.kind) {
    case Kind::byte: return token.byte == byte;
    case Kind::any_byte: return byte != '/';
    case Kind::set: return holds(sets_[token.index], byte);
    default: return false;
    }
}

/// The last place where the match could have gone on differently. One per sort of star is enough: a later
/// star of the same sort, reached as early as possible, can do whatever an earlier one could. Hence no
/// exponential search.
struct Glob::Retry {
    std::size_t token = kNowhere; // to go on with
    std::size_t text = 0;         // where the star ended last time
    bool whole_components = false;

    [[nodiscard]] bool set() const { return token != kNowhere; }

    /// Lets a "**" swallow more; false when nothing is left to swallow.
    bool widen(std::string_view whole) {
        if (!whole_components) return ++text <= whole.size();
        const auto slash = whole.find('/', text);
        text = slash + 1;
        return slash != std::string_view::npos;
    }
};

bool Glob::matches(std::string_view text) const {
    std::size_t at = 0;
    std::size_t next = 0;
    Retry star;
    Retry deep;
    while (true) {
        if (next == tokens_.size()) {
            if (at == text.size()) return true;
        } else if (const auto& token = tokens_[next]; token.kind == Kind::star) {
            star = {.token = ++next, .text = at};
            continue;
        } else if (token.kind == Kind::everything || token.kind == Kind::directories) {
            if (token.kind == Kind::everything && next + 1 == tokens_.size()) return true;
            deep = {.token = ++next, .text = at, .whole_components = token.kind == Kind::directories};
            star = {};
            continue;
        } else if (at < text.size() && matches_one(token, static_cast<unsigned char>(text[at]))) {
            ++next;
            ++at;
            continue;
        }
        // A star that has swallowed the text to its end leaves nothing for an earlier "**" to try either.
        if (star.set() && star.text == text.size()) return false;
        if (star.set() && text[star.text] != '/') {
            at = ++star.text;
            next = star.token;
            continue;
        }
        star = {};
        if (!deep.set() || !deep.widen(text)) return false;
        at = deep.text;
        next = deep.token;
    }
}

} // namespace modal_lsp::workspace
