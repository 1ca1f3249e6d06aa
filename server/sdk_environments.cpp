#include "server/sdk_environments.hpp"

#include "analysis/workspace/path.hpp"
#include "server/folders_up.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

namespace modal_lsp::server {
namespace {

constexpr std::array<std::string_view, 2> kOwn = {".venv", "venv"};
constexpr std::array<const char*, 3> kVariables = {"VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX"};

} // namespace

void SdkEnvironments::set_active(std::vector<std::string> environments) {
    active_ = std::move(environments);
}

const std::optional<SdkPackage>& SdkEnvironments::in_environment(const std::string& environment) {
    auto known = known_.find(environment);
    if (known == known_.end())
        known = known_.emplace(environment, sdk_in_environment(*files_, environment)).first;
    return known->second;
}

const std::optional<SdkPackage>& SdkEnvironments::in_folder(const std::string& folder) {
    const auto& first = in_environment(workspace::join(folder, kOwn.front()));
    return first ? first : in_environment(workspace::join(folder, kOwn.back()));
}

std::optional<SdkPackage> SdkEnvironments::find(const std::string& folder, const std::string& top) {
    for (const std::string& at : folders_up(folder, top))
        if (const auto& found = in_folder(at)) return found;
    for (const std::string& environment : active_)
        if (const auto& found = in_environment(environment)) return found;
    return std::nullopt;
}

std::optional<SdkPackage> SdkEnvironments::configured(const std::string& python) {
    if (const auto& found = in_environment(python)) return found;
    // An interpreter: the environment is around its `bin`.
    return in_environment(std::string(workspace::parent_of(workspace::parent_of(python))));
}

void SdkEnvironments::forget() {
    known_.clear();
}

std::vector<std::string> active_environments() {
    std::vector<std::string> found;
    for (const char* variable : kVariables)
        if (const char* value = std::getenv(variable); value != nullptr && *value == '/')
            found.emplace_back(value);
    return found;
}

std::string active_search_path() {
    const char* const path = std::getenv("PATH");
    return path == nullptr ? "" : path;
}

} // namespace modal_lsp::server
