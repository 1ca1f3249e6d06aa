#include "analysis/answers/target.hpp"

#include "analysis/answers/command_target.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::answers {

using modal::AppDecl;
using modal::Lookup;
using modal::Member;
using modal::NameArgument;
using modal::Names;
using modal::ObjectKind;
using text::ByteOffset;
using text::ByteRange;
using workspace::Ref;
using workspace::Snapshot;

namespace {

bool is_on(const NameArgument& argument, ByteOffset at) {
    // The range of an expression that could not be read is empty; that of an empty literal as well.
    return argument.given && (argument.is_literal || !argument.range.empty()) && argument.range.touches(at);
}

bool is_on(ByteRange range, ByteOffset at) {
    return !range.empty() && range.touches(at);
}

TargetKind kind_of(ObjectKind kind) {
    if (kind == ObjectKind::app) return TargetKind::app;
    return modal::is_member_kind(kind) ? TargetKind::member : TargetKind::resource;
}

class Finder {
  public:
    Finder(const Snapshot& snapshot, const workspace::File& file, ByteOffset at)
        : snapshot_(snapshot), file_(file), model_(*file.model), at_(at) {}

    std::optional<Target> find() {
        if (auto found = command_target_at(snapshot_, file_, at_)) return found;
        if (auto found = lookup_argument()) return found;
        if (auto found = declaration()) return found;
        if (auto found = member()) return found;
        if (auto found = entrypoint()) return found;
        if (auto found = lookup_words()) return found;
        return origin();
    }

  private:
    // --- lookups
    // -----------------------------------------------------------------------------------------------

    [[nodiscard]] Target named(const Lookup& lookup, ByteRange range, Role role) const {
        Target target{.kind = kind_of(lookup.kind), .role = role, .range = range};
        target.entities = named_by(snapshot_, lookup);
        target.lookup = &lookup;
        return target;
    }

