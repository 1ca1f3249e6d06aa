#include "analysis/workspace/path.hpp"
#include "server/cli/command_line.hpp"
#include "server/cli/docs.hpp"
#include "server/cli/docs_site.hpp"
#include "server/cli/doctor.hpp"
#include "server/cli/new_file.hpp"
#include "server/cli/operate.hpp"
#include "server/cli/project_changes.hpp"
#include "server/cli/project_engine.hpp"
#include "server/cli/run.hpp"
#include "server/cli/worlds.hpp"
#include "server/disk.hpp"
#include "server/graph_formats.hpp"
#include "server/operate/probe.hpp"
#include "server/pool.hpp"
#include "server/process/supervise.hpp"
#include "server/sdk_cache.hpp"
#include "server/sdk_environments.hpp"
#include "server/serve.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <variant>
#include <vector>

namespace {

using namespace modal_lsp;
using namespace modal_lsp::server;

bool says_utf8(const char* value) {
    const std::string locale = value == nullptr ? "" : value;
    return locale.find("UTF-8") != std::string::npos || locale.find("utf8") != std::string::npos;
}

/// The locale of messages, as POSIX orders its variables.
std::string_view locale_name() {
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return value;
    return {};
}

cli::Surroundings surroundings() {
    cli::Surroundings around;
    std::error_code error;
    around.working_directory = std::filesystem::current_path(error).string();
    around.terminal = isatty(STDOUT_FILENO) == 1;
    const char* no_color = std::getenv("NO_COLOR");
    around.no_color = no_color != nullptr && *no_color != '\0';
    around.unicode = says_utf8(std::getenv("LC_ALL")) || says_utf8(std::getenv("LC_CTYPE")) ||
                     says_utf8(std::getenv("LANG")) || !around.terminal;
    winsize size{};
    if (around.terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
        around.width = size.ws_col;
    around.language = around.unicode ? language_of_locale(locale_name()) : Language::english;
    return around;
}

std::string read_standard_input() {
    std::string text;
    std::vector<char> buffer(65536);
    while (const std::size_t length = std::fread(buffer.data(), 1, buffer.size(), stdin))
        text.append(buffer.data(), length);
    return text;
}

cli::EngineRequest request_for(const std::vector<std::string>& paths, const cli::Surroundings& around) {
    cli::EngineRequest request;
    for (const std::string& path : paths)
        request.paths.push_back(workspace::join(around.working_directory, path));
    if (request.paths.empty()) request.paths.push_back(workspace::normalized_path(around.working_directory));
    return request;
}

int print(const std::string& text) {
    return std::fputs(text.c_str(), stdout) < 0 ? cli::kExitBug : cli::kExitClean;
}

int worlds(const cli::WorldsCommand& command, const cli::Surroundings& around) {
    const Disk disk;
    Pool pool(Pool::default_threads() - 1);
    cli::ProjectEngine engine(disk, pool, request_for(command.paths, around));
    const workspace::Snapshot& snapshot = engine.snapshot();
    std::string out;
    for (const auto& file : snapshot.files())
        if (file && file->model->uses_modal && engine.is_requested(file->path))
            out += cli::worlds_json(snapshot, *file);
    return print(out);
}

int graph(const cli::GraphCommand& command, const cli::Surroundings& around) {
    const Disk disk;
    Pool pool(Pool::default_threads() - 1);
    cli::ProjectEngine engine(disk, pool, request_for(command.paths, around));
    const auto drawn = answers::app_graph(
        engine.snapshot(), [&](const workspace::File& file) { return engine.is_requested(file.path); });
    return print(drawn_as(drawn, command.format).value_or(as_mermaid(drawn)));
}

int check(const cli::CheckCommand& command, const cli::Surroundings& around) {
    const auto absolute = [&](const std::string& path) {
        return workspace::join(around.working_directory, path);
    };
    cli::EngineRequest request{.paths = {}, .select = command.select, .ignore = command.ignore};
    request.language = around.language;
    request.environments = active_environments();
    request.cache_folder = SdkCache::default_folder();
    for (const std::string& path : command.paths)
        if (path != "-") request.paths.push_back(absolute(path));
    if (!command.stdin_filename.empty()) request.paths.push_back(absolute(command.stdin_filename));
    if (!command.show_settings.empty()) request.paths.push_back(absolute(command.show_settings));
    if (request.paths.empty()) request.paths.push_back(workspace::normalized_path(around.working_directory));
    if (!command.config.empty()) request.config_file = absolute(command.config);

    const Disk disk;
    const unsigned jobs = command.jobs != 0 ? command.jobs : Pool::default_threads();
    Pool pool(jobs - 1); // the caller works, too
    cli::ProjectEngine engine(disk, pool, std::move(request));
    if (engine.problem()) {
        std::fprintf(stderr, "modal-lsp: %s\n", engine.problem()->c_str());
        return cli::kExitUsage;
    }
    if (!command.stdin_filename.empty())
        engine.replace(absolute(command.stdin_filename), text::Document(read_standard_input()));
    cli::ProjectChanges changes(disk, engine);
    return cli::run_check(command, engine, &changes, around);
}

int run(const std::vector<std::string>& arguments) {
    const auto command = cli::parse_command_line(arguments);
    if (!command) {
        std::fputs(command.error().message.c_str(), stderr);
        return command.error().exit_code;
    }
    if (const auto* serving = std::get_if<ServeOptions>(&*command)) return run_server(*serving);
    const auto around = surroundings();
    if (const auto* checking = std::get_if<cli::CheckCommand>(&*command)) return check(*checking, around);
    if (const auto* rule = std::get_if<cli::RuleCommand>(&*command)) return cli::run_rule(*rule, around);
    if (const auto* both = std::get_if<cli::WorldsCommand>(&*command)) return worlds(*both, around);
    if (const auto* drawing = std::get_if<cli::GraphCommand>(&*command)) return graph(*drawing, around);
    if (const auto* fresh = std::get_if<cli::NewCommand>(&*command)) return cli::run_new(*fresh, around);
    if (const auto* operating = std::get_if<cli::OperateCommand>(&*command))
        return cli::run_operate(*operating, around);
    if (const auto* docs = std::get_if<cli::DocsCommand>(&*command)) return cli::run_docs(*docs, around);
    if (const auto* fetch = std::get_if<cli::DocsFetchCommand>(&*command))
        return cli::run_docs_fetch(*fetch, around);
    if (const auto* doctor = std::get_if<cli::DoctorCommand>(&*command))
        return cli::run_doctor(*doctor, around);
    if (const auto* search = std::get_if<cli::DocsSearchCommand>(&*command))
        return cli::run_docs_search(*search, around);
    if (const auto* version = std::get_if<cli::VersionCommand>(&*command))
        return std::fputs(cli::version_text(version->json).c_str(), stdout) < 0 ? cli::kExitBug
                                                                                : cli::kExitClean;
    if (const auto* shell = std::get_if<cli::CompletionsCommand>(&*command))
        return std::fputs(cli::completion_script(shell->shell).c_str(), stdout) < 0 ? cli::kExitBug
                                                                                    : cli::kExitClean;
    if (const auto* help = std::get_if<cli::HelpCommand>(&*command))
        return std::fputs(help->text.c_str(), stdout) < 0 ? cli::kExitBug : cli::kExitClean;
    return cli::kExitBug;
}

} // namespace

int main(int argc, char** argv) {
    // The outermost door: what comes through here is a bug of ours, and says so.
    try {
        if (const auto code = process::supervise(argc, argv)) return *code;
        if (const auto code = operate::probe(argc, argv)) return *code;
        return run({std::next(argv), std::next(argv, argc)});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "modal-lsp: internal error: %s\n", error.what());
        return cli::kExitBug;
    }
}
