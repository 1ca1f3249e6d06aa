#include "analysis/answers/references.hpp"

#include "analysis/answers/command_target.hpp"

#include <algorithm>
#include <set>

namespace modal_lsp::answers {

using modal::Names;
using workspace::Ref;
using workspace::Snapshot;

namespace {

struct Places {
    std::set<Location> uses, declarations;
};

bool is_wanted(const std::vector<Entity>& entities, const std::string& name) {
    return std::ranges::find(entities, name, &Entity::name) != entities.end();
}

/// Literals elsewhere that the wanted texts come from.
void add_origins(const Names& names, const std::vector<Entity>& entities, std::set<Location>& out) {
    for (const modal::NameOption& option : names.options)
        if (option.literal && option.text.is_known() && is_wanted(entities, option.text.known()))
            out.insert({option.literal->file, option.literal->range});
}

void add_app(const Snapshot& snapshot, const Ref& ref, const std::vector<Entity>& entities, Places& places) {
    const modal::AppDecl& app = snapshot.app_decl(ref);
    places.declarations.insert({ref.file, app.name_range});
    add_origins(app.name, entities, places.declarations);
}

void add_member(const Snapshot& snapshot, const Ref& ref, const std::vector<Entity>& entities,
                Places& places) {
    const modal::Member& member = snapshot.member(ref);
    places.declarations.insert({member.file, member.name_range});
    if (member.tag_literal) places.declarations.insert({member.tag_literal->file, member.tag_literal->range});
    add_origins(member.tag, entities, places.declarations);
}

/// Of a method or entrypoint, in its `def`.
text::ByteRange own_name(const Snapshot& snapshot, const Target& target) {
    if (target.kind == TargetKind::method)
        return snapshot.member(*target.entry).methods[target.method].name_range;
    return snapshot.file(target.entry->file)->model->entrypoints[target.entry->number].name_range;
}

/// The command lines that import a file.
std::set<Location> places_naming(const Snapshot& snapshot, FileId wanted) {
    std::set<Location> out;
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        for (const commands::ModalCommand& command : file->commands->modal) {
            const auto found = workspace::file_of(snapshot, *file, command);
            if (found.state == workspace::RefState::found && found.file == wanted)
                out.insert({file->id, command.ref->path.range});
        }
    }
    return out;
}

Places places_of(const Snapshot& snapshot, const Target& target) {
    Places places;
    for (const Location& use : command_uses(snapshot, target))
        places.uses.insert(use);
    if (target.kind == TargetKind::file) {
        places.uses = places_naming(snapshot, *target.file);
        return places;
    }
    if (target.kind == TargetKind::method || target.kind == TargetKind::entrypoint) {
        const bool is_method = target.kind == TargetKind::method;
        places.declarations.insert({is_method ? snapshot.member(*target.entry).file : target.entry->file,
                                    own_name(snapshot, target)});
        return places;
    }
    for (const Use& use : uses_of(snapshot, target.entities)) {
        if (use.argument->is_literal || !use.argument->range.empty())
            places.uses.insert({use.file, use.argument->range});
        add_origins(use.argument->names, target.entities, places.declarations);
    }
    for (const Entity& entity : target.entities) {
        for (const Ref& ref : declarations_of(snapshot, entity))
            add_app(snapshot, ref, target.entities, places);
        for (const Ref& ref : members_of(snapshot, entity))
            add_member(snapshot, ref, target.entities, places);
    }
    if (target.entry && target.kind == TargetKind::app)
        add_app(snapshot, *target.entry, target.entities, places);
    if (target.entry && target.kind == TargetKind::member)
        add_member(snapshot, *target.entry, target.entities, places);
    // A literal argument is its own origin, and a use all the same.
    for (const Location& use : places.uses)
        places.declarations.erase(use);
    return places;
}

} // namespace

std::vector<Location> references(const Snapshot& snapshot, FileId file, text::ByteOffset at,
                                 bool include_declaration) {
    const auto target = target_at(snapshot, file, at);
    if (!target) return {};
    Places places = places_of(snapshot, *target);
    if (include_declaration) places.uses.merge(places.declarations);
    return {places.uses.begin(), places.uses.end()};
}

std::vector<Highlight> highlights(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    const auto target = target_at(snapshot, file, at);
    if (!target) return {};
    const Places places = places_of(snapshot, *target);
    std::vector<Highlight> out;
    for (const Location& use : places.uses)
        if (use.file == file) out.push_back({use.range, HighlightKind::read});
    for (const Location& declaration : places.declarations)
        if (declaration.file == file) out.push_back({declaration.range, HighlightKind::write});
    // The variable of an app is where the cursor is, and names it too.
    const bool missing =
        std::ranges::none_of(out, [&](const Highlight& h) { return h.range == target->range; });
    if (missing && target->role == Role::definition) out.push_back({target->range, HighlightKind::write});
    std::ranges::sort(out);
    return out;
}

} // namespace modal_lsp::answers
