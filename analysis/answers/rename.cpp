#include "analysis/answers/rename.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/answers/target.hpp"
#include "analysis/modal/object_names.hpp"
#include "analysis/syntax/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace modal_lsp::answers {
namespace {

using modal::Names;
using workspace::Ref;
using workspace::Snapshot;

/// Where a literal stands, and what takes its name from it.
using Holders = std::map<modal::Site, std::vector<Entity>>;

std::string shown(const Entity& entity) {
    return kind_word(entity.kind) + " \"" + entity.name + "\"";
}

/// The sites of all literals that names come from, with what they name.
class Literals {
  public:
    explicit Literals(const Snapshot& snapshot) {
        for (const auto& file : snapshot.files()) {
            if (!file) continue;
            for (const modal::AppDecl& app : file->model->apps)
                add(app.name, {.name = {}});
            for (const modal::Member& member : file->model->members)
                add(member.tag, {.kind = member.kind, .app = member.app.name});
            for (const modal::Lookup& lookup : file->model->lookups) {
                add(lookup.app.names, {.name = {}});
                const auto named = named_by(snapshot, lookup);
                for (const Entity& entity : named)
                    add(lookup.name.names, entity);
                if (named.empty()) add(lookup.name.names, {.kind = lookup.kind, .app = "?"});
            }
        }
    }

    /// Anything but the entity; empty when nothing else is named.
    [[nodiscard]] std::string others(const modal::Site& site, const Entity& entity) const {
        const auto found = holders_.find(site);
        if (found == holders_.end()) return {};
        std::string out;
        for (const Entity& other : found->second)
            if (other != entity && out.find(shown(other)) == std::string::npos)
                out += (out.empty() ? "" : ", ") + shown(other);
        return out;
    }

  private:
    void add(const Names& names, Entity entity) {
        for (const modal::NameOption& option : names.options) {
            if (!option.literal || !option.text.is_known()) continue;
            entity.name = option.text.known();
            auto& known = holders_[*option.literal];
            if (std::ranges::find(known, entity) == known.end()) known.push_back(entity);
        }
    }

    Holders holders_;
};

class Renaming {
  public:
    Renaming(const Snapshot& snapshot, const Target& target, Entity entity)
        : snapshot_(snapshot), target_(target), entity_(std::move(entity)) {}

    /// Finds the literals; the reason when some place has none.
    tl::expected<void, std::string> collect() {
        if (!snapshot_.complete()) return refuse("the workspace is still being indexed");
        for (const Use& use : uses_of(snapshot_, target_.entities))
            add(use.argument->names, {use.file, use.argument->expression_range});
        for (const Ref& ref : declarations_of(snapshot_, entity_)) {
            const modal::AppDecl& app = snapshot_.app_decl(ref);
            add(app.name, {ref.file, app.name_range});
        }
        const auto members =
            target_.kind == TargetKind::member ? members_of(snapshot_, entity_) : std::vector<Ref>();
        for (const Ref& ref : members)
            add_member(snapshot_.member(ref));
        if (target_.kind == TargetKind::app && declarations_of(snapshot_, entity_).empty())
            return refuse(fmt::format(
                "app \"{}\" is deployed from elsewhere: here it could only be called by another name",
                entity_.name));
        if (target_.kind == TargetKind::member && members.empty())
            return refuse(fmt::format("{} is not defined in this workspace", shown(entity_)));
        return problem_.empty() ? tl::expected<void, std::string>() : tl::unexpected(problem_);
    }

    tl::expected<std::vector<RenameEdit>, std::string> edits(std::string_view name) const {
        const Literals literals(snapshot_);
        std::vector<RenameEdit> out;
        for (const modal::Site& site : sites_) {
            if (!is_plain(site))
                return refuse(fmt::format("the name is written in another way at {}",
                                          shown_place(snapshot_, {site.file, site.range})));
            out.push_back({site.file, {site.range, std::string(name)}, literals.others(site, entity_)});
        }
        return out;
    }

  private:
    static tl::unexpected<std::string> refuse(std::string reason) {
        return tl::unexpected(std::move(reason));
    }

