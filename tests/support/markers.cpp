#include "tests/support/markers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

namespace modal_lsp::testing {
namespace {

constexpr auto kNames =
    std::to_array<std::string_view>({"complete", "def", "diag", "fix", "highlight", "hover", "link", "links",
                                     "refs", "silence", "symbols", "unopened", "wsymbols"});

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view without_blanks_behind(std::string_view text) {
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Reads the arguments of one marker from front to back.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    /// The next sign, if it is this one.
    bool take(char sign) {
        skip_blanks();
        if (rest_.empty() || rest_.front() != sign) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// A string without its quotes, or a word; nullopt for neither.
    std::optional<MarkerValue> scalar() {
        skip_blanks();
        if (rest_.empty()) return std::nullopt;
        const char quote = rest_.front();
        if (quote == '"' || quote == '\'' || quote == '`') {
            const auto end = rest_.find(quote, 1);
            if (end == std::string_view::npos) return std::nullopt;
            MarkerValue value{.text = std::string(rest_.substr(1, end - 1))};
            rest_.remove_prefix(end + 1);
            return value;
        }
        const auto length =
            static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_word) - rest_.begin());
        if (length == 0) return std::nullopt;
        MarkerValue value{.text = std::string(rest_.substr(0, length))};
        value.is_none = value.text == "none";
        rest_.remove_prefix(length);
        return value;
    }

    std::optional<MarkerValue> value() {
        if (!take('[')) return scalar();
        MarkerValue list;
        list.is_list = true;
        while (!take(']')) {
            auto item = scalar();
            if (!item) return std::nullopt;
            list.list.push_back(std::move(item->text));
            if (!take(',') && !is_next(']')) return std::nullopt;
        }
        return list;
    }

    bool is_next(char sign) {
        skip_blanks();
        return !rest_.empty() && rest_.front() == sign;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

  private:
    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front()))
            rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

/// Fills in the arguments; false when they cannot be read.
bool read_arguments(Reader& reader, Marker& marker) {
    while (!reader.take(')')) {
        auto value = reader.value();
        if (!value) return false;
        if (reader.take('=')) {
            auto option = reader.value();
            if (!option) return false;
            marker.options[value->text] = *std::move(option);
        } else {
            marker.values.push_back(*std::move(value));
        }
        if (!reader.take(',') && !reader.is_next(')')) return false;
    }
    return without_blanks_behind(reader.rest()).empty();
}

struct Start {
    std::size_t at = 0, behind = 0; ///< "#@^1 " in the line
    std::size_t up = 0;             ///< lines further up
};

std::optional<Start> find_start(std::string_view line, std::size_t from) {
    for (auto at = line.find("#@", from); at != std::string_view::npos; at = line.find("#@", at + 1)) {
        if (at > 0 && !is_blank(line[at - 1])) continue;
        Start start{.at = at, .behind = at + 2};
        if (start.behind < line.size() && line[start.behind] == '^') {
            const char* const end = line.data() + line.size();
            const auto number = std::from_chars(line.data() + start.behind + 1, end, start.up);
            start.behind = static_cast<std::size_t>(number.ptr - line.data());
        }
        if (start.behind < line.size() && line[start.behind] == ' ') return start;
    }
    return std::nullopt;
}

/// Puts a file together line by line.
class FileReader {
  public:
    explicit FileReader(std::string path) { file_.path = std::move(path); }

    /// An error, or nothing. `end` is the line's terminator.
    std::string add(std::string_view line, std::string_view end) {
        const auto number = static_cast<std::uint32_t>(file_.lines.size());
        const auto first = find_start(line, 0);
        const auto code = first ? without_blanks_behind(line.substr(0, first->at)) : line;
        const auto begin = static_cast<std::uint32_t>(file_.text.size());
        file_.text.append(code).append(end);
        file_.lines.push_back(text::make_range(begin, begin + static_cast<std::uint32_t>(code.size())));
        if (!first || !code.empty()) about_.push_back(number);
        for (auto start = first; start;) {
            const auto next = find_start(line, start->behind);
            const auto until = next ? next->at : line.size();
            if (!read(line.substr(start->behind, until - start->behind), number, start->up))
                return fmt::format("{}:{}: cannot read \"{}\"", file_.path, number + 1,
                                   line.substr(start->at));
            start = next;
        }
        return {};
    }

