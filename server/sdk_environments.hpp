#pragma once
#include "analysis/workspace/io.hpp"
#include "server/sdk_package.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::server {

/// Finds the `modal` package that a project's code runs with, without running anything.
///
/// For one thread. Nothing is looked at twice until `forget`.
class SdkEnvironments {
  public:
    /// The file system must outlive this.
    explicit SdkEnvironments(const workspace::FileSystem& files) : files_(&files) {}

    /// Environments that count where a project has none of its own, absolute paths, first match wins.
    void set_active(std::vector<std::string> environments);

    /// For a file in `folder`: the nearest `.venv` or `venv` that has the package, in no folder above `top`,
    /// else the first active environment that has it.
    [[nodiscard]] std::optional<SdkPackage> find(const std::string& folder, const std::string& top);

    /// In the `.venv` or `venv` of this very folder.
    [[nodiscard]] const std::optional<SdkPackage>& in_folder(const std::string& folder);

    /// In the environment of an interpreter, or the environment itself.
    [[nodiscard]] std::optional<SdkPackage> configured(const std::string& python);

    void forget();

  private:
    [[nodiscard]] const std::optional<SdkPackage>& in_environment(const std::string& environment);

    const workspace::FileSystem* files_;
    std::vector<std::string> active_;
    std::map<std::string, std::optional<SdkPackage>, std::less<>> known_; // by environment
};

/// Environments that the variables of this process name: VIRTUAL_ENV, UV_PROJECT_ENVIRONMENT and
/// CONDA_PREFIX, those with an absolute path.
[[nodiscard]] std::vector<std::string> active_environments();

/// PATH, as it is; empty without one.
[[nodiscard]] std::string active_search_path();

} // namespace modal_lsp::server
