#pragma once
#include "analysis/workspace/path_rules.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::workspace {

/// Judges single paths as `discover` would, without a walk: for files that an editor opens or reports as
/// changed. Remembers the ignore files of each directory it met. Not for several threads at once.
class PathFilter {
  public:
    /// `root` is absolute. The file system must outlive the filter.
    PathFilter(const FileSystem& files, const std::string& root, const DiscoverOptions& options);

    /// Whether a walk of the root would leave out this path, which need not exist. True for what is not below
    /// the root, false for the root itself. Whether the name is that of a Python file is not asked.
    [[nodiscard]] bool is_ignored(std::string_view path, EntryKind kind = EntryKind::file);

    /// To be told of every file that is created, changed or deleted. True when it was one that says what is
    /// ignored, so that earlier verdicts may no longer hold: those below its directory are forgotten.
    bool file_changed(std::string_view path);

    /// Forgets everything.
    void clear();

  private:
    /// What is in force inside a directory; nullopt when the directory is left out.
    using State = std::optional<IgnoreScopePtr>;

    const State& state_of(const std::string& directory);
    State judge_directory(const std::string& directory);
    void forget(std::string_view directory);

    const FileSystem& files_;
    PathRules rules_;
    std::optional<IgnoreScopePtr> above_root_;
    std::map<std::string, State, std::less<>> states_;
};

} // namespace modal_lsp::workspace
