#pragma once
#include "analysis/config.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

namespace modal_lsp::server {

/// The JSON schema (draft 2020-12) of `modal-lsp.toml` and of `[tool.modal-lsp]`; what only an editor may set
/// stands apart, in `$defs.editorOnly`. Names the rules of this
/// build, so the checked-in copy (editors/modal-lsp.schema.json) is rewritten when a rule comes.
[[nodiscard]] nlohmann::ordered_json config_schema();

/// The same settings as VS Code's `contributes.configuration.properties`: "modal-lsp.maxFiles" and so on.
[[nodiscard]] nlohmann::ordered_json editor_properties();

/// The options as a Markdown table, for the user's documentation.
[[nodiscard]] std::string options_markdown();

/// The settings in force as a TOML text that could be a modal-lsp.toml. `origins` says by key where a value
/// comes from; keys that are not in it come from the defaults.
[[nodiscard]] std::string show_settings(const Config& config,
                                        const std::map<std::string, std::string>& origins);

} // namespace modal_lsp::server
