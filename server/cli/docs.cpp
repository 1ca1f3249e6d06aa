#include "server/cli/docs.hpp"

#include "analysis/docs/sdk_index.hpp"
#include "analysis/docs/search.hpp"
#include "analysis/workspace/path.hpp"
#include "server/disk.hpp"
#include "server/sdk_environments.hpp"
#include "server/sdk_library.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

using docs::Index;
using docs::Symbol;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostFound = 20;
constexpr std::string_view kKindNames[] = {"class", "function", "method", "property"};
constexpr std::string_view kParameterKindNames[] = {"positional-only", "regular", "variadic", "keyword-only",
                                                    "keyword-variadic"};

Json json_of(const Symbol& symbol) {
    Json parameters = Json::array();
    for (const docs::Parameter& parameter : symbol.parameters)
        parameters.push_back({{"name", parameter.name},
                              {"kind", kParameterKindNames[static_cast<std::size_t>(parameter.kind)]},
                              {"annotation", parameter.annotation},
                              {"default", parameter.default_value},
                              {"since", parameter.since},
                              {"note", parameter.note}});
    Json out = {{"path", symbol.path},
                {"kind", kKindNames[static_cast<std::size_t>(symbol.kind)]},
                {"since", symbol.since},
                {"returns", symbol.returns},
                {"summary", symbol.summary},
                {"url", docs::url_of(symbol.path)},
                {"parameters", std::move(parameters)}};
    if (!symbol.text.empty()) out["text"] = symbol.text;
    if (!symbol.own_words) out["docstring"] = symbol.summary;
    if (!symbol.file.empty()) out["source"] = fmt::format("{}:{}", symbol.file, symbol.line);
    return out;
}

std::string page(const Index& index, const Symbol& symbol) {
    std::string out = docs::signature_block(symbol) + "\n";
    if (!symbol.summary.empty()) out += fmt::format("\n{}\n", symbol.summary);
    if (!symbol.text.empty()) out += fmt::format("\n{}\n", symbol.text);
    if (!symbol.since.empty()) out += fmt::format("\nSince {}.\n", symbol.since);
    std::string notes;
    for (const docs::Parameter& parameter : symbol.parameters)
        if (!parameter.note.empty()) notes += fmt::format("  {}\n      {}\n", parameter.name, parameter.note);
    if (!notes.empty()) out += "\n" + notes;
    std::string members;
    for (const Symbol* member : index.members_of(symbol.path))
        members += fmt::format("  {:<32} {}\n", member->name(), member->summary);
    if (!members.empty()) out += "\n" + members;
    return out + fmt::format("\n{}\n", docs::url_of(symbol.path));
}

std::string listed(const std::vector<const Symbol*>& symbols) {
    std::string out;
    for (const Symbol* symbol : symbols)
        out += fmt::format("{:<40} {}\n", symbol->path, symbol->summary);
    return out;
}

std::string outline(const Index& index) {
    std::size_t parameters = 0, described = 0;
    for (const Symbol& symbol : index.symbols()) {
        parameters += symbol.parameters.size();
        described += symbol.summary.empty() ? 0 : 1;
    }
    return fmt::format("modal {}: {} public parts with {} parameters, {} of them described\n",
                       index.version(), index.symbols().size(), parameters, described);
}

const Symbol* named(const Index& index, const std::string& words) {
    const Symbol* exact = index.find(words);
    return exact != nullptr ? exact : index.find("modal." + words);
}

std::vector<const Symbol*> asked(const Index& index, const DocsCommand& command) {
    std::vector<const Symbol*> found;
    if (!command.all) return docs::search(index, command.words, kMostFound);
    for (const Symbol& symbol : index.symbols())
        found.push_back(&symbol);
    return found;
}

/// The package that the command names, or the one that code in the current folder runs with.
std::optional<SdkPackage> package_for(const DocsCommand& command, const Surroundings& surroundings) {
    const Disk disk;
    const std::string& here = surroundings.working_directory;
    if (!command.sdk.empty()) return sdk_at(disk, workspace::join(here, command.sdk));
    SdkEnvironments environments(disk);
    environments.set_active(active_environments());
    return environments.find(here, "/");
}

int show(const Index& index, const DocsCommand& command, const Surroundings& surroundings) {
    const auto print = [](std::FILE* out, const std::string& text) { std::fputs(text.c_str(), out); };
    const Symbol* exact = command.all ? nullptr : named(index, command.words);
    const auto found = exact != nullptr ? std::vector{exact} : asked(index, command);
    if (found.empty()) {
        print(surroundings.err, fmt::format("modal-lsp: nothing is known of \"{}\"\n", command.words));
        return kExitFindings;
    }
    if (command.json) {
        Json out = {{"sdk", index.version()}, {"symbols", Json::array()}};
        for (const Symbol* symbol : found)
            out["symbols"].push_back(json_of(*symbol));
        print(surroundings.out, out.dump(2) + "\n");
    } else if (command.outline) {
        print(surroundings.out, outline(index));
    } else {
        print(surroundings.out, exact != nullptr ? page(index, *exact) : listed(found));
    }
    return kExitClean;
}

} // namespace

int run_docs(const DocsCommand& command, const Surroundings& surroundings) {
    const auto complain = [&](std::string_view message) {
        std::fputs(fmt::format("modal-lsp: {}\n", message).c_str(), surroundings.err);
    };
    const bool named = !command.sdk.empty();
    const auto package = package_for(command, surroundings);
    if (named && !package) complain(fmt::format("there is no modal package in {}", command.sdk));
    if (!package) return named ? kExitUsage : show(Index::embedded(), command, surroundings);
    // Who names a package wants it read, not remembered.
    const SdkCache cache(named ? "" : SdkCache::default_folder());
    const auto index = load_sdk(Disk(), cache, *package);
    if (index) return show(**index, command, surroundings);
    complain(index.error());
    return named ? kExitUsage : show(Index::embedded(), command, surroundings);
}

} // namespace modal_lsp::server::cli
