#pragma once
#include "analysis/workspace/io.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// What a project says it needs, "fastapi>=0.110" as written, from the nearest folder that has a
/// requirements.txt or a pyproject.toml with dependencies (PEP 621, PEP 735, Poetry).
///
/// For one thread. Nothing is read twice until `forget`.
class Requirements {
  public:
    /// The file system must outlive this.
    explicit Requirements(const workspace::FileSystem& files) : files_(&files) {}

    /// Sorted, each once; folders above `top` are not asked.
    [[nodiscard]] std::vector<std::string> find(const std::string& folder, const std::string& top);

    /// The file was changed, came or went. True when that changes an answer.
    bool forget(std::string_view path);

    void forget_all() { folders_.clear(); }

  private:
    [[nodiscard]] std::vector<std::string> read_folder(const std::string& folder) const;

    const workspace::FileSystem* files_;
    std::map<std::string, std::vector<std::string>, std::less<>> folders_;
};

/// One a line; comments, options, URLs and local paths are left out.
[[nodiscard]] std::vector<std::string> requirements_in_text(std::string_view text);
/// Of `[project]`, `[dependency-groups]` and `[tool.poetry.dependencies]`; empty for what is no TOML.
[[nodiscard]] std::vector<std::string> requirements_in_pyproject(std::string_view text);

} // namespace modal_lsp::server
