#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/workspace/index.hpp"
#include "server/config_store.hpp"
#include "tests/support/markers.hpp"
#include "tests/support/memory_file_system.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::testing {

/// A project of tests/projects, read into memory without its markers and indexed as the server indexes one.
class MarkerProject {
  public:
    static constexpr std::string_view kRoot = "/project";

    /// A failed test when a marker cannot be read.
    explicit MarkerProject(const std::filesystem::path& folder);

    [[nodiscard]] const std::map<std::string, MarkedFile>& files() const { return files_; }

    /// All markers of this name.
    [[nodiscard]] std::vector<const Marker*> markers(std::string_view name) const;

    [[nodiscard]] const MarkedFile& file(const Marker& marker) const { return files_.at(marker.path); }

    [[nodiscard]] const workspace::Snapshot& snapshot() const { return index_.snapshot(); }

    /// Number of a Python file in the snapshot; nullptr when it is left out.
    [[nodiscard]] const workspace::File* indexed(const std::string& path) const;

    /// Relative to the project.
    [[nodiscard]] Place place(workspace::FileId file, text::ByteRange range) const;

    struct Finding {
        std::string path; ///< relative to the project
        rules::Diagnostic diagnostic;
    };

    /// What the rules say of all files, and what is wrong in configuration files.
    [[nodiscard]] std::vector<Finding> findings() const;

  private:
    void read(const std::vector<std::string>& paths, bool always);

    std::map<std::string, MarkedFile> files_; ///< by path relative to the project
    MemoryFileSystem disk_;
    server::ConfigStore configs_;
    workspace::WorkspaceIndex index_;
};

/// Folders of tests/projects, by name.
[[nodiscard]] std::vector<std::filesystem::path> marker_projects();

} // namespace modal_lsp::testing
