#include "server/cli/new_file.hpp"

#include "analysis/answers/snippet.hpp"
#include "analysis/modal/object_names.hpp"
#include "analysis/workspace/path.hpp"
#include "server/cli/terminal.hpp"
#include "server/disk.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace modal_lsp::server::cli {
namespace {

constexpr std::string_view kPrefix = "modal-";

/// By its label without the prefix; nullptr when there is none.
const answers::Snippet* snippet_named(std::string_view kind) {
    const auto all = answers::snippets();
    const auto found = std::ranges::find_if(
        all, [&](const auto& each) { return each.label.substr(kPrefix.size()) == kind; });
    return found == all.end() ? nullptr : &*found;
}

std::string kinds() {
    std::string out;
    for (const answers::Snippet& each : answers::snippets())
        out += fmt::format("  {:<14} {}\n", each.label.substr(kPrefix.size()), each.summary);
    return out;
}

std::string module_of(const answers::Snippet& snippet, std::string_view name) {
    const std::string body = answers::without_places(answers::with_names(snippet.body, "modal", "app"));
    return fmt::format("import modal\n\napp = modal.App(\"{}\")\n\n\n{}", name, body);
}

int complain(const Surroundings& surroundings, const std::string& message) {
    std::fputs(fmt::format("modal-lsp: {}\n", message).c_str(), surroundings.err);
    return kExitUsage;
}

} // namespace

int run_new(const NewCommand& command, const Surroundings& surroundings) {
    const answers::Snippet* snippet = snippet_named(command.kind);
    if (snippet == nullptr)
        return complain(surroundings, fmt::format("there is no \"{}\" to begin with; there are\n{}",
                                                  printable(command.kind), kinds()));
    if (command.name.empty() || !modal::is_object_name(command.name))
        return complain(surroundings,
                        fmt::format("\"{}\" is no name for an app: up to 64 of A-Z a-z 0-9 - _ . are",
                                    printable(command.name)));
    const std::string text = module_of(*snippet, command.name);
    if (command.output == "-") return std::fputs(text.c_str(), surroundings.out) < 0 ? kExitBug : kExitClean;
    std::string file = command.output.empty() ? command.name + ".py" : command.output;
    if (command.output.empty()) std::ranges::replace(file, '-', '_');
    const std::string path = workspace::join(surroundings.working_directory, file);
    if (Disk().status(path))
        return complain(surroundings, fmt::format("{} is there already", printable(file)));
    if (const auto written = write_file(path, text); !written) return complain(surroundings, written.error());
    std::fputs(fmt::format("{}: {}\n", file, snippet->summary).c_str(), surroundings.out);
    return kExitClean;
}

} // namespace modal_lsp::server::cli
