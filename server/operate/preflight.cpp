#include "server/operate/preflight.hpp"

#include "analysis/modal/sdk_changes.hpp"
#include "analysis/workspace/path.hpp"
#include "server/operate/cli_output.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// A command line that does not even tell its version by then hangs. Python takes long to start on a machine
/// that has much to do.
constexpr auto kPatience = 60s;
constexpr std::size_t kMostNamed = 3;
constexpr Phrase kTryIt{"try the command in a terminal, and see what it waits for",
                        "在终端中运行该命令，看看它在等待什么"};

Check good(std::string name, std::string message) {
    return {.name = std::move(name), .ok = true, .message = std::move(message), .fix = {}};
}

Check bad(std::string name, std::string message, std::string fix) {
    return {.name = std::move(name), .ok = false, .message = std::move(message), .fix = std::move(fix)};
}

std::vector<std::string> with(Prefix prefix, std::initializer_list<const char*> words) {
    prefix.insert(prefix.end(), words.begin(), words.end());
    return prefix;
}

/// The last line that says something, for a message.
std::string last_words(const Captured& captured, const Redactor& redact) {
    for (auto line = captured.lines.rbegin(); line != captured.lines.rend(); ++line) {
        const bool says = std::ranges::any_of(line->text, [](char c) { return c >= 'A' && c <= 'z'; });
        if (says) return ": " + redact(line->text.substr(0, 300));
    }
    return {};
}

Check cli_check(const Tools& tools, const Preflight& found, const Captured& said) {
    const std::string path = (*found.prefix)[0];
    if (!process::succeeded(said.end))
        return bad(
            "cli",
            fmt::format("`{} --version` {}{}", path, tools.describe(said.end), last_words(said, Redactor())),
            tools.say({"run it in a terminal to see what is wrong, or name another one with the option "
                       "`modal-command`",
                       "在终端中运行它以查看问题，或用选项 `modal-command` 指定另一个"}));
    if (!found.version)
        return bad("cli",
                   tools.say({"{} does not tell its version as Modal's command line does",
                              "{} 报告版本的方式与 Modal 命令行不同"},
                             path),
                   tools.say({"name Modal's command line with the option `modal-command`",
                              "用选项 `modal-command` 指定 Modal 命令行"}));
    if (*found.version < modal::kOldestModal)
        return bad("cli",
                   tools.say({"{} is modal {}, which is too old", "{} 是 modal {}，版本过旧"}, path,
                             to_string(*found.version)),
                   tools.say({"install modal {} or newer into the project's environment",
                              "在项目的环境中安装 modal {} 或更新的版本"},
                             to_string(modal::kOldestModal)));
    return good("cli", tools.say({"modal {} at {}", "modal {}，位于 {}"}, to_string(*found.version), path));
}

Check identity_check(const Tools& tools, const Preflight& found, const Captured& said) {
    const bool succeeded = process::succeeded(said.end);
    if (succeeded && !found.profile.empty())
        return good("identity", tools.say({"profile \"{}\"", "配置文件 \"{}\""}, found.profile));
    return bad("identity",
               fmt::format("`modal profile current` {}{}",
                           succeeded ? tools.say({"names no profile", "没有给出配置文件"})
                                     : tools.describe(said.end),
                           last_words(said, tools.redact)),
               said.end.kind == process::End::Kind::exited
                   ? tools.say({"choose a profile: `modal profile activate NAME`",
                                "选择一个配置文件：`modal profile activate NAME`"})
                   : tools.say(kTryIt));
}

Check token_check(const Tools& tools, const Preflight& found) {
    if (found.has_token) return good("token", tools.say({"a token is configured", "已配置令牌"}));
    // Whether there is one is then not known.
    if (!found.settings_failure.empty())
        return bad("token", fmt::format("`modal config show` {}", found.settings_failure), tools.say(kTryIt));
    return bad(
        "token", tools.say({"no token is configured for this profile", "此配置文件没有配置令牌"}),
        tools.say(
            {"run `modal setup`, or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET where the editor is started",
             "运行 `modal setup`，或在启动编辑器的环境中设置 MODAL_TOKEN_ID 和 MODAL_TOKEN_SECRET"}));
}