    void add(const Names& names, const Location& place) {
        for (const modal::NameOption& option : names.options) {
            if (!option.text.is_known() || option.text.known() != entity_.name) continue;
            if (option.literal && !option.assumed) {
                sites_.insert(*option.literal);
            } else if (problem_.empty()) {
                const char* why = option.assumed ? "the name is the default of a setting from outside"
                                                 : "the name is put together";
                problem_ = fmt::format("{} at {}", why, shown_place(snapshot_, place));
            }
        }
    }

    /// What is named after its `def` or `class` is renamed there.
    void add_member(const modal::Member& member) {
        if (member.tag_literal) return add(member.tag, {member.registration.file, member.registration.range});
        if (problem_.empty())
            problem_ = fmt::format(
                "{} is named after its definition ({}): rename that, and the lookups that are left "
                "behind are reported with a fix",
                shown(entity_), shown_place(snapshot_, {member.file, member.name_range}));
    }

    /// Names of Modal's need no escapes in any kind of literal; who wrote one with escapes has another text
    /// there.
    [[nodiscard]] bool is_plain(const modal::Site& site) const {
        return snapshot_.source(site) == entity_.name &&
               syntax::is_in_quotes(snapshot_.file(site.file)->document.text(), site.range);
    }

    const Snapshot& snapshot_;
    const Target& target_;
    Entity entity_;
    std::set<modal::Site> sites_;
    std::string problem_;
};

/// What a place inside a string names; nullopt where it names nothing that has a name of Modal's.
tl::expected<std::optional<Target>, std::string> named_at(const Snapshot& snapshot, FileId file,
                                                          text::ByteOffset at) {
    auto target = target_at(snapshot, file, at);
    const bool in_string =
        target && syntax::is_in_quotes(snapshot.file(file)->document.text(), target->range);
    if (!in_string || target->kind == TargetKind::method || target->kind == TargetKind::entrypoint)
        return std::optional<Target>();
    if (target->entities.empty()) return tl::unexpected(std::string("what is named here is not known"));
    if (target->entities.size() > 1)
        return tl::unexpected(
            fmt::format("this may name {} or {}", shown(target->entities[0]), shown(target->entities[1])));
    return target;
}

/// True when something of the same kind has the name already.
bool is_taken(const Snapshot& snapshot, const Entity& wanted) {
    if (!uses_of(snapshot, {wanted}).empty() || !declarations_of(snapshot, wanted).empty()) return true;
    const bool in_app = modal::is_member_kind(wanted.kind);
    return in_app && !members_of(snapshot, wanted).empty();
}

} // namespace

tl::expected<std::optional<Renamable>, std::string> prepare_rename(const Snapshot& snapshot, FileId file,
                                                                   text::ByteOffset at) {
    const auto target = named_at(snapshot, file, at);
    if (!target) return tl::unexpected(target.error());
    if (!*target) return std::optional<Renamable>();
    const Entity& entity = (*target)->entities.front();
    if (const auto found = Renaming(snapshot, **target, entity).collect(); !found)
        return tl::unexpected(found.error());
    return Renamable{(*target)->range, entity.name};
}

tl::expected<std::vector<RenameEdit>, std::string> rename(const Snapshot& snapshot, FileId file,
                                                          text::ByteOffset at, std::string_view new_name) {
    const auto target = named_at(snapshot, file, at);
    if (!target) return tl::unexpected(target.error());
    if (!*target) return tl::unexpected(std::string("there is no name of Modal's here"));
    const Entity& entity = (*target)->entities.front();
    Renaming renaming(snapshot, **target, entity);
    if (const auto found = renaming.collect(); !found) return tl::unexpected(found.error());
    if (new_name == entity.name) return std::vector<RenameEdit>();
    if (new_name.empty() || !modal::is_object_name(new_name))
        return tl::unexpected(
            fmt::format("\"{}\" is no name for Modal: up to 64 of A-Z a-z 0-9 - _ . are", new_name));
    Entity wanted = entity;
    wanted.name = new_name;
    if (is_taken(snapshot, wanted)) return tl::unexpected(shown(wanted) + " exists already");
    return renaming.edits(new_name);
}

} // namespace modal_lsp::answers
