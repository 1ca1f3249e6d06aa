#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

/// What a commit changed, for those who cache answers.
struct IndexChange {
    std::vector<FileId> models; ///< files whose model differs, in position or in substance
    bool apps = false;          ///< apps, their members or their completeness differ
    std::vector<FileId> unread; ///< files whose facts are needed; read and put them, then commit again
};

/// Owns the workspace's files, Python and those with command lines, and keeps models and apps up to date. Not
/// for several threads; the snapshots it gives out are.
class WorkspaceIndex {
  public:
    WorkspaceIndex();

    /// Says which Python files exist, for resolving imports; does not read them.
    void set_roots(std::vector<std::string> roots);
    FileId add_path(std::string_view path);
    void add_paths(const std::vector<std::string>& paths);
    void remove_path(std::string_view path);

    /// What is known of one file, from its text. Replaces what was known before.
    struct Content {
        std::string path;
        text::Document document;
        std::shared_ptr<const python::ModuleFacts> facts;
        std::shared_ptr<const commands::CommandFacts> commands; ///< null: Python without any
        std::shared_ptr<const Config> config;                   ///< null: defaults
        std::string not_analyzed;
        bool open = false;
    };

    FileId put(Content content);
    /// Forgets the text of a file that still exists: it does not concern Modal any more.
    void forget(FileId file);

    /// True when the file exists and nothing was put for it.
    [[nodiscard]] bool is_unread(FileId file) const;

    void set_complete(bool complete);

    /// Brings models and apps up to date with what was put since the last commit.
    IndexChange commit();

    /// As of the last commit.
    [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }

    [[nodiscard]] const FileTable& table() const { return *table_; }

  private:
    class ModulesView;

    [[nodiscard]] FileTable& own_table();
    [[nodiscard]] bool misses_what_is_there(const File& file) const;
    [[nodiscard]] std::set<FileId> stale_models() const;

    std::shared_ptr<FileTable> table_;
    Snapshot snapshot_;
    std::vector<std::shared_ptr<const File>> files_;
    std::set<FileId> changed_;            ///< put or forgotten since the last commit
    std::set<FileId> changed_for_others_; ///< of those, the ones whose facts differ in more than positions
    bool paths_changed_ = false;
};

} // namespace modal_lsp::workspace