Check environment_check(const Tools& tools, const Preflight& found) {
    const std::string& name = found.environment;
    if (name.empty())
        return bad("environment", tools.say({"no environment is chosen", "没有选定环境"}),
                   tools.say({"name one with the command, or choose one: `modal config set-environment dev`",
                              "在命令中指定一个，或选定一个：`modal config set-environment dev`"}));
    if (found.is_production && !found.is_explicit)
        return bad("environment",
                   tools.say({"the profile's environment is \"{}\", which is production",
                              "配置文件的环境是 \"{}\"，即生产环境"},
                             name),
                   tools.say({"name \"{}\" with the command if it is meant, or choose another one: `modal "
                              "config set-environment dev`",
                              "如果确实要用 \"{}\"，请在命令中指定；否则选定另一个：`modal config "
                              "set-environment dev`"},
                             name));
    return good("environment",
                found.is_explicit
                    ? fmt::format("\"{}\"", name)
                    : tools.say({"\"{}\", as the profile says", "\"{}\"，由配置文件决定"}, name));
}

/// "app.py:3: message [rule]; …"
std::string listed(const Tools& tools, const Subject& subject, const std::vector<const Problem*>& problems) {
    std::string out;
    const std::string_view file = workspace::file_name_of(subject.path);
    for (std::size_t i = 0; i < std::min(problems.size(), kMostNamed); ++i)
        out += fmt::format("{}{}:{}: {} [{}]", i == 0 ? "" : "; ", file, problems[i]->line,
                           problems[i]->message, problems[i]->rule);
    if (problems.size() > kMostNamed)
        out += tools.say({"; and {} more", "；还有 {} 个"}, problems.size() - kMostNamed);
    return out;
}

void add_analysis_checks(const Tools& tools, const Subject& subject, Preflight& found) {
    if (!subject.is_saved)
        found.checks.push_back(
            bad("saved", tools.say({"the file has changes that are not saved", "文件有未保存的更改"}),
                tools.say({"save it: Modal's command line reads what is on the disk",
                           "保存文件：Modal 命令行读取的是磁盘上的内容"})));
    std::vector<const Problem*> errors, lookups;
    for (const Problem& problem : subject.problems)
        (problem.is_lookup ? lookups : errors).push_back(&problem);
    found.checks.push_back(
        errors.empty()
            ? good("diagnostics", tools.say({"the file has no errors", "文件没有错误"}))
            : bad("diagnostics", listed(tools, subject, errors),
                  tools.say({"mend the errors; the editor shows them, and so does `modal-lsp check`",
                             "修正这些错误；编辑器和 `modal-lsp check` 都会显示它们"})));
    if (lookups.empty() && !subject.is_known) {
        found.checks.push_back(bad("lookups",
                                   tools.say({"the workspace is still being read", "仍在读取工作区"}),
                                   tools.say({"try again when that is done", "读取完成后再试"})));
        return;
    }
    found.checks.push_back(
        lookups.empty()
            ? good("lookups",
                   tools.say({"every name that is looked up leads somewhere", "所有查找的名称都存在"}))
            : bad("lookups", listed(tools, subject, lookups),
                  tools.say({"correct the name, deploy what it means first, or list its app in the option "
                             "`external-apps`",
                             "改正名称，先部署它所指的对象，或把它的应用写入选项 `external-apps`"})));
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// Asks the command line who it is, and whom it works for.
Task<bool> ask_cli(const Tools& tools, const Subject& subject, Preflight& found) {
    const auto request = [&](std::initializer_list<const char*> words) {
        return request_for(with(*found.prefix, words), subject.folder, kPatience);
    };
    Task<Captured> ask_version = capture(tools, request({"--version"}));
    const Captured version = co_await ask_version;
    found.version = version_in(text_of(version.lines, true));
    found.checks.push_back(cli_check(tools, found, version));
    if (!found.checks.back().ok) co_return false;

    Running asked_profile(tools, request({"profile", "current"}));
    Running asked_settings(tools, request({"config", "show"}));
    Task<Captured> read_profile = collect(asked_profile);
    const Captured profile = co_await read_profile;
    if (process::succeeded(profile.end))
        found.profile = profile_of(text_of(profile.lines, false)).value_or("");
    found.checks.push_back(identity_check(tools, found, profile));

    Task<Captured> read_settings = collect(asked_settings);
    const Captured shown = co_await read_settings;
    const Row settings = settings_of(text_of(shown.lines, false)).value_or(Row{});
    if (!process::succeeded(shown.end))
        found.settings_failure = tools.describe(shown.end) + last_words(shown, tools.redact);
    found.has_token = settings.contains("token_id") || settings.contains("oauth_refresh_token");
    if (found.environment.empty())
        if (const auto chosen = settings.find("environment"); chosen != settings.end())
            found.environment = chosen->second;
    co_return true;
}

} // namespace

