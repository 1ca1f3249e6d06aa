#include "analysis/answers/rename.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/describe.hpp"
#include "analysis/answers/identifier_sites.hpp"
#include "analysis/answers/parameter_field.hpp"
#include "analysis/answers/target.hpp"
#include "analysis/modal/object_names.hpp"
#include "analysis/syntax/literals.hpp"
#include "analysis/syntax/occurrences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

/// What a place names, for renaming.
struct Named {
    Target target;
    std::string name;
    std::optional<Entity> entity;         ///< what Modal knows by the name; a method has none
    std::optional<Identifier> identifier; ///< a parameter's; for what has a target it is found later
};

class Renaming {
  public:
    Renaming(const Snapshot& snapshot, const Named& named)
        : snapshot_(snapshot), target_(named.target),
          entity_(named.entity.value_or(Entity{.name = named.name})), name_(named.name),
          identifier_(named.identifier) {}

    /// Finds the places; the reason when some place cannot be changed.
    tl::expected<void, std::string> collect() {
        if (!snapshot_.complete()) return refuse("the workspace is still being indexed");
        if (!identifier_) {
            if (auto found = find_definition(); !found) return found;
            if (names_follow()) collect_names();
            for (const Location& use : command_uses(snapshot_, target_))
                add_command(use);
        }
        if (identifier_) collect_identifier();
        return problem_.empty() ? tl::expected<void, std::string>() : tl::unexpected(problem_);
    }

    /// True when a `def`, `class` or field has to be renamed, too. Instead of `collect`.
    bool is_in_code() { return (identifier_ || find_definition()) && identifier_.has_value(); }

    /// What has to be a name of Python's, too.
    [[nodiscard]] const std::optional<Identifier>& identifier() const { return identifier_; }

    /// Places in command lines and Python code that are certainly renamed.
    [[nodiscard]] const std::set<Location>& places() const { return places_; }

    tl::expected<std::vector<RenameEdit>, std::string> edits(std::string_view name) const {
        const Literals literals(snapshot_);
        std::vector<RenameEdit> out;
        for (const Location& place : places_)
            out.push_back({.file = place.file, .edit = {place.range, std::string(name)}});
        for (const Location& place : doubtful_)
            out.push_back({.file = place.file, .edit = {place.range, std::string(name)}, .doubtful = true});
        for (const modal::Site& site : sites_) {
            if (!is_plain(site))
                return refuse(fmt::format("the name is written in another way at {}",
                                          shown_place(snapshot_, {site.file, site.range})));
            out.push_back({.file = site.file,
                           .edit = {site.range, std::string(name)},
                           .also = literals.others(site, entity_)});
        }
        const auto place_of = [](const RenameEdit& edit) { return std::pair(edit.file, edit.edit.range); };
        std::ranges::sort(out, {}, place_of);
        out.erase(std::ranges::unique(out, {}, place_of).begin(), out.end());
        return out;
    }

  private:
    static tl::unexpected<std::string> refuse(std::string reason) {
        return tl::unexpected(std::move(reason));
    }

    /// The `def` or `class` that has to be renamed, too, if any.
    tl::expected<void, std::string> find_definition() {
        switch (target_.kind) {
        case TargetKind::app:
            if (!declarations_of(snapshot_, entity_).empty()) return {};
            return refuse(fmt::format(
                "app \"{}\" is deployed from elsewhere: here it could only be called by another name",
                name_));
        case TargetKind::entrypoint:
            identifier_ = Identifier{.file = target_.entry->file, .name = name_};
            return {};
        case TargetKind::method: return find_method();
        case TargetKind::member: return find_member();
        case TargetKind::resource:
        case TargetKind::file: break;
        }
        return {};
    }

    tl::expected<void, std::string> find_method() {
        const modal::Member& member = snapshot_.member(*target_.entry);
        const modal::Method& method = member.methods[target_.method];
        if (!member.range.encloses(method.range) ||
            !reads(snapshot_, member.file, method.name_range, method.name))
            return refuse(fmt::format("\"{}\" is inherited: rename it where it is defined", method.name));
        identifier_ = Identifier{.kind = Identifier::Kind::method,
                                 .file = member.file,
                                 .name = method.name,
                                 .class_name = member.name,
                                 .class_body = member.range};
        return {};
    }

    /// What is named by `name="…"` keeps its definition's name, and the other way round.
    tl::expected<void, std::string> find_member() {
        auto members = members_of(snapshot_, entity_);
        if (target_.entry) members = {*target_.entry};
        if (members.empty()) return refuse(shown(entity_) + " is not defined in this workspace");
        for (const Ref& ref : members) {
            const modal::Member& member = snapshot_.member(ref);
            tagged_ = tagged_ || member.tag_literal.has_value();
            if (member.tag_literal && target_.role != Role::definition) {
                add(member.tag, {member.registration.file, member.registration.range});
                continue;
            }
            const Identifier found{.file = member.file, .name = member.name};
            if (identifier_ && identifier_->file != found.file)
                return refuse(fmt::format("{} is defined more than once: at {} and elsewhere", shown(entity_),
                                          shown_place(snapshot_, {member.file, member.name_range})));
            identifier_ = found;
        }
        return {};
    }

