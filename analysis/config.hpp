#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/language.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp {

namespace docs {
class Index;
class SiteIndex;
} // namespace docs

namespace live {
struct Listing;
} // namespace live

/// The settings in force for one file, with their defaults. Plain data; `server/options` fills it from
/// `[tool.modal-lsp]` in pyproject.toml, `modal-lsp.toml` and the editor.
struct Config {
    /// Rules to run besides the default ones: names, codes, groups, or "all".
    std::vector<std::string> select;
    /// Rules not to run; wins over `select`.
    std::vector<std::string> ignore;
    /// Severity per rule name or code, in place of its default; nullopt means off.
    std::map<std::string, std::optional<rules::Severity>> severity;
    /// Files and folders (gitignore patterns, relative to the configuration file) that are not analysed.
    std::vector<std::string> exclude;
    /// Folders, relative to the configuration file, from which absolute imports are resolved, first match
    /// wins.
    std::vector<std::string> source_roots{".", "src"};
    /// Apps known to be deployed from elsewhere: a lookup of these is never questioned.
    std::vector<std::string> external_apps;
    /// "default", or "strict": conventions that are off or hints by default become warnings.
    std::string profile = "default";
    /// Of messages: "auto" (the reader's), "en" or "zh-cn".
    std::string language = "auto";
    /// The version of the modal package that the code is for, "1.2.3"; "auto" means the newest that is known
    /// (the server puts in what the project's lock file or environment says).
    std::string modal_version = "auto";
    /// The Python environment of the project, or its interpreter: absolute, or relative to `folder`. "auto"
    /// is found.
    std::string python = "auto";
    /// Whether editors are told what numbers and cron expressions mean, behind them.
    bool inlay_hints = true;
    bool inlay_hints_units = true;     ///< "1 h 30 min", cron expressions in words
    bool inlay_hints_names = true;     ///< what an argument that is no literal names
    bool inlay_hints_always_on = true; ///< what `min_containers` keeps running
    bool sdk_help = true;              ///< of the SDK's own parts: a type checker may know them, too
    bool code_lenses = true;           ///< lines over apps and functions
    bool respect_gitignore = true;
    /// Larger files are not analysed, and say so.
    std::uint32_t max_file_size_kb = 4096;
    /// Walking stops here, and says so.
    std::uint32_t max_files = 100000;
    /// Absolute path of the folder that `exclude` and `source_roots` are relative to: the configuration
    /// file's, else the workspace folder. Not a setting; empty in a Config that belongs to no place.
    std::string folder;
    /// The project's own copy of the SDK, once it was read. Not a setting; null: what is built in counts.
    std::shared_ptr<const docs::Index> sdk;
    /// What the project says it needs, "fastapi>=0.110". Not a setting.
    std::vector<std::string> requirements;
    /// The pages of the documentation that were fetched. Not a setting; null: none.
    std::shared_ptr<const docs::SiteIndex> site;
    /// Modal's command line: a path, absolute or relative to `folder`, or a program on the search path.
    /// "auto" is found.
    std::string modal_command = "auto";
    /// Modal environments in which nothing happens unless they are named.
    std::vector<std::string> production_environments{"prod", "production"};
    /// Whether Modal's command line is asked what is deployed, and what there is.
    bool live_names = false;
    /// The environments that are looked into; empty: all.
    std::vector<std::string> live_environments;
    /// What there is at Modal, as last read. Not a setting; null: not asked, or no answer yet.
    std::shared_ptr<const live::Listing> live;
    friend bool operator==(const Config&, const Config&) = default;
};

/// The SDK that names and calls are looked up in.
[[nodiscard]] const docs::Index& sdk_of(const Config& config);

[[nodiscard]] inline bool is_strict(const Config& config) {
    return config.profile == "strict";
}

/// The language of messages for somebody who reads `reader`, unless the configuration sets one.
[[nodiscard]] Language language_of(const Config& config, Language reader);

/// Severity of a rule under a configuration; nullopt when it is off.
[[nodiscard]] std::optional<rules::Severity> severity_of(const Config& config, const rules::Rule& rule);

/// True when `check` reports the rule, too: what is meant for editors only has to be asked for.
[[nodiscard]] bool is_for_check(const Config& config, const rules::Rule& rule);

} // namespace modal_lsp
