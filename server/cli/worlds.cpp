#include "server/cli/worlds.hpp"

#include "analysis/modal/dependencies.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace modal_lsp::server::cli {
namespace {

using nlohmann::json;
using Runs = modal::Evaluator::Runs;

struct NamedWorld {
    modal::World world;
    const char* name;
};

constexpr std::array<NamedWorld, 2> kWorlds = {NamedWorld{modal::World::local, "local"},
                                               NamedWorld{modal::World::container, "container"}};

std::string_view word_for(Runs runs) {
    if (runs == Runs::no) return "no";
    return runs == Runs::yes ? "yes" : "maybe";
}

json names_in(modal::Evaluator& evaluator, const workspace::File& file) {
    json names = json::object();
    const modal::Context end{.file = file.id,
                             .at = {static_cast<std::uint32_t>(file.document.text().size())}};
    for (const python::Binding& binding : file.facts->bindings) {
        const std::string name(file.facts->text(binding.name));
        const bool plain = binding.scope == python::kModuleScope && name != "*" && !names.contains(name);
        if (plain) names[name] = word_for(evaluator.is_bound(name, end));
    }
    return names;
}

json dependencies_in(modal::Evaluator& evaluator, const modal::Decorated& decorated) {
    const modal::Dependencies found = modal::dependencies_of(evaluator, decorated);
    json kinds = json::array(), labels = json::array();
    for (const modal::Dependency& dependency : found.list) {
        kinds.push_back(modal::name_of(dependency.kind));
        labels.push_back(dependency.label);
    }
    const Runs present = evaluator.runs_within(decorated.context.region, python::kAlways, decorated.context);
    return {{"present", word_for(present)},
            {"complete", found.complete},
            {"dependencies", std::move(kinds)},
            {"labels", std::move(labels)}};
}

/// A function or class of the module itself that runs in a container.
bool is_remote(const workspace::File& file, const modal::Decorated& decorated) {
    const modal::ModalDecorator* registration = decorated.registration();
    return registration != nullptr && registration->symbol != "modal.App.local_entrypoint" &&
           file.facts->definition(decorated.definition).scope == python::kModuleScope;
}

} // namespace

std::string worlds_json(const workspace::Snapshot& snapshot, const workspace::File& file) {
    const workspace::SnapshotModules modules(snapshot);
    modal::Evaluator any(modules);
    json names = json::object(), functions = json::array();
    auto decorated = modal::decorated_definitions(any, file.id);
    std::erase_if(decorated, [&](const modal::Decorated& each) { return !is_remote(file, each); });
    for (const modal::Decorated& each : decorated) {
        const std::string& symbol = each.registration()->symbol;
        functions.push_back({{"tag", file.facts->text(file.facts->definition(each.definition).name)},
                             {"kind", symbol.substr(symbol.rfind('.') + 1)},
                             {"serialized", modal::may_be_serialized(any, each)},
                             {"world", json::object()}});
    }
    for (const auto& [world, name] : kWorlds) {
        modal::Evaluator evaluator(modules, world);
        names[name] = names_in(evaluator, file);
        for (std::size_t i = 0; i < decorated.size(); ++i)
            functions[i]["world"][name] = dependencies_in(evaluator, decorated[i]);
    }
    const json line = {{"file", file.path}, {"functions", std::move(functions)}, {"names", std::move(names)}};
    return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace modal_lsp::server::cli
