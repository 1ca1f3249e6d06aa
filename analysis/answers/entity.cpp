#include "analysis/answers/entity.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace modal_lsp::answers {

using modal::Lookup;
using modal::ObjectKind;
using workspace::AppEntry;
using workspace::AppIndex;
using workspace::Ref;
using workspace::Snapshot;
using workspace::TaggedMember;

namespace {

bool could_be_tagged(const modal::Member& member, const std::string& name) {
    return std::ranges::any_of(member.tag.options,
                               [&](const modal::NameOption& option) { return option.text.could_be(name); });
}

std::vector<const TaggedMember*> fitting(const Snapshot& snapshot, const Entity& entity) {
    const AppEntry* app = snapshot.apps().find(entity.app);
    if (app == nullptr || !modal::is_member_kind(entity.kind)) return {};
    auto members = AppIndex::members_tagged(*app, entity.name);
    std::erase_if(members, [&](const TaggedMember* member) {
        return !member->known_tag && !could_be_tagged(snapshot.member(member->member), entity.name);
    });
    const auto fits = [&](const TaggedMember* member) { return member->kind == entity.kind; };
    if (std::ranges::any_of(members, fits)) std::erase_if(members, std::not_fn(fits));
    return members;
}

bool names_any(const std::vector<Entity>& named, const std::vector<Entity>& wanted) {
    return std::ranges::any_of(
        named, [&](const Entity& entity) { return std::ranges::find(wanted, entity) != wanted.end(); });
}

/// Cheap test before a lookup's entities are made.
bool may_name(const modal::Names& names, const std::vector<Entity>& wanted) {
    return std::ranges::any_of(names.options, [&](const modal::NameOption& option) {
        return option.text.is_known() &&
               std::ranges::find(wanted, option.text.known(), &Entity::name) != wanted.end();
    });
}

} // namespace

Entity resolved(const Snapshot& snapshot, Entity entity) {
    const auto members = fitting(snapshot, entity);
    if (!members.empty()) entity.kind = members.front()->kind;
    return entity;
}

std::vector<std::string> known_texts(const modal::Names& names) {
    std::vector<std::string> texts;
    for (const modal::NameOption& option : names.options)
        if (option.text.is_known()) texts.push_back(option.text.known());
    return texts;
}

std::vector<Entity> named_by(const Snapshot& snapshot, const Lookup& lookup) {
    std::vector<Entity> entities;
    const auto names = known_texts(lookup.name.names);
    if (!modal::is_member_kind(lookup.kind)) {
        for (const std::string& name : names)
            entities.push_back({.kind = lookup.kind, .app = {}, .name = name});
        return entities;
    }
    for (const std::string& app : known_texts(lookup.app.names))
        for (const std::string& name : names)
            entities.push_back(resolved(snapshot, {.kind = lookup.kind, .app = app, .name = name}));
    return entities;
}

std::vector<Entity> apps_named_by(const Lookup& lookup) {
    std::vector<Entity> entities;
    for (std::string& app : known_texts(lookup.app.names))
        entities.push_back({.name = std::move(app)});
    return entities;
}

std::vector<Entity> environments_named_by(const Lookup& lookup) {
    std::vector<Entity> entities;
    for (std::string& name : known_texts(lookup.environment.names))
        entities.push_back({.kind = ObjectKind::environment, .app = {}, .name = std::move(name)});
    return entities;
}

std::vector<Entity> entities_of(const Snapshot& snapshot, const Ref& member) {
    std::vector<Entity> entities;
    for (const auto& [name, app] : snapshot.apps().apps())
        for (const TaggedMember& tagged : app.members)
            if (tagged.member == member && tagged.known_tag)
                entities.push_back({.kind = tagged.kind, .app = name, .name = tagged.tag});
    return entities;
}

std::vector<Ref> members_of(const Snapshot& snapshot, const Entity& entity) {
    std::vector<Ref> members;
    for (const TaggedMember* member : fitting(snapshot, entity))
        if (std::ranges::find(members, member->member) == members.end()) members.push_back(member->member);
    return members;
}

std::vector<Ref> declarations_of(const Snapshot& snapshot, const Entity& entity) {
    const AppEntry* app = entity.kind == ObjectKind::app ? snapshot.apps().find(entity.name) : nullptr;
    return app == nullptr ? std::vector<Ref>() : app->declarations;
}

std::set<std::string> app_names(const Snapshot& snapshot) {
    std::set<std::string> names;
    for (const auto& [name, app] : snapshot.apps().apps())
        if (!app.assumed) names.insert(name);
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        for (const Lookup& lookup : file->model->lookups) {
            const auto& named = lookup.kind == ObjectKind::app ? lookup.name.names : lookup.app.names;
            if (const std::string* name = named.certain()) names.insert(*name);
        }
    }
    names.erase("");
    return names;
}

std::vector<Use> uses_of(const Snapshot& snapshot, const std::vector<Entity>& entities) {
    std::vector<Use> uses;
    if (entities.empty()) return uses;
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        for (const Lookup& lookup : file->model->lookups) {
            if (may_name(lookup.app.names, entities) && names_any(apps_named_by(lookup), entities))
                uses.push_back({file->id, &lookup, &lookup.app});
            if (may_name(lookup.name.names, entities) && names_any(named_by(snapshot, lookup), entities))
                uses.push_back({file->id, &lookup, &lookup.name});
            if (may_name(lookup.environment.names, entities) &&
                names_any(environments_named_by(lookup), entities))
                uses.push_back({file->id, &lookup, &lookup.environment});
        }
    }
    return uses;
}

} // namespace modal_lsp::answers
