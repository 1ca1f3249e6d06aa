#pragma once
#include "analysis/workspace/io.hpp"
#include "server/sdk_environments.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// Tells which version of the modal package a project uses, without running anything: the nearest folder
/// counts, and in it uv.lock, poetry.lock, pdm.lock, an installed `.venv` or `venv`, then a pin in
/// requirements.txt or pyproject.toml. A requirement without an upper bound says nothing: the newest is what
/// gets installed.
///
/// For one thread. Nothing is read twice until `forget`.
class SdkVersions {
  public:
    /// Both must outlive this.
    SdkVersions(const workspace::FileSystem& files, SdkEnvironments& environments)
        : files_(&files), environments_(&environments) {}

    /// "1.2.3", for a file in `folder`; folders above `top` are not asked. nullopt when nothing says.
    [[nodiscard]] std::optional<std::string> find(const std::string& folder, const std::string& top);

    /// The file was changed, came or went. True when that may change an answer.
    bool forget(std::string_view path);

    void forget_all() { folders_.clear(); }

    /// The names of the files that are read here; environments are not.
    [[nodiscard]] static std::span<const std::string_view> sources();
    [[nodiscard]] static bool is_source(std::string_view path);

  private:
    [[nodiscard]] std::optional<std::string> read_folder(const std::string& folder);
    [[nodiscard]] std::optional<std::string> read_file(const std::string& path) const;

    const workspace::FileSystem* files_;
    SdkEnvironments* environments_;
    std::map<std::string, std::optional<std::string>, std::less<>> folders_;
};

/// What a lock file (uv, poetry, pdm) says of the modal package.
[[nodiscard]] std::optional<std::string> locked_version(std::string_view text);

/// The least version that the requirements of a requirements.txt or pyproject.toml allow, when they bound it
/// from above
/// ("modal==1.2.3", "modal~=1.2", "modal>=0.64,<1", poetry's `modal = "^1.0"`).
[[nodiscard]] std::optional<std::string> required_version(std::string_view text);

} // namespace modal_lsp::server