    [[nodiscard]] std::optional<Target> lookup_argument() const {
        for (const Lookup& lookup : model_.lookups) {
            if (is_on(lookup.name, at_)) return named(lookup, lookup.name.range, Role::use);
            if (is_on(lookup.app, at_))
                return Target{
                    .range = lookup.app.range, .entities = apps_named_by(lookup), .lookup = &lookup};
            if (is_on(lookup.environment, at_))
                return Target{.kind = TargetKind::resource,
                              .range = lookup.environment.range,
                              .entities = environments_named_by(lookup),
                              .lookup = &lookup};
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Target> lookup_words() const {
        for (const Lookup& lookup : model_.lookups)
            for (const ByteRange words : {lookup.kind_range, lookup.method_range})
                if (is_on(words, at_)) return named(lookup, words, Role::words);
        return std::nullopt;
    }

    // --- definitions
    // -------------------------------------------------------------------------------------------

    [[nodiscard]] Ref ref(std::size_t number) const { return {file_.id, static_cast<std::uint32_t>(number)}; }

    [[nodiscard]] std::optional<Target> declaration() const {
        for (std::size_t i = 0; i < model_.apps.size(); ++i) {
            const AppDecl& app = model_.apps[i];
            for (const ByteRange range : {app.name_range, app.variable_range}) {
                if (!is_on(range, at_)) continue;
                Target target{.role = Role::definition, .range = range, .entry = ref(i)};
                for (std::string& name : known_texts(app.name))
                    target.entities.push_back({.name = std::move(name)});
                return target;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Target> member() const {
        if (auto found = member_of(file_)) return found;
        // What is defined here may be registered elsewhere: only such a file's model knows.
        for (const auto& other : snapshot_.files()) {
            if (!other || other->id == file_.id) continue;
            const auto& consulted = other->model->consulted;
            if (std::ranges::find(consulted, file_.id) == consulted.end()) continue;
            if (auto found = member_of(*other)) return found;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Target> member_of(const workspace::File& owner) const {
        for (std::size_t i = 0; i < owner.model->members.size(); ++i)
            if (auto found = part_of(owner.model->members[i], {owner.id, static_cast<std::uint32_t>(i)}))
                return found;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Target> part_of(const Member& member, Ref entry) const {
        Target target{.kind = TargetKind::member, .role = Role::definition, .entry = entry};
        const auto& tag = member.tag_literal;
        if (tag && tag->file == file_.id && tag->range.touches(at_)) {
            target.role = Role::tag;
            target.range = tag->range;
        } else if (member.file != file_.id) {
            return std::nullopt;
        } else if (is_on(member.name_range, at_)) {
            target.range = member.name_range;
        } else {
            const auto here = [&](const modal::Method& method) {
                return is_on(method.name_range, at_) &&
                       reads(snapshot_, file_.id, method.name_range, method.name);
            };
            const auto method = std::ranges::find_if(member.methods, here);
            if (method == member.methods.end()) return std::nullopt;
            target.kind = TargetKind::method;
            target.range = method->name_range;
            target.method = static_cast<std::uint32_t>(method - member.methods.begin());
        }
        target.entities = entities_of(snapshot_, entry);
        return target;
    }

    [[nodiscard]] std::optional<Target> entrypoint() const {
        for (std::size_t i = 0; i < model_.entrypoints.size(); ++i) {
            const auto& entrypoint = model_.entrypoints[i];
            if (!is_on(entrypoint.name_range, at_)) continue;
            Target target{.kind = TargetKind::entrypoint, .role = Role::definition};
            target.range = entrypoint.name_range;
            target.entry = ref(i);
            return target;
        }
        return std::nullopt;
    }

    // --- origins
    // -----------------------------------------------------------------------------------------------

    /// The possibility that comes from the literal at the cursor; nullptr when none does.
    [[nodiscard]] const modal::NameOption* from_here(const Names& names) const {
        for (const modal::NameOption& option : names.options)
            if (option.literal && option.literal->file == file_.id && option.literal->range.touches(at_))
                return &option;
        return nullptr;
    }

    std::optional<Target> origin() {
        std::optional<Target> found;
        for (const auto& other : snapshot_.files()) {
            if (!other) continue;
            for (const AppDecl& app : other->model->apps)
                add_origin(found, app.name, {});
            for (const Lookup& lookup : other->model->lookups)
                add_origins(found, lookup);
            for (const Member& member : other->model->members)
                add_origin(found, member.tag, {member.kind, member.app.name, {}});
        }
        return found;
    }

    void add_origins(std::optional<Target>& found, const Lookup& lookup) const {
        add_origin(found, lookup.app.names, {});
        add_origin(found, lookup.environment.names, {ObjectKind::environment, {}, {}});
        if (from_here(lookup.name.names) == nullptr) return;
        if (!modal::is_member_kind(lookup.kind))
            return add_origin(found, lookup.name.names, {lookup.kind, {}, {}});
        for (const std::string& app : known_texts(lookup.app.names))
            add_origin(found, lookup.name.names, {lookup.kind, app, {}});
    }

    void add_origin(std::optional<Target>& found, const Names& names, Entity entity) const {
        const modal::NameOption* option = from_here(names);
        if (option == nullptr || !option->text.is_known()) return;
        entity.name = option->text.known();
        entity = resolved(snapshot_, std::move(entity));
        const TargetKind kind = kind_of(entity.kind);
        if (!found) found = Target{.kind = kind, .role = Role::origin, .range = option->literal->range};
        const bool known = std::ranges::find(found->entities, entity) != found->entities.end();
        if (found->kind == kind && !known) found->entities.push_back(std::move(entity));
    }

    const Snapshot& snapshot_;
    const workspace::File& file_;
    const modal::ModuleModel& model_;
    ByteOffset at_;
};

} // namespace

std::optional<Target> target_at(const Snapshot& snapshot, FileId file, ByteOffset at) {
    const workspace::File* asked = snapshot.file(file);
    if (asked == nullptr) return std::nullopt;
    return Finder(snapshot, *asked, at).find();
}

bool reads(const Snapshot& snapshot, FileId file, ByteRange range, std::string_view text) {
    return snapshot.source({.file = file, .range = range}) == text;
}

} // namespace modal_lsp::answers
