#pragma once
#include "analysis/answers/nearness.hpp"

#include <set>
#include <string>
#include <vector>

namespace modal_lsp::answers {

/// Something of Modal's as code names it. Two places mean the same thing when their entities are equal.
struct Entity {
    modal::ObjectKind kind = modal::ObjectKind::app;
    std::string app;  ///< for what lives in an app
    std::string name; ///< the app's own, the member's tag, the resource's
    friend auto operator<=>(const Entity&, const Entity&) = default;
};

/// The entity with the kind the workspace knows it by: `Function.from_name` on what is a class means the
/// class.
[[nodiscard]] Entity resolved(const workspace::Snapshot& snapshot, Entity entity);

/// The texts a name may have and that are wholly known.
[[nodiscard]] std::vector<std::string> known_texts(const modal::Names& names);

/// What the lookup's name argument names, one for each possible text. Empty when the app or the name is not
/// known.
[[nodiscard]] std::vector<Entity> named_by(const workspace::Snapshot& snapshot, const modal::Lookup& lookup);
/// The apps its app argument names.
[[nodiscard]] std::vector<Entity> apps_named_by(const modal::Lookup& lookup);
/// The environments its `environment_name=` names.
[[nodiscard]] std::vector<Entity> environments_named_by(const modal::Lookup& lookup);

/// The entities a member is known as: one for each app and tag it is found under.
[[nodiscard]] std::vector<Entity> entities_of(const workspace::Snapshot& snapshot,
                                              const workspace::Ref& member);

/// Members that answer to an entity; those of another kind only when none has the right one.
[[nodiscard]] std::vector<workspace::Ref> members_of(const workspace::Snapshot& snapshot,
                                                     const Entity& entity);
/// Where the apps of this name are declared.
[[nodiscard]] std::vector<workspace::Ref> declarations_of(const workspace::Snapshot& snapshot,
                                                          const Entity& entity);

/// Every certain name of an app of the workspace, defined or looked up.
[[nodiscard]] std::set<std::string> app_names(const workspace::Snapshot& snapshot);

/// A place that names an entity in a call. Lives as long as the snapshot.
struct Use {
    FileId file{};
    const modal::Lookup* lookup = nullptr;         ///< never null
    const modal::NameArgument* argument = nullptr; ///< the argument of it that names the entity
};

/// All lookups that name one of the entities, by file, in source order.
[[nodiscard]] std::vector<Use> uses_of(const workspace::Snapshot& snapshot,
                                       const std::vector<Entity>& entities);

} // namespace modal_lsp::answers