bool Preflight::ok() const {
    return std::ranges::all_of(checks, &Check::ok);
}

std::string Preflight::problem(Language language) const {
    std::string out;
    for (const Check& check : checks) {
        if (check.ok) continue;
        if (!out.empty()) out += ' ';
        out += say(language, {"{}: {}. To mend it: {}.", "{}：{}。解决办法：{}。"}, check.name, check.message,
                   check.fix);
    }
    return out;
}

Needs needs_of(std::string_view command) {
    const bool looks_only = command == "logs" || command == "verify" || command == "diagnose";
    return {.environment = command != "diagnose", .analysis = !looks_only && command != "stop"};
}

Task<Preflight> preflight(const Tools& tools, Subject subject, Needs needs) {
    Preflight found;
    found.environment = subject.order.environment;
    found.is_explicit = !found.environment.empty();
    if (!subject.is_trusted) {
        found.checks.push_back(
            bad("trust", tools.say({"this workspace is not trusted", "此工作区不受信任"}),
                tools.say({"trust the workspace in the editor; until then nothing of it is run",
                           "在编辑器中信任此工作区；在此之前不会运行其中的任何内容"})));
        co_return found;
    }
    tools.progress(tools.say({"looking for Modal's command line", "正在查找 Modal 命令行"}));
    subject.place.environments = tools.environments;
    subject.place.search_path = tools.search_path;
    found.prefix = find_modal(*tools.files, subject.place);
    if (!found.prefix) {
        found.checks.push_back(
            bad("cli", tools.say({"Modal's command line was not found", "没有找到 Modal 命令行"}),
                tools.say({"install it into the project's environment (`pip install modal`), or name it with "
                           "the option `modal-command`",
                           "在项目的环境中安装它（`pip install modal`），或用选项 `modal-command` 指定它"})));
    } else {
        tools.progress(
            tools.say({"asking Modal's command line who it works for", "正在询问 Modal 命令行的身份"}));
        Task<bool> asked = ask_cli(tools, subject, found);
        const bool answers = co_await asked;
        found.is_production = contains(subject.production, found.environment);
        if (answers) found.checks.push_back(token_check(tools, found));
        if (answers && needs.environment) found.checks.push_back(environment_check(tools, found));
    }
    if (needs.analysis && !subject.path.empty()) add_analysis_checks(tools, subject, found);
    co_return found;
}

json to_json(const Preflight& preflight) {
    json checks = json::array();
    for (const Check& check : preflight.checks)
        checks.push_back(
            {{"name", check.name}, {"ok", check.ok}, {"message", check.message}, {"fix", check.fix}});
    return {{"ok", preflight.ok()}, {"checks", std::move(checks)}};
}

Task<json> identity(const Tools& tools, Subject subject) {
    const Needs needs{.environment = false, .analysis = false};
    Task<Preflight> looked = preflight(tools, subject, needs);
    const Preflight found = co_await looked;
    json out = {{"cli", nullptr},
                {"profile", nullptr},
                {"workspace", nullptr},
                {"environment", nullptr},
                {"production", found.is_production},
                {"token", found.has_token}};
    if (found.prefix && found.version)
        out["cli"] = {{"path", found.prefix->front()}, {"version", to_string(*found.version)}};
    if (!found.profile.empty()) out["profile"] = found.profile;
    if (!found.environment.empty()) out["environment"] = found.environment;
    if (found.prefix && found.version && found.has_token) {
        process::Request request =
            request_for(with(*found.prefix, {"profile", "list", "--json"}), subject.folder, kPatience);
        Task<Captured> asked = capture(tools, std::move(request));
        const Captured said = co_await asked;
        const auto rows = rows_of(text_of(said.lines, false)).value_or(std::vector<Row>{});
        for (const Row& row : rows) {
            const auto name = row.find("name"), workspace = row.find("workspace");
            if (name != row.end() && workspace != row.end() && name->second == found.profile)
                out["workspace"] = workspace->second;
        }
    }
    out["ok"] = found.ok();
    out["message"] = found.ok() ? "" : found.problem(tools.language);
    co_return out;
}

} // namespace modal_lsp::server::operate
