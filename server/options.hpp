#pragma once
#include "analysis/config.hpp"
#include "server/setting.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace modal_lsp::server {

using Words = std::vector<std::string>;
using Severities = std::map<std::string, std::optional<rules::Severity>>;

/// The member of Config that an option sets; its type says what values the option takes.
using OptionMember = std::variant<Words Config::*, Severities Config::*, std::string Config::*,
                                  bool Config::*, std::uint32_t Config::*>;

/// What the strings of an option name.
enum class Names : std::uint8_t {
    anything, ///< any string that is not empty
    paths,    ///< a path of a file or folder, or "auto"
    selectors ///< rule names, codes, groups and "all"
};

/// Where an editor lets the setting be written (VS Code's configuration scopes).
enum class Scope : std::uint8_t { resource, window };

/// One setting. Everything that knows settings is made from the table of these: reading TOML and JSON, the
/// JSON schema, the documentation and `--show-settings`. Its default is what a default Config holds.
struct Option {
    std::string_view key; ///< kebab-case, as in TOML
    OptionMember member;
    Names names = Names::anything;
    std::span<const std::string_view> choices = {}; ///< of a word; empty: what `names` says
    std::uint32_t minimum = 0, maximum = 0;         ///< of a number, both allowed
    Scope scope = Scope::resource;
    bool editor_only = false; ///< no file of a repository may set it: opening it would run a program
    std::string_view example; ///< a TOML value
    std::string_view docs;    ///< Markdown, one paragraph
};

/// All options in the order of the documentation.
[[nodiscard]] std::span<const Option> options();

/// "max-file-size-kb" as "maxFileSizeKb".
[[nodiscard]] std::string camel_case(std::string_view key);

/// Words that an option naming `selectors` takes: "all", the groups, the rule names and the codes; sorted.
[[nodiscard]] std::vector<std::string> rule_selectors();

/// Names and codes of the rules, sorted: the keys that `severity` takes.
[[nodiscard]] std::vector<std::string> rule_keys();

/// The words that a severity takes in a configuration.
[[nodiscard]] std::span<const std::string_view> severity_words();

struct ReadStyle {
    bool is_editor = false; ///< may set what only editors may, and writes maxFiles, too
    std::span<const std::string_view> other_keys =
        {};                       ///< keys that belong to somebody else and are passed over
    std::string_view prefix = {}; ///< of key paths, "tool.modal-lsp."
};

/// Puts the members of `table` (of kind table) into `config`: each key it holds replaces that setting. What
/// cannot be used is left out and described in `problems`; a null is as good as absent. Returns the keys
/// (kebab-case) that were set, in the order of the option table.
std::vector<std::string> apply_settings(const Setting& table, const ReadStyle& style, Config& config,
                                        std::vector<ConfigProblem>& problems);

/// Puts an editor's settings into `config`. Takes the section itself or an object that holds it as
/// "modal-lsp" or "modalLsp"; keys in kebab-case or camelCase (which wins when both are there); null and a
/// missing section set nothing. `client_keys` are settings that only the editor's extension uses. Returns the
/// keys that were set.
///
/// Editor settings lie under configuration files: a key in the nearest file wins over the editor's, which
/// wins over the default, so that everybody who opens a project sees what its repository says.
std::vector<std::string> apply_editor_settings(const nlohmann::json& settings, Config& config,
                                               std::vector<ConfigProblem>& problems,
                                               std::span<const std::string_view> client_keys = {});

} // namespace modal_lsp::server
