#pragma once
#include "server/operate/subject.hpp"
#include "server/operate/tools.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// One thing that was looked at.
struct Check {
    std::string name; ///< "cli", "token" …
    bool ok = false;
    std::string message; ///< what was found
    std::string fix;     ///< what to do about it; empty when nothing is wrong
    friend bool operator==(const Check&, const Check&) = default;
};

/// What has to be true before Modal's command line is called, and what was learnt of it.
struct Preflight {
    std::vector<Check> checks;
    std::optional<Prefix> prefix;
    std::optional<text::Version> version;
    std::string profile;
    std::string environment;  ///< that the command will work in; empty: the workspace's default
    bool is_explicit = false; ///< the person named it
    bool is_production = false;
    bool has_token = false;
    std::string settings_failure; ///< why the settings could not be read; empty when they were

    [[nodiscard]] bool ok() const;
    /// What is wrong, with what to do, for a message.
    [[nodiscard]] std::string problem(Language language) const;
};

/// What a command needs to be true.
struct Needs {
    bool environment = true; ///< one is chosen, and production only by name
    bool analysis = true;    ///< the file has no errors, its lookups resolve
};

[[nodiscard]] Task<Preflight> preflight(const Tools& tools, Subject subject, Needs needs);

/// Of the command: what only looks needs no clean file, and a search for the cause works in any state.
[[nodiscard]] Needs needs_of(std::string_view command);

[[nodiscard]] nlohmann::json to_json(const Preflight& preflight);

/// `{"cli", "profile", "workspace", "environment", "production", "token"}`: who is working, and where.
[[nodiscard]] Task<nlohmann::json> identity(const Tools& tools, Subject subject);

} // namespace modal_lsp::server::operate
