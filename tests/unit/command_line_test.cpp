#include "server/cli/command_line.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::server;
using namespace modal_lsp::server::cli;

namespace {

tl::expected<Command, CommandLineProblem> parse(const std::vector<std::string>& arguments) {
    return parse_command_line(arguments);
}

template <typename T> T parsed(const std::vector<std::string>& arguments) {
    const auto command = parse(arguments);
    const std::string problem = command ? "" : command.error().message;
    CAPTURE(problem);
    REQUIRE(command);
    REQUIRE(std::holds_alternative<T>(*command));
    return std::get<T>(*command);
}

std::string problem(const std::vector<std::string>& arguments) {
    const auto command = parse(arguments);
    REQUIRE_FALSE(command);
    CHECK(command.error().exit_code == 2);
    return command.error().message;
}

} // namespace

TEST_CASE("without arguments it is a server on standard input and output") {
    CHECK(parsed<ServeOptions>({}).transport == TransportKind::stdio);
    CHECK(parsed<ServeOptions>({"--stdio"}).transport == TransportKind::stdio);
    CHECK(parsed<ServeOptions>({"server", "--stdio"}).transport == TransportKind::stdio);
}

TEST_CASE("the options that editors pass are understood") {
    const auto server =
        parsed<ServeOptions>({"--socket=4711", "--clientProcessId=42", "--log-level", "debug"});
    CHECK(server.transport == TransportKind::socket);
    CHECK(server.port == 4711);
    CHECK(server.client_process_id == 42);
    CHECK(server.log_level == "debug");
    CHECK(parsed<ServeOptions>({"server", "--pipe", "/run/x"}).pipe == "/run/x");
}

TEST_CASE("check takes paths beside lists of rules") {
    const auto check =
        parsed<CheckCommand>({"check", "--select", "a,b", "src", "--ignore=c", "tests", "--select", "d"});
    CHECK(check.paths == std::vector<std::string>{"src", "tests"});
    CHECK(check.select == std::vector<std::string>{"a", "b", "d"});
    CHECK(check.ignore == std::vector<std::string>{"c"});
}

TEST_CASE("words become values") {
    const auto check = parsed<CheckCommand>(
        {"check", "--output-format", "sarif", "--min-severity=hint", "--color", "never", "-j", "3", "-q"});
    CHECK(check.format == Format::sarif);
    CHECK(check.min_severity == rules::Severity::hint);
    CHECK(check.color == When::never);
    CHECK(check.jobs == 3);
    CHECK(check.quiet);
    CHECK(parsed<RuleCommand>({"rule", "--all", "--output-format", "markdown"}).format ==
          PageFormat::markdown);
    CHECK(parsed<VersionCommand>({"version", "--output-format=json"}).json);
    CHECK(parsed<CompletionsCommand>({"completions", "fish"}).shell == Shell::fish);
    CHECK_FALSE(parsed<VersionCommand>({"--version"}).json);
}

TEST_CASE("every format of the table is a choice of --output-format") {
    const auto choices = choices_of("check", "output-format");
    REQUIRE(choices.size() == format_table().size());
    for (std::size_t i = 0; i < choices.size(); ++i)
        CHECK(choices[i] == format_table()[i].name);
}

TEST_CASE("wrong usage gives one clear line and a hint") {
    CHECK(problem({"check", "--frobnicate"}) ==
          "modal-lsp: unexpected option \"--frobnicate\"\nTry `modal-lsp check --help`.\n");
    CHECK(problem({"chekc"}) == "modal-lsp: unexpected argument \"chekc\"\nTry `modal-lsp --help`.\n");
    CHECK(problem({"check", "--output-format", "xml"}).find("\"xml\" is none of text|concise|json") !=
          std::string::npos);
    CHECK(problem({"check", "--jobs", "0"}).find("--jobs") != std::string::npos);
    CHECK(problem({"--socket", "99999"}).find("--socket") != std::string::npos);
    CHECK(problem({"completions"}).find("SHELL is required") != std::string::npos);
    CHECK(problem({"rule"}).starts_with("modal-lsp: name a rule, or list them with --all\n"));
}

TEST_CASE("options that contradict each other are refused") {
    CHECK(problem({"check", "--unsafe-fixes"})
              .starts_with("modal-lsp: --unsafe-fixes needs --fix or --diff\n"));
    CHECK_FALSE(parse({"check", "--fix", "--diff"}));
    CHECK_FALSE(parse({"check", "--watch", "--diff"}));
    CHECK_FALSE(parse({"check", "--stdin-filename", "a.py", "src"}));
    CHECK(parse({"check", "--stdin-filename", "a.py", "-"}));
    CHECK_FALSE(parse({"--stdio", "--socket", "1"}));
}

TEST_CASE("help is not an error, and is about the command asked for") {
    CHECK(parsed<HelpCommand>({"--help"}).text.find("completions") != std::string::npos);
    CHECK(parsed<HelpCommand>({"check", "--help"}).text.find("--unsafe-fixes") != std::string::npos);
    CHECK(parsed<HelpCommand>({"check", "--help"}).text.find("modal-lsp check") != std::string::npos);
}

TEST_CASE("arguments with control characters do not reach the terminal") {
    CHECK(problem({"check", "--\x1b[2J"}).find('\x1b') == std::string::npos);
}

TEST_CASE("the doctor takes a folder and a format") {
    CHECK(parsed<DoctorCommand>({"doctor"}).path.empty());
    CHECK(parsed<DoctorCommand>({"doctor", "a", "--format", "json"}).json);
    CHECK(problem({"doctor", "--format", "xml"}).find("none of text|json") != std::string::npos);
}
