#include "server/cli/new_file.hpp"

#include "analysis/answers/new_module.hpp"
#include "analysis/modal/object_names.hpp"
#include "analysis/workspace/path.hpp"
#include "server/cli/project_engine.hpp"
#include "server/cli/terminal.hpp"
#include "server/disk.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace modal_lsp::server::cli {
namespace {

std::string kinds() {
    std::string out;
    for (const answers::Snippet& each : answers::snippets())
        out += fmt::format("  {:<14} {}\n", answers::kind_of(each), each.summary);
    return out;
}

int complain(const Surroundings& surroundings, const std::string& message) {
    std::fputs(fmt::format("modal-lsp: {}\n", message).c_str(), surroundings.err);
    return kExitUsage;
}

} // namespace

int run_new(const NewCommand& command, const Surroundings& surroundings) {
    const answers::Snippet* snippet = answers::snippet_of(command.kind);
    if (snippet == nullptr)
        return complain(surroundings, fmt::format("there is no \"{}\" to begin with; there are\n{}",
                                                  printable(command.kind), kinds()));
    if (!modal::is_object_name(command.name))
        return complain(surroundings,
                        fmt::format("\"{}\" is no name for an app: up to 64 of A-Z a-z 0-9 - _ . are",
                                    printable(command.name)));
    const bool prints = command.output == "-";
    const bool is_named = !command.output.empty() && !prints;
    const std::string file = is_named ? command.output : answers::file_name_for(command.name);
    const std::string path = workspace::join(surroundings.working_directory, file);
    const std::string text =
        answers::new_module(*snippet, command.name, config_at(Disk(), path).modal_version);
    if (prints) return std::fputs(text.c_str(), surroundings.out) < 0 ? kExitBug : kExitClean;
    if (Disk().status(path))
        return complain(surroundings, fmt::format("{} is there already", printable(file)));
    if (const auto written = write_file(path, text); !written) return complain(surroundings, written.error());
    std::fputs(fmt::format("{}: {}\n", file, snippet->summary).c_str(), surroundings.out);
    return kExitClean;
}

} // namespace modal_lsp::server::cli
