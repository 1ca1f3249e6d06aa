#include "analysis/answers/command_target.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace modal_lsp::answers {
namespace {

using commands::ModalCommand;
using workspace::File;
using workspace::Ref;
using workspace::RefMember;
using workspace::Snapshot;

TargetKind kind_of(RefMember::Kind kind) {
    switch (kind) {
    case RefMember::Kind::app: return TargetKind::app;
    case RefMember::Kind::method: return TargetKind::method;
    case RefMember::Kind::entrypoint: return TargetKind::entrypoint;
    case RefMember::Kind::member: break;
    }
    return TargetKind::member;
}

Target named_target(const workspace::CommandName& name) {
    Target target{.kind = name.kind == modal::ObjectKind::app ? TargetKind::app : TargetKind::resource,
                  .role = Role::command,
                  .range = name.part->range};
    target.entities.push_back({.kind = name.kind, .name = name.part->text});
    return target;
}

Target target_of(const Snapshot& snapshot, const RefMember& found, bool on_owner) {
    Target target{.kind = on_owner ? TargetKind::member : kind_of(found.kind),
                  .role = Role::command,
                  .range = on_owner ? found.owner : found.name,
                  .entry = found.entry,
                  .method = found.method};
    if (target.kind == TargetKind::app) {
        for (std::string& name : known_texts(snapshot.app_decl(found.entry).name))
            target.entities.push_back({.name = std::move(name)});
    } else if (target.kind != TargetKind::entrypoint) {
        target.entities = entities_of(snapshot, found.entry);
    }
    return target;
}

std::optional<Target> in_ref(const Snapshot& snapshot, const File& file, const ModalCommand& command,
                             text::ByteOffset at) {
    const auto found = workspace::file_of(snapshot, file, command);
    if (found.state != workspace::RefState::found) return std::nullopt;
    if (command.ref->path.range.touches(at))
        return Target{.kind = TargetKind::file,
                      .role = Role::command,
                      .range = command.ref->path.range,
                      .file = found.file};
    const File* named = snapshot.file(found.file);
    if (named == nullptr || !command.ref->member) return std::nullopt;
    const auto member = workspace::member_of(snapshot, *named, *command.ref->member);
    if (!member) return std::nullopt;
    const bool on_owner = !member->owner.empty() && member->owner.touches(at);
    if (!on_owner && !member->name.touches(at)) return std::nullopt;
    return target_of(snapshot, *member, on_owner);
}

/// The entries that a target stands for.
std::set<Ref> entries_of(const Snapshot& snapshot, const Target& target) {
    std::set<Ref> entries;
    if (target.entry) entries.insert(*target.entry);
    if (target.kind == TargetKind::member)
        for (const Entity& entity : target.entities)
            for (const Ref& ref : members_of(snapshot, entity))
                entries.insert(ref);
    return entries;
}

/// What the target is called in its `def`: a cheap test before files are looked for.
std::set<std::string> names_of(const Snapshot& snapshot, const Target& target, const std::set<Ref>& entries) {
    std::set<std::string> names;
    for (const Ref& entry : entries) {
        if (target.kind == TargetKind::entrypoint)
            names.insert(snapshot.file(entry.file)->model->entrypoints[entry.number].name);
        if (target.kind == TargetKind::method)
            names.insert(snapshot.member(entry).methods[target.method].name);
        if (target.kind == TargetKind::member) names.insert(snapshot.member(entry).name);
    }
    for (const Entity& entity : target.entities)
        if (target.kind == TargetKind::member) names.insert(entity.name);
    return names;
}

class Uses {
  public:
    Uses(const Snapshot& snapshot, const Target& target)
        : snapshot_(snapshot), target_(target), entries_(entries_of(snapshot, target)),
          names_(names_of(snapshot, target, entries_)) {}

    std::vector<Location> find() {
        for (const auto& file : snapshot_.files())
            if (file) {
                for (const commands::Part& environment : file->commands->environments)
                    add_name(*file, {modal::ObjectKind::environment, &environment});
                for (const ModalCommand& command : file->commands->modal)
                    add(*file, command);
            }
        return std::move(out_);
    }

  private:
    void add(const File& file, const ModalCommand& command) {
        if (target_.kind == TargetKind::app || target_.kind == TargetKind::resource) {
            for (const auto& name : workspace::names_in(command))
                add_name(file, name);
        } else if (command.ref && command.ref->member && mentions(command.ref->member->text)) {
            add_member(file, command);
        }
    }

    void add_name(const File& file, const workspace::CommandName& name) {
        for (const Entity& entity : target_.entities)
            if (entity.kind == name.kind && entity.name == name.part->text)
                out_.push_back({file.id, name.part->range});
    }

    [[nodiscard]] bool mentions(std::string_view member) const {
        return std::ranges::any_of(
            names_, [&](const std::string& name) { return member.find(name) != std::string_view::npos; });
    }

    void add_member(const File& file, const ModalCommand& command) {
        const auto found = workspace::file_of(snapshot_, file, command);
        const File* named = found.state == workspace::RefState::found ? snapshot_.file(found.file) : nullptr;
        if (named == nullptr) return;
        const auto member = workspace::member_of(snapshot_, *named, *command.ref->member);
        if (!member || !entries_.contains(member->entry)) return;
        const TargetKind kind = kind_of(member->kind);
        if (kind == TargetKind::method && target_.kind == TargetKind::member)
            out_.push_back({file.id, member->owner});
        else if (kind == target_.kind && (kind != TargetKind::method || member->method == target_.method))
            out_.push_back({file.id, member->name});
    }

    const Snapshot& snapshot_;
    const Target& target_;
    std::set<Ref> entries_;
    std::set<std::string> names_;
    std::vector<Location> out_;
};

} // namespace

std::optional<Target> command_target_at(const Snapshot& snapshot, const File& file, text::ByteOffset at) {
    for (const commands::Part& environment : file.commands->environments)
        if (environment.range.touches(at))
            return named_target({modal::ObjectKind::environment, &environment});
    for (const ModalCommand& command : file.commands->modal) {
        if (!command.range.touches(at)) continue;
        for (const auto& name : workspace::names_in(command)) {
            if (name.part->range.touches(at)) return named_target(name);
        }
        if (command.ref) return in_ref(snapshot, file, command, at);
    }
    return std::nullopt;
}

std::vector<Location> command_uses(const Snapshot& snapshot, const Target& target) {
    return Uses(snapshot, target).find();
}

} // namespace modal_lsp::answers
