#include "analysis/live/listing.hpp"

#include <algorithm>

namespace modal_lsp::live {

using modal::ObjectKind;

const App* Environment::app(std::string_view app_name) const {
    if (!apps) return nullptr;
    const auto found = apps->find(app_name);
    return found == apps->end() ? nullptr : &found->second;
}

std::optional<bool> Environment::has(ObjectKind kind, std::string_view thing) const {
    if (kind == ObjectKind::app) {
        if (!apps) return std::nullopt;
        return app(thing) != nullptr;
    }
    const auto known = resources.find(kind);
    if (known == resources.end()) return std::nullopt;
    return known->second.contains(thing);
}

const Environment* Listing::find(std::string_view environment) const {
    if (environment.empty()) environment = default_environment;
    const auto found = std::ranges::find(environments, environment, &Environment::name);
    return environment.empty() || found == environments.end() ? nullptr : &*found;
}

Presence presence_of(const Listing& listing, ObjectKind kind, std::string_view name) {
    Presence out;
    for (const Environment& environment : listing.environments)
        if (const auto there = environment.has(kind, name))
            (*there ? out.in : out.missing).push_back(environment.name);
    return out;
}

std::set<std::string> names_of(const Listing& listing, ObjectKind kind) {
    if (kind == ObjectKind::environment)
        return {listing.all_environments.begin(), listing.all_environments.end()};
    std::set<std::string> names;
    for (const Environment& environment : listing.environments) {
        if (kind == ObjectKind::app && environment.apps)
            for (const auto& [name, app] : *environment.apps)
                names.insert(name);
        const auto known = environment.resources.find(kind);
        if (known != environment.resources.end()) names.insert(known->second.begin(), known->second.end());
    }
    return names;
}

bool is_listed(ObjectKind kind) {
    return kind == ObjectKind::app || std::ranges::find(kResourceKinds, kind) != kResourceKinds.end();
}

} // namespace modal_lsp::live
