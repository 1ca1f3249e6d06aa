#include "analysis/commands/shell_texts.hpp"

#include "analysis/commands/argv_lists.hpp"
#include "analysis/commands/talk.hpp"
#include "analysis/commands/text_lines.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::commands {
namespace {

using Texts = std::vector<ShellText>;

void keep(Texts& texts, ShellText text) {
    if (may_hold_commands(text.text)) texts.push_back(std::move(text));
}

void add_comments(std::string_view file, Texts& out) {
    for (Lines lines(file); lines.step();)
        if (lines.content().starts_with('#')) add_talk(file, lines.begin(), lines.end(), out);
}

Texts of_shell(std::string_view file) {
    Texts out;
    ShellText whole;
    whole.add(file, 0, file.size());
    keep(out, std::move(whole));
    add_comments(file, out);
    return out;
}

// --- make and just
// ------------------------------------------------------------------------------------------

/// The lines of recipes, each a shell of its own, joined where they end in a backslash.
Texts of_recipes(std::string_view file, Host host) {
    Texts out;
    ShellText now;
    for (Lines lines(file); lines.step();) {
        const bool joined = !now.empty();
        const bool recipe = host == Host::makefile ? lines.line().starts_with('\t') : lines.indent() > 0;
        if (!recipe && !joined) continue;
        std::size_t at = lines.content_begin();
        if (!joined)
            at += std::min(file.substr(at, lines.end() - at).find_first_not_of("@-+"), lines.end() - at);
        for (; at < lines.end(); ++at) {
            if (host == Host::makefile && file[at] == '$' && at + 1 < lines.end() && file[at + 1] == '$')
                ++at;
            now.add(file[at], at);
        }
        if (lines.line().ends_with('\\'))
            now.add('\n', lines.end() < file.size() ? lines.end() : lines.end() - 1);
        else
            keep(out, std::exchange(now, {}));
    }
    keep(out, std::move(now));
    add_comments(file, out);
    return out;
}

// --- quoted text
// --------------------------------------------------------------------------------------------

/// Behind the quote at `open`: the string's content, escapes taken off. Returns where the closing quote is.
std::size_t unquote(std::string_view file, std::size_t open, ShellText& out) {
    const char quote = file[open];
    const bool tripled = file.substr(open, 3) == std::string(3, quote);
    const std::size_t length = tripled ? 3 : 1;
    const std::string_view close = file.substr(open, length);
    std::size_t at = open + length;
    while (at < file.size() && file.substr(at, length) != close) {
        if (!tripled && file[at] == '\n') return at;
        const bool escape = quote == '"' && file[at] == '\\' && at + 1 < file.size();
        if (escape) {
            ++at;
            out.add(file[at] == 'n' ? '\n' : file[at] == 't' ? '\t' : file[at], at);
        } else {
            out.add(file[at], at);
        }
        ++at;
    }
    return std::min(at + length - 1, file.size());
}

/// Every string of a stretch of JSON or TOML; comments of TOML are passed over.
template <class Take>
void for_each_string(std::string_view file, std::size_t begin, std::size_t end, bool comments, Take&& take) {
    for (std::size_t at = begin; at < end; ++at) {
        const char c = file[at];
        if (comments && c == '#') {
            at = std::min(file.find('\n', at), end);
        } else if (c == '"' || (comments && c == '\'')) {
            ShellText text;
            at = unquote(file, at, text);
            take(std::move(text));
        }
    }
}

Texts of_task_table(std::string_view file) {
    Texts out;
    for_each_string(file, 0, file.size(), true, [&](ShellText text) { keep(out, std::move(text)); });
    add_argv_lists(file, out);
    return out;
}

Texts of_package(std::string_view file) {
    Texts out;
    const auto scripts = file.find("\"scripts\"");
    if (scripts == std::string_view::npos) return out;
    const auto open = file.find('{', scripts);
    const auto close = std::min(file.find('}', open), file.size());
    if (open == std::string_view::npos) return out;
    for_each_string(file, open, close, false, [&](ShellText text) { keep(out, std::move(text)); });
    return out;
}

/// `["modal", "deploy", "app.py"]` as one command.
ShellText of_list(std::string_view file, std::size_t begin, std::size_t end) {
    ShellText out;
    for_each_string(file, begin, end, false, [&](ShellText text) {
        if (text.empty()) return;
        if (!out.empty()) out.add(' ', text.origins.front());
        out.text += text.text;
        out.origins.insert(out.origins.end(), text.origins.begin(), text.origins.end());
    });
    return out;
}

Texts of_dockerfile(std::string_view file) {
    Texts out;
    constexpr std::array<std::string_view, 3> kInstructions{"RUN ", "CMD ", "ENTRYPOINT "};
    for (Lines lines(file); lines.step();) {
        const auto content = lines.content();
        const auto is_it = [&](std::string_view word) { return content.starts_with(word); };
        const auto instruction = std::ranges::find_if(kInstructions, is_it);
        if (instruction == kInstructions.end()) continue;
        const std::size_t begin = lines.content_begin() + instruction->size();
        while (lines.line().ends_with('\\') && lines.step()) {
        }
        const auto first = file.find_first_not_of(" \t", begin);
        if (first < lines.end() && file[first] == '[') {
            keep(out, of_list(file, first, lines.end()));
        } else {
            ShellText text;
            text.add(file, begin, lines.end());
            keep(out, std::move(text));
        }
    }
    add_comments(file, out);
    return out;
}

// --- YAML
// ---------------------------------------------------------------------------------------------------

/// The values of a workflow file that may be commands: plain and quoted ones by line, blocks whole.
class Workflow {
  public:
    explicit Workflow(std::string_view file) : file_(file), lines_(file) {}

