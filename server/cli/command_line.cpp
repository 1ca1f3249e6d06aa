#include "server/cli/command_line.hpp"

#include "server/cli/command_line_app.hpp"
#include "server/cli/completions.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

using Outcome = tl::expected<Command, CommandLineProblem>;

Outcome problem(const std::string& message, std::string_view subcommand) {
    std::string line = printable(message);
    return tl::unexpected(CommandLineProblem{fmt::format("modal-lsp: {}\nTry `modal-lsp{}{} --help`.\n", line,
                                                         subcommand.empty() ? "" : " ", subcommand),
                                             kExitUsage});
}

// The words were checked against the same tables while parsing: what is not found cannot occur.
rules::Severity severity_named(std::string_view word) {
    for (const auto severity : {rules::Severity::error, rules::Severity::warning, rules::Severity::hint})
        if (rules::name_of(severity) == word) return severity;
    return rules::Severity::information;
}

When when_named(std::string_view word) {
    if (word == "always") return When::always;
    return word == "never" ? When::never : When::automatic;
}

PageFormat page_format_named(std::string_view word) {
    if (word == "json") return PageFormat::json;
    return word == "markdown" ? PageFormat::markdown : PageFormat::text;
}

Shell shell_named(std::string_view word) {
    if (word == "zsh") return Shell::zsh;
    return word == "fish" ? Shell::fish : Shell::bash;
}

Command server_command(RawCommandLine& raw, const CLI::App& app) {
    ServeOptions& server = raw.server;
    if (raw.port != 0) server.transport = TransportKind::socket;
    if (!server.pipe.empty()) server.transport = TransportKind::pipe;
    server.port = static_cast<std::uint16_t>(raw.port);
    if (app.count("--clientProcessId") > 0) server.client_process_id = raw.client_process_id;
    return std::move(server);
}

Outcome check_command(RawCommandLine& raw) {
    CheckCommand& check = raw.check;
    check.format = format_named(raw.format).value_or(Format::text);
    check.min_severity = severity_named(raw.min_severity);
    check.color = when_named(raw.color);
    if (check.unsafe_fixes && !check.fix && !check.diff)
        return problem("--unsafe-fixes needs --fix or --diff", "check");
    if (check.watch && (check.diff || !check.write_baseline.empty()))
        return problem("--watch goes neither with --diff nor with --write-baseline", "check");
    if (!check.stdin_filename.empty() &&
        std::ranges::any_of(check.paths, [](const auto& path) { return path != "-"; }))
        return problem("--stdin-filename checks standard input only: give no paths with it", "check");
    std::erase(check.paths, "-");
    return Command(std::move(check));
}

Outcome rule_command(RawCommandLine& raw) {
    raw.rule.format = page_format_named(raw.rule_format);
    raw.rule.color = when_named(raw.rule_color);
    if (raw.rule.name.empty() && !raw.rule.all)
        return problem("name a rule, or list them with --all", "rule");
    return Command(std::move(raw.rule));
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

Outcome docs_command(RawCommandLine& raw) {
    if (raw.fetches_docs) return Command(std::move(raw.docs_fetch));
    if (raw.searches_docs) {
        raw.docs_search.words = joined(raw.docs_search_words);
        raw.docs_search.json = raw.docs_format == "json";
        return Command(std::move(raw.docs_search));
    }
    raw.docs.words = joined(raw.docs_words);
    raw.docs.json = raw.docs_format == "json";
    if (raw.docs.words.empty() && !raw.docs.all)
        return problem("name a part of the SDK or words to search for, or show everything with --all",
                       "docs");
    return Command(std::move(raw.docs));
}

Outcome command_of(RawCommandLine& raw, const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    if (chosen.empty() && raw.version) return VersionCommand{};
    if (chosen.empty()) return server_command(raw, app);
    const CLI::App& sub = *chosen.front();
    if (sub.get_name() == "check") return check_command(raw);
    if (sub.get_name() == "rule") return rule_command(raw);
    if (sub.get_name() == "worlds") return Command(std::move(raw.worlds));
    if (sub.get_name() == "graph") return Command(std::move(raw.graph));
    if (sub.get_name() == "new") return Command(std::move(raw.fresh));
    if (sub.get_name() == "docs") return docs_command(raw);
    if (sub.get_name() == "preflight" || sub.get_name() == "e2e") {
        raw.operate.end_to_end = sub.get_name() == "e2e";
        raw.operate.json = raw.operate_format == "json";
        return Command(std::move(raw.operate));
    }
    if (sub.get_name() == "doctor") {
        raw.doctor.json = raw.doctor_format == "json";
        return Command(std::move(raw.doctor));
    }
    if (sub.get_name() == "version") return VersionCommand{raw.version_format == "json"};
    if (sub.get_name() == "completions") return CompletionsCommand{shell_named(raw.shell)};
    return server_command(raw, sub);
}

std::string chosen_name(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? "" : chosen.front()->get_name();
}

std::string unexpected_arguments(const CLI::App& app) {
    const std::vector<std::string> rest = app.remaining(true);
    if (rest.empty()) return "unexpected arguments";
    const bool option = rest.front().starts_with('-');
    return fmt::format("unexpected {} \"{}\"", option ? "option" : "argument", rest.front());
}

} // namespace

tl::expected<Command, CommandLineProblem> parse_command_line(std::span<const std::string> arguments) {
    RawCommandLine raw;
    const auto app = make_app(raw);
    // CLI11 takes the arguments in reverse order, and reports by exceptions.
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app->parse(reversed);
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app->get_subcommands();
        return HelpCommand{chosen.empty() ? app->help() : chosen.front()->help("modal-lsp")};
    } catch (const CLI::ExtrasError&) {
        return problem(unexpected_arguments(*app), chosen_name(*app));
    } catch (const CLI::ParseError& error) {
        return problem(error.what(), chosen_name(*app));
    }
    return command_of(raw, *app);
}

std::string completion_script(Shell shell) {
    RawCommandLine raw;
    const auto app = make_app(raw);
    return completions(*app, shell);
}

std::string version_text(bool json) {
    if (!json) return "modal-lsp " MODAL_LSP_VERSION "\n";
    return json_text({{"name", "modal-lsp"}, {"version", MODAL_LSP_VERSION}});
}

} // namespace modal_lsp::server::cli
