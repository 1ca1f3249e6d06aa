#include "analysis/commands/argv_lists.hpp"

#include "analysis/commands/cli_table.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace modal_lsp::commands {
namespace {

constexpr std::size_t kMostItems = 64, kFarthest = 4096;
/// Of lists around one place, and of places in one file: no honest file comes near, and others cost no more.
constexpr int kMostBrackets = 3, kMostPlaces = 1000;
constexpr std::string_view kBlanks = " \t\r\n";

struct Item {
    std::size_t begin = 0, end = 0; ///< of a string what is inside its quotes
    bool is_string = false;         ///< plain: no prefix, no escapes
};

/// The items of one list, read forwards from its bracket.
class ListReader {
  public:
    ListReader(std::string_view file, std::size_t open) : file_(file), at_(open + 1) {
        limit_ = std::min(file.size(), open + kFarthest);
    }

    /// nullopt when it does not end, or is no list of arguments.
    std::optional<std::vector<Item>> read() {
        std::vector<Item> items;
        while (items.size() <= kMostItems) {
            skip_blanks();
            if (at_ >= limit_) return std::nullopt;
            if (file_[at_] == ']') return items;
            const Item item = next();
            if (at_ >= limit_) return std::nullopt;
            items.push_back(item);
            if (file_[at_] == ',') ++at_;
        }
        return std::nullopt;
    }

  private:
    void skip_blanks() {
        while (at_ < limit_) {
            if (file_[at_] == '#')
                at_ = std::min(file_.find('\n', at_), limit_);
            else if (kBlanks.find(file_[at_]) == std::string_view::npos)
                return;
            else
                ++at_;
        }
    }

    /// Up to the comma or bracket behind it.
    Item next() {
        Item item{.begin = at_};
        const bool quoted = file_[at_] == '"' || file_[at_] == '\'';
        std::size_t pieces = 0;
        for (int depth = 0; at_ < limit_;) {
            const char c = file_[at_];
            if (c == '"' || c == '\'') {
                const std::size_t open = at_;
                skip_string();
                if (pieces++ == 0 && quoted) item = {.begin = open + 1, .end = at_ - 1, .is_string = true};
                continue;
            }
            if (depth == 0 && (c == ',' || c == ']')) break;
            if (c == '(' || c == '[' || c == '{') ++depth;
            if (c == ')' || c == ']' || c == '}') --depth;
            if (quoted && kBlanks.find(c) == std::string_view::npos && c != '#')
                ++pieces; // more than a string
            if (c == '#')
                at_ = std::min(file_.find('\n', at_), limit_);
            else
                ++at_;
        }
        const bool plain = pieces == 1 && file_.substr(item.begin, item.end - item.begin).find('\\') ==
                                              std::string_view::npos;
        if (!item.is_string || !plain) item.end = at_;
        item.is_string = item.is_string && plain;
        return item;
    }

    void skip_string() {
        const char quote = file_[at_++];
        while (at_ < limit_ && file_[at_] != quote && file_[at_] != '\n')
            at_ += file_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + 1, limit_);
    }

    std::string_view file_;
    std::size_t at_, limit_;
};

std::string_view text_of(std::string_view file, const Item& item) {
    return file.substr(item.begin, item.end - item.begin);
}

bool names_modal(std::string_view word) {
    return word == "modal" || word.ends_with("/modal");
}

/// The list is an argument vector when one of the CLI's commands stands behind its name.
bool is_argv(std::string_view file, const std::vector<Item>& items, std::size_t name) {
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
        if (!items[i].is_string || items[i].begin > name || items[i].end <= name) continue;
        if (!names_modal(text_of(file, items[i])) || !items[i + 1].is_string) return false;
        return find_cli_command(text_of(file, items[i + 1])) != nullptr;
    }
    return false;
}

void add_word(ShellText& out, std::string_view word, std::size_t origin) {
    if (!out.empty()) out.add(' ', origin);
    for (const char c : word)
        out.add(c, origin);
}

/// As a shell would read it.
ShellText line_of(std::string_view file, const std::vector<Item>& items) {
    constexpr std::string_view kSpecial = " \t\"$`\\;&|<>()*?[]{}#~!";
    ShellText out{.moved = true};
    for (const Item& item : items) {
        const std::string_view word = text_of(file, item);
        if (!item.is_string || word.empty() || word.find('\'') != std::string_view::npos) {
            add_word(out, word.ends_with("executable") ? "python" : "$_", item.begin);
            continue;
        }
        const bool special = word.find_first_of(kSpecial) != std::string_view::npos;
        if (!out.empty()) out.add(' ', item.begin);
        if (special) out.add('\'', item.begin - 1);
        out.add(file, item.begin, item.end);
        if (special) out.add('\'', item.end);
    }
    return out;
}

/// The nearest bracket in front of a place that opens a list which holds it.
std::optional<std::vector<Item>> list_around(std::string_view file, std::size_t at) {
    const std::size_t first = at > kFarthest / 8 ? at - kFarthest / 8 : 0;
    int brackets = 0;
    for (std::size_t open = at; open-- > first && brackets < kMostBrackets;) {
        if (file[open] != '[') continue;
        ++brackets;
        auto items = ListReader(file, open).read();
        if (items && is_argv(file, *items, at)) return items;
    }
    return std::nullopt;
}

} // namespace

void add_argv_lists(std::string_view file, std::vector<ShellText>& out) {
    constexpr std::string_view kModal = "modal";
    int places = 0;
    for (auto at = file.find(kModal); at != std::string_view::npos; at = file.find(kModal, at + 1)) {
        const std::size_t end = at + kModal.size();
        const bool whole = at > 0 && end < file.size() && (file[end] == '"' || file[end] == '\'') &&
                           (file[at - 1] == file[end] || file[at - 1] == '/');
        if (!whole) continue;
        if (++places > kMostPlaces) return;
        if (const auto items = list_around(file, at)) out.push_back(line_of(file, *items));
    }
}

} // namespace modal_lsp::commands
