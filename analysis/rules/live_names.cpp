#include "analysis/rules/live_names.hpp"

#include <algorithm>

namespace modal_lsp::rules {

const live::Environment* live_environment_of(const workspace::File& file, const modal::Lookup& lookup) {
    const auto& live = file.config->live;
    if (live == nullptr) return nullptr;
    if (!lookup.has_environment) return live->find("");
    const std::string* name = lookup.environment.names.certain();
    return name == nullptr || name->empty() ? nullptr : live->find(*name);
}

bool is_deployed(const workspace::File& file, std::string_view app) {
    const auto& live = file.config->live;
    return live != nullptr && !live::presence_of(*live, modal::ObjectKind::app, app).in.empty();
}

bool is_created(const workspace::Snapshot& snapshot, modal::ObjectKind kind, std::string_view name) {
    const auto creates = [&](const modal::Lookup& lookup) {
        const bool may = lookup.use == modal::NameUse::create || lookup.create_if_missing;
        if (!may || lookup.kind != kind) return false;
        const auto& options = lookup.name.names.options;
        return !lookup.name.names.complete ||
               std::ranges::any_of(
                   options, [&](const modal::NameOption& option) { return option.text.could_be(name); });
    };
    return std::ranges::any_of(snapshot.files(), [&](const auto& file) {
        return file && std::ranges::any_of(file->model->lookups, creates);
    });
}

} // namespace modal_lsp::rules
