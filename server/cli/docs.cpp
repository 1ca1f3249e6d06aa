#include "server/cli/docs.hpp"

#include "analysis/docs/sdk_index.hpp"
#include "analysis/docs/search.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace modal_lsp::server::cli {
namespace {

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
                              {"note", docs::note_of(parameter.name)}});
    return {{"path", symbol.path},
            {"kind", kKindNames[static_cast<std::size_t>(symbol.kind)]},
            {"since", symbol.since},
            {"returns", symbol.returns},
            {"summary", docs::summary_of(symbol.path)},
            {"url", docs::url_of(symbol.path)},
            {"parameters", std::move(parameters)}};
}

std::string page(const Symbol& symbol) {
    std::string out = docs::signature_block(symbol) + "\n";
    if (const auto summary = docs::summary_of(symbol.path); !summary.empty())
        out += fmt::format("\n{}\n", summary);
    if (!symbol.since.empty()) out += fmt::format("\nSince {}.\n", symbol.since);
    std::string notes;
    for (const docs::Parameter& parameter : symbol.parameters)
        if (const auto note = docs::note_of(parameter.name); !note.empty())
            notes += fmt::format("  {}\n      {}\n", parameter.name, note);
    if (!notes.empty()) out += "\n" + notes;
    std::string members;
    for (const Symbol* member : docs::members_of(symbol.path))
        members += fmt::format("  {:<32} {}\n", member->name(), docs::summary_of(member->path));
    if (!members.empty()) out += "\n" + members;
    return out + fmt::format("\n{}\n", docs::url_of(symbol.path));
}

std::string listed(const std::vector<const Symbol*>& symbols) {
    std::string out;
    for (const Symbol* symbol : symbols)
        out += fmt::format("{:<40} {}\n", symbol->path, docs::summary_of(symbol->path));
    return out;
}

const Symbol* named(const std::string& words) {
    const Symbol* exact = docs::find(words);
    return exact != nullptr ? exact : docs::find("modal." + words);
}

std::vector<const Symbol*> asked(const DocsCommand& command) {
    std::vector<const Symbol*> found;
    if (!command.all) return docs::search(command.words, kMostFound);
    for (const Symbol& symbol : docs::symbols())
        found.push_back(&symbol);
    return found;
}

} // namespace

int run_docs(const DocsCommand& command, const Surroundings& surroundings) {
    const auto print = [](std::FILE* out, const std::string& text) { std::fputs(text.c_str(), out); };
    const Symbol* exact = command.all ? nullptr : named(command.words);
    const auto found = exact != nullptr ? std::vector{exact} : asked(command);
    if (found.empty()) {
        print(surroundings.err, fmt::format("modal-lsp: nothing is known of \"{}\"\n", command.words));
        return kExitFindings;
    }
    if (command.json) {
        Json out = {{"sdk", docs::newest_version()}, {"symbols", Json::array()}};
        for (const Symbol* symbol : found)
            out["symbols"].push_back(json_of(*symbol));
        print(surroundings.out, out.dump(2) + "\n");
    } else {
        print(surroundings.out, exact != nullptr ? page(*exact) : listed(found));
    }
    return kExitClean;
}

} // namespace modal_lsp::server::cli
