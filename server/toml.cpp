#include "server/toml.hpp"

#include "analysis/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

// The library destroys what it parsed by recursion, so depth is bounded here and by find_too_deep() below.
#define TOML_MAX_NESTED_VALUES 64
// toml++ 3.3 asserts what a half-typed text breaks ("[" at the end of a line), and with NDEBUG even promises
// it to the compiler. Without either it goes on to its own error message. Included last, so that no other
// header sees this.
#define TOML_ASSERT(condition) static_assert(true)
#undef NDEBUG
#include <toml++/toml.h>

namespace modal_lsp::server {
namespace {

constexpr int kMostKeyParts = 32;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The end of the TOML string that begins at `at` (a quote): behind its closing quote, or where it breaks
/// off.
std::size_t skip_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const bool many = text.substr(at, 3) == std::string(3, quote);
    const std::size_t length = many ? 3 : 1;
    for (at += length; at < text.size(); ++at) {
        if (text[at] == quote && text.substr(at, length) == std::string(length, quote)) return at + length;
        if (text[at] == '\\' && quote == '"') ++at;
        if (!many && at < text.size() && text[at] == '\n') return at;
    }
    return text.size();
}

/// Where a key has more parts ("a.b.c") than anybody means; npos when none has.
std::size_t find_too_deep(std::string_view text) {
    int dots = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = skip_string(text, at);
            continue;
        }
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
            continue;
        }
        if (c == '.' && ++dots >= kMostKeyParts) return at;
        if (std::string_view("=[]{},\n").find(c) != std::string_view::npos) dots = 0;
        ++at;
    }
    return std::string_view::npos;
}

/// Turns the library's places into byte offsets. Its lines end at '\n' only and its columns count code
/// points, from 1, without a byte order mark. Constant time per place, since one long line may hold very
/// many.
class Places {
  public:
    explicit Places(std::string_view text) : text_(text) {
        std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
        lines_.push_back(0);
        for (std::size_t count = 0; at < text.size(); ++count) {
            if (count % kStep == 0) offsets_.push_back(at);
            const bool newline = text[at] == '\n';
            at += text::decode_character(text, at).length;
            if (newline) lines_.push_back(count + 1);
        }
    }

    [[nodiscard]] std::uint32_t offset(const toml::source_position& place) const {
        if (place.line == 0 || place.column == 0) return 0;
        if (place.line > lines_.size()) return size();
        const std::size_t count = lines_[place.line - 1] + place.column - 1;
        if (count / kStep >= offsets_.size()) return size();
        std::size_t at = offsets_[count / kStep];
        for (std::size_t i = 0; i < count % kStep && at < text_.size(); ++i)
            at += text::decode_character(text_, at).length;
        return static_cast<std::uint32_t>(std::min(at, text_.size()));
    }

    [[nodiscard]] text::ByteRange range(const toml::source_region& region) const {
        const std::uint32_t begin = offset(region.begin);
        return text::make_range(begin, std::max(begin, offset(region.end)));
    }

    /// The one character that can be shown for an error: at the place, or before it where a line ends there.
    [[nodiscard]] text::ByteRange character(std::size_t at) const {
        at = std::min(at, text_.size());
        while (at > 0 && (at == text_.size() || text_[at] == '\n' || text_[at] == '\r')) {
            --at;
            while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U)
                --at;
        }
        if (at >= text_.size()) return {};
        const auto begin = static_cast<std::uint32_t>(at);
        return text::make_range(begin, begin + text::decode_character(text_, at).length);
    }

  private:
    static constexpr std::size_t kStep = 64;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

    std::string_view text_;
    std::vector<std::size_t> offsets_; // of every kStep-th code point
    std::vector<std::size_t> lines_;   // number of each line's first code point
};

/// toml++ 3.3 runs into undefined behaviour where it asks whether a character such as 'é' is white space
/// (outside of strings, and behind a backslash that ends a line). Characters above the basic plane are not
/// affected, so the parser is given the others as their twins there: same count, so places stay right. Plane
/// 15 makes room in plane 16.
constexpr char32_t kPlane = 0x10000;
constexpr char32_t kTwins = 15 * kPlane;