    /// Whether what looks it up by name has to follow.
    [[nodiscard]] bool names_follow() const {
        if (target_.kind == TargetKind::method || target_.kind == TargetKind::entrypoint) return false;
        return target_.kind != TargetKind::member || target_.role != Role::definition || !tagged_;
    }

    void collect_names() {
        for (const Use& use : uses_of(snapshot_, target_.entities))
            add(use.argument->names, {use.file, use.argument->expression_range});
        for (const Ref& ref : declarations_of(snapshot_, entity_)) {
            const modal::AppDecl& app = snapshot_.app_decl(ref);
            add(app.name, {ref.file, app.name_range});
        }
    }

    /// What a shell puts together, `app.py::pri"ce"`, cannot be renamed, nor be left as it is.
    void add_command(const Location& use) {
        if (snapshot_.source({use.file, use.range}) == name_)
            places_.insert(use);
        else if (problem_.empty())
            problem_ = fmt::format("the name is put together at {}", shown_place(snapshot_, use));
    }

    void collect_identifier() {
        const auto found = identifier_sites(snapshot_, *identifier_);
        if (problem_.empty()) problem_ = found.problem;
        places_.insert(found.certain.begin(), found.certain.end());
        doubtful_ = found.doubtful;
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

    /// Names of Modal's need no escapes in any kind of literal; who wrote one with escapes has another text
    /// there.
    [[nodiscard]] bool is_plain(const modal::Site& site) const {
        return snapshot_.source(site) == entity_.name &&
               syntax::is_in_quotes(snapshot_.file(site.file)->document.text(), site.range);
    }

    const Snapshot& snapshot_;
    const Target& target_;
    Entity entity_;
    const std::string& name_;
    std::optional<Identifier> identifier_;
    bool tagged_ = false;                  ///< named by `name="…"`
    std::set<modal::Site> sites_;          ///< literals that the name comes from
    std::set<Location> places_, doubtful_; ///< in command lines and Python code
    std::string problem_;
};

/// What a place names; nullopt where it names nothing that has a name of Modal's.
tl::expected<std::optional<Named>, std::string> named_at(const Snapshot& snapshot, FileId file,
                                                         text::ByteOffset at) {
    auto target = target_at(snapshot, file, at);
    if (!target) {
        const auto field = parameter_field_at(snapshot, file, at);
        if (!field) return std::optional<Named>();
        Named named{.name = field->name, .identifier = field};
        named.target.range = parameter_field_range(snapshot, *field);
        return named;
    }
    const bool in_string = syntax::is_in_quotes(snapshot.file(file)->document.text(), target->range);
    const bool in_definition = target->role == Role::definition && target->kind != TargetKind::app;
    if (target->kind == TargetKind::file || (!in_string && !in_definition && target->role != Role::command))
        return std::optional<Named>();
    Named named{.target = *target, .name = std::string(snapshot.source({file, target->range}))};
    if (target->kind == TargetKind::method || target->kind == TargetKind::entrypoint) return named;
    // A definition with a name of its own is renamed for Python only.
    if (target->entities.empty() && in_definition) return named;
    if (target->entities.empty()) return tl::unexpected(std::string("what is named here is not known"));
    if (target->entities.size() > 1 && !in_definition)
        return tl::unexpected(
            fmt::format("this may name {} or {}", shown(target->entities[0]), shown(target->entities[1])));
    named.entity = target->entities.front();
    // An app is known by its name, its variable is Python's.
    const bool is_variable = target->kind == TargetKind::app && target->role == Role::command;
    if (is_variable && named.entity->name != named.name) return std::optional<Named>();
    if (!in_definition) named.name = named.entity->name;
    return named;
}

bool is_identifier(std::string_view text) {
    constexpr auto kKeywords = std::to_array<std::string_view>(
        {"False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
         "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
         "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
         "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"});
    const auto is_letter = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, is_part) &&
           std::ranges::find(kKeywords, text) == kKeywords.end();
}

/// True when something of the same kind has the name already.
bool is_taken(const Snapshot& snapshot, const Entity& wanted) {
    if (!uses_of(snapshot, {wanted}).empty() || !declarations_of(snapshot, wanted).empty()) return true;
    const bool in_app = modal::is_member_kind(wanted.kind);
    return in_app && !members_of(snapshot, wanted).empty();
}

