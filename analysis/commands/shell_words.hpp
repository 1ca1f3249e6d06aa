#pragma once
#include "analysis/commands/shell_text.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The words of shell commands (POSIX.1-2017, Shell Command Language, 2.2 to 2.10), as far as they can be
/// told without running anything. Total: what is no shell code gives words that mean nothing.
namespace modal_lsp::commands {

/// One word, quotes and escapes taken off.
struct Word {
    ShellText value;       ///< without what is expanded
    text::ByteRange range; ///< as written, with its quotes
    bool known = true;     ///< false when a part of it is expanded, or stands for something

    [[nodiscard]] std::string_view text() const { return value.text; }

    /// Where a part of the value stands, without quotes around it.
    [[nodiscard]] text::ByteRange part(std::size_t begin, std::size_t end) const {
        return begin < end ? value.range(begin, end) : text::ByteRange{range.end, range.end};
    }

    /// The whole value, without quotes around it.
    [[nodiscard]] text::ByteRange inside() const { return part(0, value.text.size()); }
};

/// `NAME=value` in front of a command.
struct Assignment {
    std::string name;
    Word value;
};

/// One command with its arguments; redirections are left out.
struct ShellCommand {
    std::vector<Assignment> assignments;
    std::vector<Word> words;
    bool background = false; ///< ends in `&`
};

/// All commands in order, those inside of `$(…)` and of `sh -c '…'` behind the one they stand in.
[[nodiscard]] std::vector<ShellCommand> shell_commands(const ShellText& text);

} // namespace modal_lsp::commands
