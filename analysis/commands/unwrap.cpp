#include "analysis/commands/modal_call.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::commands {
namespace {

/// Programs and shell words that run the command behind them. What else stands in front of "modal" makes it
/// an argument of something.
constexpr auto kWrappers = std::to_array<std::string_view>(
    {"!",      "$",         ">",       "%",        "command", "conda", "cross-env", "do",       "doppler",
     "dotenv", "dotenvx",   "elif",    "else",     "env",     "exec",  "export",    "gtimeout", "hatch",
     "if",     "infisical", "mise",    "nice",     "nohup",   "npx",   "op",        "pdm",      "pipenv",
     "pipx",   "pixi",      "poetry",  "retry",    "rtx",     "rye",   "script",    "stdbuf",   "sudo",
     "then",   "time",      "timeout", "unbuffer", "until",   "uv",    "uvx",       "while",    "xvfb-run",
     "{",      "aws-vault", "chamber", "bws"});

/// "python" of "/usr/bin/python".
std::string_view base_name(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_python(std::string_view program) {
    return program.starts_with("python") || program == "py";
}

bool is_wrapper(std::string_view word) {
    const auto name = base_name(word);
    return std::ranges::find(kWrappers, name) != kWrappers.end() || is_python(name);
}

/// `uv add modal`: there "modal" is a package.
bool installs(std::string_view word) {
    constexpr auto kInstalling = std::to_array<std::string_view>(
        {"add", "install", "remove", "uninstall", "pip", "show", "upgrade", "update", "download", "inject"});
    return std::ranges::find(kInstalling, word) != kInstalling.end();
}

bool is_environment(std::string_view name) {
    return name == "MODAL_ENVIRONMENT" || name == "MODAL_PROFILE";
}

/// Behind `mise`: the environment it is told to use.
const Word* mise_environment(std::span<const Word> words) {
    for (std::size_t i = 0; i + 1 < words.size() && words[i].text() != "--"; ++i)
        if (words[i].text() == "--env" || words[i].text() == "-E") return &words[i + 1];
    return nullptr;
}

/// Where in the words the program is: the first "modal" or "curl" that is no value of something.
std::optional<std::size_t> program_at(std::span<const Word> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].known) continue;
        const auto name = base_name(words[i].text());
        const bool with = i > 0 && (words[i - 1].text() == "--with" || words[i - 1].text() == "--from" ||
                                    words[i - 1].text() == "-w" || words[i - 1].text() == "--extra" ||
                                    words[i - 1].text() == "--group" || words[i - 1].text() == "--package");
        if ((name == "modal" || name == "curl") && !with) return i;
    }
    return std::nullopt;
}

} // namespace

std::optional<Call> unwrap(const ShellCommand& command) {
    const std::span<const Word> words = command.words;
    const auto at = program_at(words);
    if (!at) return std::nullopt;
    const auto front = words.subspan(0, *at);
    if (!front.empty() && !is_wrapper(front.front().text())) return std::nullopt;
    if (std::ranges::any_of(front, [](const Word& word) { return installs(word.text()); }))
        return std::nullopt;
    Call call{.is_curl = base_name(words[*at].text()) == "curl", .program = &words[*at]};
    call.arguments = words.subspan(*at + 1);
    call.limited = command.background;
    for (const Assignment& assignment : command.assignments)
        call.sets_environment = call.sets_environment || is_environment(assignment.name);
    for (std::size_t i = 0; i < front.size(); ++i) {
        const auto name = base_name(front[i].text());
        if (name == "timeout" || name == "gtimeout") call.limited = true;
        if (name == "mise" || name == "rtx") call.mise_environment = mise_environment(front.subspan(i + 1));
        const auto equals = name.find('=');
        if (equals != std::string_view::npos && is_environment(name.substr(0, equals)))
            call.sets_environment = true;
    }
    return call;
}

} // namespace modal_lsp::commands