/// Why a definition cannot have the name; empty when it can.
std::string objection(const Snapshot& snapshot, const Identifier& identifier, std::string_view name) {
    if (!is_identifier(name)) return fmt::format("\"{}\" is no name for Python", name);
    const workspace::File* file = snapshot.file(identifier.file);
    for (const python::Binding& binding : file->facts->bindings) {
        if (file->facts->text(binding.name) != name) continue;
        const bool inside = identifier.class_body.encloses(binding.range);
        const bool clashes =
            identifier.kind == Identifier::Kind::global ? binding.scope == python::kModuleScope : inside;
        if (clashes)
            return fmt::format("\"{}\" exists already at {}", name,
                               shown_place(snapshot, {identifier.file, binding.range}));
    }
    return {};
}

/// The definition at module level whose own a place is; nullptr at module level itself.
const python::Definition* outermost_definition(const workspace::File& file, text::ByteRange place) {
    const auto& all = file.facts->definitions;
    const auto found = std::ranges::find_if(all, [&](const python::Definition& each) {
        return each.scope == python::kModuleScope && each.range.encloses(place) && each.name_range != place;
    });
    return found == all.end() ? nullptr : &*found;
}

/// True for a bare name: neither an attribute nor in quotes.
bool is_bare(const workspace::File& file, text::ByteRange range) {
    if (!file.is_python()) return false;
    const std::uint32_t begin = range.begin.value;
    return begin == 0 ||
           std::string_view(".\"'").find(file.document.text()[begin - 1]) == std::string_view::npos;
}

/// Where a name stands, and the definition at module level whose own it is there.
struct Standing {
    text::ByteRange range;
    const python::Definition* within = nullptr;
};

/// Where a file uses a name otherwise than as an attribute or a keyword.
std::vector<Standing> standings(const workspace::File& file, std::string_view name) {
    std::vector<Standing> out;
    if (file.document.text().find(name) == std::string_view::npos) return out;
    for (const syntax::Occurrence& each :
         syntax::occurrences(syntax::SyntaxTree::parse(file.document), name)) {
        using enum syntax::OccurrenceKind;
        if (each.kind == reference || each.kind == definition || each.kind == binding || each.kind == alias ||
            each.kind == imported)
            out.push_back({each.range, outermost_definition(file, each.range)});
    }
    return out;
}

/// Where a renamed name would meet another of that name, or hide it: at module level, or in the function that
/// uses it. Empty when it does not.
std::string clash(const Snapshot& snapshot, const std::set<Location>& places, std::string_view name) {
    std::map<FileId, std::vector<Standing>> taken;
    for (const Location& place : places) {
        const workspace::File* file = snapshot.file(place.file);
        if (file == nullptr || !is_bare(*file, place.range)) continue;
        auto [found, is_new] = taken.try_emplace(place.file);
        if (is_new) found->second = standings(*file, name);
        if (found->second.empty()) continue;
        const python::Definition* around = outermost_definition(*file, place.range);
        for (const Standing& each : found->second)
            if (each.within == nullptr || each.within == around)
                return fmt::format("\"{}\" is something else at {}", name,
                                   shown_place(snapshot, {place.file, each.range}));
    }
    return {};
}

} // namespace

tl::expected<std::optional<Renamable>, std::string> prepare_rename(const Snapshot& snapshot, FileId file,
                                                                   text::ByteOffset at) {
    const auto named = named_at(snapshot, file, at);
    if (!named) return tl::unexpected(named.error());
    if (!*named) return std::optional<Renamable>();
    Renaming renaming(snapshot, **named);
    if (const auto found = renaming.collect(); !found) return tl::unexpected(found.error());
    return Renamable{(*named)->target.range, (*named)->name};
}

std::optional<std::string> renamed_in_code(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    const auto named = named_at(snapshot, file, at);
    if (!named || !*named) return std::nullopt;
    Renaming renaming(snapshot, **named);
    return renaming.is_in_code() ? std::optional((*named)->name) : std::nullopt;
}

tl::expected<std::vector<RenameEdit>, std::string> rename(const Snapshot& snapshot, FileId file,
                                                          text::ByteOffset at, std::string_view new_name) {
    const auto found = named_at(snapshot, file, at);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return tl::unexpected(std::string("there is no name of Modal's here"));
    const Named& named = **found;
    Renaming renaming(snapshot, named);
    if (const auto collected = renaming.collect(); !collected) return tl::unexpected(collected.error());
    if (new_name == named.name) return std::vector<RenameEdit>();
    if (!modal::is_object_name(new_name))
        return tl::unexpected(
            fmt::format("\"{}\" is no name for Modal: up to 64 of A-Z a-z 0-9 - _ . are", new_name));
    if (renaming.identifier()) {
        auto reason = objection(snapshot, *renaming.identifier(), new_name);
        if (reason.empty()) reason = clash(snapshot, renaming.places(), new_name);
        if (!reason.empty()) return tl::unexpected(std::move(reason));
    }
    if (named.entity) {
        Entity wanted = *named.entity;
        wanted.name = new_name;
        if (is_taken(snapshot, wanted)) return tl::unexpected(shown(wanted) + " exists already");
    }
    return renaming.edits(new_name);
}

} // namespace modal_lsp::answers
