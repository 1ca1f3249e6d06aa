#pragma once
#include "analysis/text/version.hpp"
#include "analysis/workspace/io.hpp"

#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// How Modal's command line is called: its path, or an interpreter with `-m modal`.
using Prefix = std::vector<std::string>;

/// Where to look for it.
struct CommandPlace {
    std::string configured = "auto";            ///< the option `modal-command`
    std::string python = "auto";                ///< the option `python`
    std::string settings_folder;                ///< what relative paths in the two are relative to
    std::string folder;                         ///< of the file
    std::string top;                            ///< of the project: no folder above it is looked at
    std::vector<std::string> environments = {}; ///< Python environments that are active around the process
    std::string search_path = {};               ///< PATH
};

/// The configured one, else that of the project's Python environment, else that of an active one, else the
/// first on the search path. nullopt: there is none.
[[nodiscard]] std::optional<Prefix> find_modal(const workspace::FileSystem& files, const CommandPlace& place);

/// "modal client version: 1.6.4".
[[nodiscard]] std::optional<text::Version> version_in(const std::string& output);

[[nodiscard]] std::string to_string(const text::Version& version);

} // namespace modal_lsp::server::operate