    MarkedFile take() && { return std::move(file_); }

  private:
    bool read(std::string_view text, std::uint32_t number, std::size_t up) {
        if (about_.size() <= up) return false;
        Reader reader(text);
        const auto name = reader.scalar();
        if (!name || !std::ranges::count(kNames, name->text) || !reader.take('(')) return false;
        Marker marker{
            .name = name->text, .path = file_.path, .at = number, .line = about_[about_.size() - 1 - up]};
        if (!read_arguments(reader, marker)) return false;
        file_.markers.push_back(std::move(marker));
        return true;
    }

    MarkedFile file_;
    std::vector<std::uint32_t> about_; ///< lines with something besides markers, and empty ones
};

std::string_view text_of(const MarkedFile& file, text::ByteRange range) {
    return std::string_view(file.text).substr(range.begin.value, range.size());
}

text::ByteRange shifted(text::ByteRange base, std::size_t at, std::size_t length) {
    const auto begin = base.begin.value + static_cast<std::uint32_t>(at);
    return text::make_range(begin, begin + static_cast<std::uint32_t>(length));
}

} // namespace

std::string Marker::title() const {
    return fmt::format("{}:{} {}", path, at + 1, name);
}

tl::expected<MarkedFile, std::string> read_markers(std::string path, std::string_view text) {
    FileReader reader(std::move(path));
    while (true) {
        const auto at = text.find_first_of("\r\n");
        const auto line = text.substr(0, at);
        const bool pair = at != std::string_view::npos && text.substr(at).starts_with("\r\n");
        const auto end = at == std::string_view::npos ? std::string_view() : text.substr(at, pair ? 2 : 1);
        if (auto error = reader.add(line, end); !error.empty()) return tl::unexpected(std::move(error));
        if (end.empty()) return std::move(reader).take();
        text.remove_prefix(line.size() + end.size());
    }
}

tl::expected<Fragment, std::string> find_fragment(const MarkedFile& file, const Marker& marker,
                                                  std::string_view quoted) {
    std::string plain(quoted);
    const auto bar = plain.find('|');
    if (bar != std::string::npos) plain.erase(bar, 1);
    const auto line = file.lines[marker.line];
    const auto code = text_of(file, line);
    std::vector<std::size_t> starts;
    for (auto at = code.find(plain); at != std::string_view::npos; at = code.find(plain, at + 1)) {
        starts.push_back(at);
        if (plain.empty()) break;
    }
    std::size_t number = 1;
    const auto nth = marker.options.find("nth");
    if (nth != marker.options.end()) number = static_cast<std::size_t>(std::stoul(nth->second.text));
    if (number < 1 || number > starts.size() || (nth == marker.options.end() && starts.size() != 1))
        return tl::unexpected(
            fmt::format("{}: \"{}\" is {} times in \"{}\"", marker.title(), plain, starts.size(), code));
    Fragment found{.range = shifted(line, starts[number - 1], plain.size()), .cursor = {}};
    if (bar != std::string::npos) found.cursor = shifted(found.range, bar, 0).begin;
    return found;
}

tl::expected<Place, std::string> find_place(const std::map<std::string, MarkedFile>& files,
                                            std::string_view quoted) {
    const auto colon = quoted.find(": "), open = quoted.find("<<", colon), close = quoted.find(">>", open);
    const auto file = files.find(std::string(quoted.substr(0, colon)));
    if (close == std::string_view::npos || file == files.end())
        return tl::unexpected(fmt::format("no place: \"{}\"", quoted));
    const auto before = quoted.substr(colon + 2, open - colon - 2);
    const auto inside = quoted.substr(open + 2, close - open - 2);
    const std::string whole = fmt::format("{}{}{}", before, inside, quoted.substr(close + 2));
    std::vector<text::ByteRange> found;
    for (const auto line : file->second.lines) {
        const auto code = text_of(file->second, line);
        for (auto at = code.find(whole); at != std::string_view::npos; at = code.find(whole, at + 1))
            found.push_back(shifted(line, at + before.size(), inside.size()));
    }
    if (found.size() != 1)
        return tl::unexpected(fmt::format("\"{}\" is {} times in {}", whole, found.size(), file->first));
    return Place{file->first, found.front()};
}

} // namespace modal_lsp::testing