std::string with_twins(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::decode_character(text, at);
        const char32_t c = character.code_point;
        const bool affected = c >= 0x80 && c < kPlane;
        text::append_utf8(out, affected ? c + kTwins : c >= kTwins && c < kTwins + kPlane ? c + kPlane : c);
        at += character.length;
    }
    return out;
}

std::string without_twins(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::decode_character(text, at);
        const char32_t c = character.code_point;
        text::append_utf8(out, c >= kTwins + kPlane ? c - kPlane : c >= kTwins ? c - kTwins : c);
        at += character.length;
    }
    return out;
}

/// Offset of the first byte that is not UTF-8; npos when there is none.
std::size_t find_not_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const text::Character character = text::decode_character(text, at);
        if (!character.valid) return at;
        at += character.length;
    }
    return std::string_view::npos;
}

class Converter {
  public:
    explicit Converter(const Places& places) : places_(places) {}

    [[nodiscard]] Setting convert(const toml::node& node) const {
        Setting out = value_of(node);
        out.range = places_.range(node.source());
        return out;
    }

  private:
    [[nodiscard]] Setting value_of(const toml::node& node) const {
        Setting out;
        if (const auto* table = node.as_table()) return members_of(*table);
        if (const auto* array = node.as_array()) {
            out.kind = Setting::Kind::list;
            for (const toml::node& item : *array)
                out.items.push_back(convert(item));
        } else if (const auto* text = node.as_string()) {
            out.kind = Setting::Kind::text;
            out.text = without_twins(text->get());
        } else if (const auto* integer = node.as_integer()) {
            out.kind = Setting::Kind::integer;
            out.integer = integer->get();
        } else if (const auto* boolean = node.as_boolean()) {
            out.kind = Setting::Kind::boolean;
            out.boolean = boolean->get();
        } else if (const auto* number = node.as_floating_point()) {
            out.kind = Setting::Kind::number;
            out.text = fmt::format("{}", number->get());
        } else {
            out.kind = Setting::Kind::other;
            out.text = "a date or time";
        }
        return out;
    }

    [[nodiscard]] Setting members_of(const toml::table& table) const {
        Setting out;
        out.kind = Setting::Kind::table;
        for (const auto& [key, value] : table) {
            Setting& member = out.items.emplace_back(convert(value));
            member.key = without_twins(key.str());
            member.key_range = places_.range(key.source());
        }
        std::ranges::stable_sort(out.items, {}, [](const Setting& item) { return item.key_range.begin; });
        return out;
    }

    const Places& places_;
};

/// The library's words, in ours: "syntax error in array: encountered end-of-file".
std::string syntax_message(std::string_view description) {
    constexpr std::string_view kPreamble = "Error while parsing ";
    if (description.starts_with(kPreamble))
        return fmt::format("syntax error in {}", presentable(description.substr(kPreamble.size()), 200));
    std::string words = presentable(description, 200);
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z')
        words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return fmt::format("syntax error: {}", words);
}

} // namespace

tl::expected<Setting, ConfigProblem> parse_toml(std::string_view text) {
    const Places places(text);
    if (const auto at = find_not_utf8(text); at != std::string_view::npos)
        return tl::make_unexpected(
            ConfigProblem{"", "syntax error: a byte that is not UTF-8", places.character(at)});
    if (const auto at = find_too_deep(text); at != std::string_view::npos)
        return tl::make_unexpected(ConfigProblem{
            "", fmt::format("a key has more than {} parts", kMostKeyParts), places.character(at)});
    const bool marked = text.starts_with(kByteOrderMark);
    const std::string own = with_twins(marked ? text.substr(kByteOrderMark.size()) : text);
    const toml::parse_result parsed = toml::parse(std::string_view(own));
    if (!parsed) {
        const auto& error = parsed.error();
        return tl::make_unexpected(ConfigProblem{"", syntax_message(without_twins(error.description())),
                                                 places.character(places.offset(error.source().begin))});
    }
    return Converter(places).convert(parsed.table());
}

} // namespace modal_lsp::server
