#include "server/sdk_environments.hpp"

#include "analysis/workspace/path.hpp"

#include <array>
#include <cstdlib>
#include <string_view>

namespace modal_lsp::server {
namespace {

constexpr std::array<std::string_view, 2> kOwn = {".venv", "venv"};
constexpr std::array<const char*, 3> kVariables = {"VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX"};
constexpr int kMostLevels = 64;

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

std::optional<SdkPackage> SdkEnvironments::find(const std::string& folder, const std::string& top) {
    std::string at = folder;
    for (int level = 0; level < kMostLevels && !at.empty(); ++level) {
        for (const std::string_view name : kOwn)
            if (const auto& found = in_environment(workspace::join(at, name))) return found;
        if (at == top || at == "/") break;
        at = std::string(workspace::parent_of(at));
    }
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

} // namespace modal_lsp::server
