#pragma once
#include "analysis/modal/sdk.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What there is at Modal, as its command line listed it. The analysis only reads it; `server/operate` asks.
namespace modal_lsp::live {

/// The kinds of named resources that can be listed.
inline constexpr std::array kResourceKinds{modal::ObjectKind::secret, modal::ObjectKind::volume,
                                           modal::ObjectKind::dict, modal::ObjectKind::queue};

/// An app that is deployed: what merely runs is not found by its name.
struct App {
    std::string id;          ///< "ap-…"
    std::string version;     ///< "v12"; empty when it was not asked for, or is not known
    std::string deployed_at; ///< as listed; empty as above
    friend bool operator==(const App&, const App&) = default;
};

/// What one environment holds.
struct Environment {
    using Names = std::set<std::string, std::less<>>;

    std::string name;
    /// By name. nullopt: could not be listed, so that absence proves nothing.
    std::optional<std::map<std::string, App, std::less<>>> apps;
    /// Secrets, Volumes, Dicts and Queues; kinds that could not be listed are not in it.
    std::map<modal::ObjectKind, Names> resources;

    /// nullptr when it is not deployed, or not known to be.
    [[nodiscard]] const App* app(std::string_view app_name) const;
    /// nullopt: not known.
    [[nodiscard]] std::optional<bool> has(modal::ObjectKind kind, std::string_view thing) const;
    friend bool operator==(const Environment&, const Environment&) = default;
};

/// What a workspace holds, as of one moment. Immutable once it is handed out.
struct Listing {
    std::vector<std::string> all_environments; ///< of the workspace
    std::vector<Environment> environments;     ///< that were looked into, in the order asked for
    std::string default_environment;           ///< that code works in where it names none; empty: not known
    std::string taken_at;                      ///< for people: "2026-11-27 20:31 UTC"

    /// The one that was looked into; nullptr when it was not. An empty name means the default one.
    [[nodiscard]] const Environment* find(std::string_view environment) const;
    friend bool operator==(const Listing&, const Listing&) = default;
};

/// Names of the environments that have a thing, and of those that certainly do not.
struct Presence {
    std::vector<std::string> in, missing;
};

[[nodiscard]] Presence presence_of(const Listing& listing, modal::ObjectKind kind, std::string_view name);

/// Names of everything of a kind, in whatever environment that was looked into; for environments those
/// themselves.
[[nodiscard]] std::set<std::string> names_of(const Listing& listing, modal::ObjectKind kind);

/// True for what can be listed by name: apps, and named resources other than environments.
[[nodiscard]] bool is_listed(modal::ObjectKind kind);

} // namespace modal_lsp::live