    Texts run() {
        while (lines_.step())
            line();
        flush();
        add_comments(file_, out_);
        return std::move(out_);
    }

  private:
    void line() {
        if (!block_.empty() || in_block_) {
            if (lines_.content().empty() || lines_.indent() > block_indent_) return add_block_line();
            flush();
        }
        const auto content = lines_.content();
        if (content.empty() || content.starts_with('#')) return;
        std::size_t skip = 0;
        while (content.substr(skip).starts_with("- "))
            skip = std::min(content.find_first_not_of(' ', skip + 2), content.size());
        const auto rest = content.substr(skip);
        const auto key = key_of(rest);
        auto value = rest.substr(std::min(key.empty() ? 0 : key.size() + 1, rest.size()));
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        if (is_prose(key)) return;
        const std::size_t begin = static_cast<std::size_t>(value.data() - file_.data());
        if (value.starts_with('|') || value.starts_with('>')) {
            in_block_ = true;
            folded_ = value.starts_with('>');
            block_indent_ = lines_.indent() + (key.empty() ? 0 : skip);
        } else {
            scalar(value, begin);
        }
    }

    void add_block_line() {
        const std::size_t begin = lines_.content_begin();
        block_.add(file_, begin, lines_.end());
        block_.add(folded_ && !lines_.content().empty() ? ' ' : '\n',
                   lines_.end() < file_.size() ? lines_.end() : file_.size() - 1);
    }

    void flush() {
        in_block_ = false;
        keep(out_, std::exchange(block_, {}));
    }

    void scalar(std::string_view value, std::size_t begin) {
        ShellText text;
        if (value.starts_with('"') || value.starts_with('\''))
            unquote(file_, begin, text);
        else
            text.add(file_, begin, begin + value.size());
        keep(out_, std::move(text));
    }

    /// "run" of "run: modal deploy app.py".
    static std::string_view key_of(std::string_view text) {
        const auto end =
            text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
        const bool key = end != std::string_view::npos && end > 0 && text[end] == ':' &&
                         (end + 1 == text.size() || text[end + 1] == ' ');
        return key ? text.substr(0, end) : std::string_view();
    }

    static bool is_prose(std::string_view key) {
        constexpr auto kProse = std::to_array<std::string_view>(
            {"name", "description", "desc", "summary", "title", "if", "default", "uses"});
        return std::ranges::find(kProse, key) != kProse.end();
    }

    std::string_view file_;
    Lines lines_;
    ShellText block_;
    bool in_block_ = false, folded_ = false;
    std::size_t block_indent_ = 0;
    Texts out_;
};

// --- talk
// ---------------------------------------------------------------------------------------------------

Texts of_python(std::string_view file) {
    Texts out;
    add_talk(file, 0, file.size(), out);
    add_argv_lists(file, out);
    return out;
}

bool is_shell_info(std::string_view info) {
    constexpr auto kShells = std::to_array<std::string_view>(
        {"", "sh", "bash", "shell", "zsh", "console", "shell-session", "terminal", "text"});
    return std::ranges::find(kShells, info.substr(0, info.find_first_of(" {"))) != kShells.end();
}

Texts of_markdown(std::string_view file) {
    Texts out;
    std::string_view fence;
    bool shell = false;
    for (Lines lines(file); lines.step();) {
        const auto content = lines.content();
        const bool is_fence = content.starts_with("```") || content.starts_with("~~~");
        if (!fence.empty() && is_fence && content.starts_with(fence)) {
            fence = {};
        } else if (fence.empty() && is_fence) {
            fence = content.substr(0, 3);
            shell =
                is_shell_info(content.substr(std::min(content.find_first_not_of(fence[0]), content.size())));
        } else if (fence.empty() || shell) {
            add_talk(file, lines.begin(), lines.end(), out);
        }
    }
    return out;
}

} // namespace

bool may_hold_commands(std::string_view text) {
    return text.find("modal ") != std::string_view::npos || text.find("curl ") != std::string_view::npos ||
           text.find("modal\"") != std::string_view::npos || text.find("modal'") != std::string_view::npos;
}

Texts shell_texts(Host host, std::string_view file) {
    switch (host) {
    case Host::python: return of_python(file);
    case Host::shell: return of_shell(file);
    case Host::makefile:
    case Host::justfile: return of_recipes(file, host);
    case Host::task_table: return of_task_table(file);
    case Host::package_json: return of_package(file);
    case Host::dockerfile: return of_dockerfile(file);
    case Host::workflow:
    case Host::taskfile: return Workflow(file).run();
    case Host::markdown: return of_markdown(file);
    }
    return {};
}

} // namespace modal_lsp::commands
