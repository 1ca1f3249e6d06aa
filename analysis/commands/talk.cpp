#include "analysis/commands/talk.hpp"

#include "analysis/commands/cli_table.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace modal_lsp::commands {
namespace {

constexpr std::string_view kModal = "modal ";
/// Longer lines were not written to be read.
constexpr std::size_t kLongestLine = 2000;

bool is_word_character(char c) {
    return c == '_' || c == '-' || c == '.' || c == '/' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/// No further than a line may be long.
std::size_t line_end(std::string_view file, std::size_t at, std::size_t end) {
    const auto near = file.substr(0, std::min(at + kLongestLine, file.size()));
    return std::min({near.find('\n', at), end, near.size()});
}

/// Where the line of `at` begins; npos when that is further than a line may be long.
std::size_t line_begin(std::string_view file, std::size_t at) {
    const std::size_t from = at > kLongestLine ? at - kLongestLine : 0;
    const auto feed = file.substr(from, at - from).rfind('\n');
    if (feed != std::string_view::npos) return from + feed + 1;
    return from == 0 ? 0 : std::string_view::npos;
}

/// True when one of the CLI's commands, or groups of commands, follows "modal ".
bool is_command(std::string_view after) {
    const auto word = after.substr(0, after.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"));
    return !word.empty() && find_cli_command(word) != nullptr;
}

/// The quotes and backticks that are open where the command begins: it ends where they do.
std::string closing_quotes(std::string_view before) {
    std::string out;
    for (const char quote : {'"', '\'', '`'})
        if (std::ranges::count(before, quote) % 2 == 1) out.push_back(quote);
    return out;
}

/// Reads on the lines from `at`; escapes of a string, but for a joined line, end what is spoken of.
void read(std::string_view file, std::size_t at, std::size_t end, std::string_view closing, ShellText& out) {
    std::size_t stop = line_end(file, at, end);
    for (; at < stop; ++at) {
        const char c = file[at];
        if (closing.find(c) != std::string_view::npos) return;
        if (c != '\\') {
            out.add(c, at);
            continue;
        }
        const bool joins = at + 1 >= stop || file[at + 1] == '\r';
        if (!joins || stop >= file.size() || out.text.size() > kLongestLine) return;
        at = std::min(file.find_first_not_of(" \t#*", stop + 1), file.size());
        stop = line_end(file, at, std::max(end, at));
        // A line of a comment is joined with the next line of it.
        if (stop == at) return;
        out.add(' ', at--);
    }
}

} // namespace

void add_talk(std::string_view file, std::size_t begin, std::size_t end, std::vector<ShellText>& out) {
    const auto text = file.substr(0, end);
    for (std::size_t at = text.find(kModal, begin); at != std::string_view::npos;
         at = text.find(kModal, at + 1)) {
        if (at > 0 && is_word_character(file[at - 1])) continue;
        if (!is_command(file.substr(at + kModal.size(), kLongestLine))) continue;
        const std::size_t line = line_begin(file, at);
        if (line == std::string_view::npos) continue;
        ShellText found{.talk = true};
        read(file, at, file.size(), closing_quotes(file.substr(line, at - line)), found);
        out.push_back(std::move(found));
    }
}

} // namespace modal_lsp::commands
