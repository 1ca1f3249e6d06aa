#include "server/settings.hpp"

#include "server/options.hpp"

#include <array>
#include <string_view>

namespace modal_lsp::server {
namespace {

/// Settings of the editors' extensions, which share the section.
constexpr std::array<std::string_view, 8> kClientKeys = {"trace",     "server",   "path",    "enable",
                                                         "log-level", "logLevel", "trusted", "terminal"};

} // namespace

Config Settings::config_for(const std::string& folder, std::vector<std::string>& problems) const {
    Config config;
    std::vector<ConfigProblem> found;
    const auto apply = [&](const protocol::Json& json) {
        apply_editor_settings(json, config, found, kClientKeys);
    };
    apply(initial_);
    apply(pushed_);
    auto answer = answers_.find(folder);
    if (answer == answers_.end() || answer->second.is_null()) answer = answers_.find("");
    if (answer != answers_.end()) apply(answer->second);
    for (const ConfigProblem& problem : found)
        problems.push_back(problem.key_path.empty() ? problem.message
                                                    : problem.key_path + ": " + problem.message);
    return config;
}

} // namespace modal_lsp::server
