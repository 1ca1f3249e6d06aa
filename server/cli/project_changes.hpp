#pragma once
#include "analysis/workspace/io.hpp"
#include "server/cli/engine.hpp"
#include "server/cli/project_engine.hpp"

#include <map>
#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// Notices changes of a project's files by asking for their status a few times a second: the same on every
/// kind of disk, network ones included.
class ProjectChanges final : public ChangeSource {
  public:
    /// Both must outlive it.
    ProjectChanges(const workspace::FileSystem& files, const ProjectEngine& engine)
        : files_(files), engine_(engine) {}

    [[nodiscard]] std::vector<std::string> wait() override;

  private:
    using Statuses = std::map<std::string, workspace::FileStatus>;

    [[nodiscard]] Statuses look() const;

    const workspace::FileSystem& files_;
    const ProjectEngine& engine_;
    Statuses known_;
};

} // namespace modal_lsp::server::cli
