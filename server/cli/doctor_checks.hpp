#pragma once
#include "analysis/workspace/io.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/project_engine.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::cli {

/// What `modal-lsp doctor` asks of the machine. All paths are absolute; empty means unknown.
struct Machine {
    const workspace::FileSystem* files = nullptr; ///< never null; outlives the examination
    std::vector<std::string> search_path;         ///< the folders of PATH
    std::vector<std::string> environments;        ///< Python environments that are active
    std::string cache, site;                      ///< our folders for what was read and what was fetched
    std::string binary;                           ///< of this process
    std::string curl_problem;                     ///< why libcurl cannot be used; empty: it can
    std::size_t pages = 0;                        ///< of the documentation that are kept in `site`
    std::function<bool(const std::string&)> can_write, can_execute;
};

enum class Health : std::uint8_t {
    fine,
    note, ///< something is missing that not everybody needs
    wrong ///< something does not work as it is set up
};

/// One thing that was looked at.
struct Examined {
    std::string name; ///< "sdk": stable, for programs
    Health health = Health::fine;
    std::string message;           ///< one sentence
    std::string fix;               ///< what to do; empty when there is nothing to
    Json details = Json::object(); ///< for programs
};

/// Looks at everything, in the order people ask: the project first, then the machine. Reads, and starts
/// nothing. `folder` is absolute and what the engine was asked for.
[[nodiscard]] std::vector<Examined> examine(const Machine& machine, ProjectEngine& engine,
                                            const std::string& folder);

} // namespace modal_lsp::server::cli
