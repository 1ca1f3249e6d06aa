#include "server/operate/preflight.hpp"

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
constexpr std::string_view kTryIt = "try the command in a terminal, and see what it waits for";

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

Check cli_check(const Preflight& found, const Captured& said) {
    const std::string path = (*found.prefix)[0];
    if (!process::succeeded(said.end))
        return bad("cli",
                   fmt::format("`{} --version` {}{}", path, process::describe(said.end),
                               last_words(said, Redactor())),
                   "run it in a terminal to see what is wrong, or name another one with the option "
                   "`modal-command`");
    if (!found.version)
        return bad("cli", fmt::format("{} does not tell its version as Modal's command line does", path),
                   "name Modal's command line with the option `modal-command`");
    if (*found.version < kOldestModal)
        return bad(
            "cli", fmt::format("{} is modal {}, which is too old", path, to_string(*found.version)),
            fmt::format("install modal {} or newer into the project's environment", to_string(kOldestModal)));
    return good("cli", fmt::format("modal {} at {}", to_string(*found.version), path));
}

Check identity_check(const Preflight& found, const Captured& said, const Redactor& redact) {
    if (process::succeeded(said.end) && !found.profile.empty())
        return good("identity", fmt::format("profile \"{}\"", found.profile));
    return bad("identity",
               fmt::format("`modal profile current` {}{}",
                           process::succeeded(said.end) ? "names no profile" : process::describe(said.end),
                           last_words(said, redact)),
               said.end.kind == process::End::Kind::exited ? "choose a profile: `modal profile activate NAME`"
                                                           : std::string(kTryIt));
}

Check token_check(const Preflight& found) {
    if (found.has_token) return good("token", "a token is configured");
    // Whether there is one is then not known.
    if (!found.settings_failure.empty())
        return bad("token", fmt::format("`modal config show` {}", found.settings_failure),
                   std::string(kTryIt));
    return bad("token", "no token is configured for this profile",
               "run `modal setup`, or set MODAL_TOKEN_ID and MODAL_TOKEN_SECRET where the editor is started");
}

Check environment_check(const Preflight& found) {
    const std::string& name = found.environment;
    if (name.empty())
        return bad("environment", "no environment is chosen",
                   "name one with the command, or choose one: `modal config set-environment dev`");
    if (found.is_production && !found.is_explicit)
        return bad("environment",
                   fmt::format("the profile's environment is \"{}\", which is production", name),
                   fmt::format("name \"{}\" with the command if it is meant, or choose another one: `modal "
                               "config set-environment dev`",
                               name));
    return good("environment",
                fmt::format("\"{}\"{}", name, found.is_explicit ? "" : ", as the profile says"));
}

/// "app.py:3: message [rule]; …"
std::string listed(const Subject& subject, const std::vector<const Problem*>& problems) {
    std::string out;
    const std::string_view file = workspace::file_name_of(subject.path);
    for (std::size_t i = 0; i < std::min(problems.size(), kMostNamed); ++i)
        out += fmt::format("{}{}:{}: {} [{}]", i == 0 ? "" : "; ", file, problems[i]->line,
                           problems[i]->message, problems[i]->rule);
    if (problems.size() > kMostNamed) out += fmt::format("; and {} more", problems.size() - kMostNamed);
    return out;
}

void add_analysis_checks(const Subject& subject, Preflight& found) {
    std::vector<const Problem*> errors, lookups;
    for (const Problem& problem : subject.problems)
        (problem.is_lookup ? lookups : errors).push_back(&problem);
    found.checks.push_back(errors.empty() ? good("diagnostics", "the file has no errors")
                                          : bad("diagnostics", listed(subject, errors),
                                                "mend the errors; the editor shows them, and so does "
                                                "`modal-lsp check`"));
    found.checks.push_back(lookups.empty()
                               ? good("lookups", "every name that is looked up leads somewhere")
                               : bad("lookups", listed(subject, lookups),
                                     "correct the name, deploy what it means first, or list its app in the "
                                     "option `external-apps`"));
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
    found.checks.push_back(cli_check(found, version));
    if (!found.checks.back().ok) co_return false;

    Running asked_profile(tools, request({"profile", "current"}));
    Running asked_settings(tools, request({"config", "show"}));
    Task<Captured> read_profile = collect(asked_profile);
    const Captured profile = co_await read_profile;
    if (process::succeeded(profile.end))
        found.profile = profile_of(text_of(profile.lines, false)).value_or("");
    found.checks.push_back(identity_check(found, profile, tools.redact));

    Task<Captured> read_settings = collect(asked_settings);
    const Captured shown = co_await read_settings;
    const Row settings = settings_of(text_of(shown.lines, false)).value_or(Row{});
    if (!process::succeeded(shown.end))
        found.settings_failure = process::describe(shown.end) + last_words(shown, tools.redact);
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

std::string Preflight::problem() const {
    std::string out;
    for (const Check& check : checks)
        if (!check.ok)
            out += fmt::format("{}{}: {}. To mend it: {}.", out.empty() ? "" : " ", check.name, check.message,
                               check.fix);
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
        found.checks.push_back(bad("trust", "this workspace is not trusted",
                                   "trust the workspace in the editor; until then nothing of it is run"));
        co_return found;
    }
    tools.progress("looking for Modal's command line");
    subject.place.environments = tools.environments;
    subject.place.search_path = tools.search_path;
    found.prefix = find_modal(*tools.files, subject.place);
    if (!found.prefix) {
        found.checks.push_back(
            bad("cli", "Modal's command line was not found",
                "install it into the project's environment (`pip install modal`), or name it with the "
                "option `modal-command`"));
    } else {
        tools.progress("asking Modal's command line who it works for");
        Task<bool> asked = ask_cli(tools, subject, found);
        const bool answers = co_await asked;
        found.is_production = contains(subject.production, found.environment);
        if (answers) found.checks.push_back(token_check(found));
        if (answers && needs.environment) found.checks.push_back(environment_check(found));
    }
    if (needs.analysis && !subject.path.empty()) add_analysis_checks(subject, found);
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
    out["message"] = found.ok() ? "" : found.problem();
    co_return out;
}

} // namespace modal_lsp::server::operate
