#include "server/options.hpp"

#include <array>
#include <set>

namespace modal_lsp::server {
namespace {

constexpr std::array<std::string_view, 2> kProfiles{"default", "strict"};
constexpr std::array<std::string_view, 3> kLanguages{"auto", "en", "zh-cn"};

constexpr std::array kOptions{
    Option{.key = "select",
           .member = &Config::select,
           .names = Names::selectors,
           .example = R"(["all"])",
           .docs = "Rules to run besides those that run by default: rule names, codes, groups, or `all`."},
    Option{.key = "ignore",
           .member = &Config::ignore,
           .names = Names::selectors,
           .example = R"(["unused-suppression"])",
           .docs =
               "Rules not to run: rule names, codes, groups, or `all`. Wins over `select` and `severity`."},
    Option{.key = "severity",
           .member = &Config::severity,
           .example = R"({ unused-suppression = "hint" })",
           .docs = "Severity of single rules, by name or code, in place of their own: `error`, `warning`, "
                   "`info` (or "
                   "`information`), `hint`, or `off`. Naming a rule here also switches it on."},
    Option{.key = "profile",
           .member = &Config::profile,
           .choices = kProfiles,
           .example = R"("strict")",
           .docs =
               "`strict` turns the conventions that are off or mere hints by default into warnings: names in "
               "kebab-case, `/health` on web apps, and the like. Single rules can still be set with "
               "`severity`."},
    Option{
        .key = "language",
        .member = &Config::language,
        .choices = kLanguages,
        .example = R"("zh-cn")",
        .docs =
            "The language of messages: `en`, `zh-cn`, or `auto`, which is the editor's, and on the command "
            "line that of the environment."},
    Option{.key = "modal-version",
           .member = &Config::modal_version,
           .example = R"("1.2.3")",
           .docs =
               "The version of the `modal` package that the code is written for. `auto` takes the one in the "
               "nearest `uv.lock`, `poetry.lock`, `pdm.lock`, `.venv`, or pin in `requirements.txt` or "
               "`pyproject.toml`, else the newest one that this modal-lsp knows."},
    Option{
        .key = "python",
        .member = &Config::python,
        .names = Names::paths,
        .example = R"(".venv")",
        .docs =
            "The Python environment of the project, or its interpreter. Its `modal` package is read (never "
            "run) for "
            "signatures and documentation. `auto` takes the nearest `.venv` or `venv`, else the environment "
            "that is active around modal-lsp."},
    Option{.key = "modal-command",
           .member = &Config::modal_command,
           .names = Names::paths,
           .example = R"(".venv/bin/modal")",
           .docs =
               "Modal's command line, for running, deploying and looking after apps: a path, or the name of "
               "a program on the search path. `auto` takes that of the project's Python environment, else "
               "the first `modal` on the search path."},
    Option{.key = "production-environments",
           .member = &Config::production_environments,
           .example = R"(["prod", "live"])",
           .docs = "Modal environments in which nothing is run, deployed or stopped unless the command names "
                   "them, and a question is answered with yes."},
    Option{.key = "live-names",
           .member = &Config::live_names,
           .editor_only = true,
           .example = "true",
           .docs =
               "Ask Modal's command line, in the background, what is deployed and which Secrets, Volumes, "
               "Dicts and Queues there are, so that completions, hovers and the rules of the group `live` "
               "know. It only reads. Only an editor's settings can switch it on, and only in a trusted "
               "workspace."},
    Option{.key = "live-environments",
           .member = &Config::live_environments,
           .editor_only = true,
           .example = R"(["dev", "prod"])",
           .docs = "The Modal environments that `live-names` looks into. Without any, all that the workspace "
                   "has, at most eight."},
    Option{.key = "inlay-hints",
           .member = &Config::inlay_hints,
           .example = "false",
           .docs =
               "Tell editors what numbers and cron expressions mean: `1 h 30 min` behind `timeout=5400`."},
    Option{.key = "inlay-hints-units",
           .member = &Config::inlay_hints_units,
           .example = "false",
           .docs = "Of the inlay hints, those behind numbers and cron expressions."},
    Option{.key = "inlay-hints-names",
           .member = &Config::inlay_hints_names,
           .example = "false",
           .docs = "Of the inlay hints, the names that constants and variables stand for in a lookup."},
    Option{.key = "inlay-hints-always-on",
           .member = &Config::inlay_hints_always_on,
           .example = "false",
           .docs =
               "Of the inlay hints, what `min_containers` keeps running, and is paid for, around the clock."},
    Option{.key = "code-lenses",
           .member = &Config::code_lenses,
           .example = "false",
           .docs =
               "Show lines over apps and functions: who looks them up, and what Modal's command line can do "
               "with them."},
    Option{
        .key = "sdk-help",
        .member = &Config::sdk_help,
        .example = "false",
        .docs =
            "Complete members and keywords of the SDK, and show its docstrings and signatures. Off beside a "
            "type checker that does so, too, nothing is told twice; what names, values and decorators mean "
            "to Modal is still completed and shown."},
    Option{.key = "exclude",
           .member = &Config::exclude,
           .example = R"(["examples/", "*_pb2.py"])",
           .docs =
               "Files and folders that are not analysed, as gitignore patterns relative to the folder of the "
               "configuration file, or to the workspace folder when there is none."},
    Option{
        .key = "source-roots",
        .member = &Config::source_roots,
        .example = R"([".", "backend"])",
        .docs =
            "Folders from which absolute imports are resolved, relative as for `exclude`. The first that has "
            "the module wins."},
    Option{.key = "external-apps",
           .member = &Config::external_apps,
           .example = R"(["billing-service"])",
           .docs =
               "Apps that are deployed from elsewhere. Looking one of these up by name is never questioned."},
    Option{.key = "respect-gitignore",
           .member = &Config::respect_gitignore,
           .example = "false",
           .docs = "Leave out the files that git ignores."},
    Option{.key = "max-file-size-kb",
           .member = &Config::max_file_size_kb,
           .minimum = 1,
           .maximum = 65536,
           .example = "1024",
           .docs = "Larger files (in KiB) are not analysed; such a file says so if it mentions Modal."},
    Option{
        .key = "max-files",
        .member = &Config::max_files,
        .minimum = 1,
        .maximum = 10000000,
        .example = "20000",
        .docs =
            "At most this many Python files of a workspace folder are read. When there are more, rules that "
            "need the whole workspace stay silent."},
};

constexpr std::array<std::string_view, 6> kSeverityWords{"error",       "warning", "info",
                                                         "information", "hint",    "off"};

} // namespace

std::span<const Option> options() {
    return kOptions;
}

std::string camel_case(std::string_view key) {
    std::string out;
    bool raise = false;
    for (const char c : key) {
        if (c != '-') out.push_back(raise && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        raise = c == '-';
    }
    return out;
}

std::vector<std::string> rule_selectors() {
    std::set<std::string> words{"all"};
    for (const rules::Rule* rule : rules::catalogue())
        for (const auto word : {rule->name, rule->code, rule->group})
            words.emplace(word);
    return {words.begin(), words.end()};
}

std::vector<std::string> rule_keys() {
    std::set<std::string> words;
    for (const rules::Rule* rule : rules::catalogue())
        for (const auto word : {rule->name, rule->code})
            words.emplace(word);
    return {words.begin(), words.end()};
}

std::span<const std::string_view> severity_words() {
    return kSeverityWords;
}

} // namespace modal_lsp::server
