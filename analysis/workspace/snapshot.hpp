#pragma once
#include "analysis/commands/command_facts.hpp"
#include "analysis/config.hpp"
#include "analysis/modal/model.hpp"
#include "analysis/python/facts.hpp"
#include "analysis/text/document.hpp"
#include "analysis/workspace/app_index.hpp"
#include "analysis/workspace/file_table.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::workspace {

/// One file of the index, as it was read. Immutable.
struct File {
    FileId id{};
    std::string path; ///< absolute
    text::Document document;
    std::shared_ptr<const python::ModuleFacts> facts;       ///< never null
    std::shared_ptr<const modal::ModuleModel> model;        ///< never null in a snapshot
    std::shared_ptr<const commands::CommandFacts> commands; ///< never null; its host says what the file is
    std::shared_ptr<const Config> config;                   ///< never null
    std::string not_analyzed; ///< why the file was left out or cut short; empty when it was not
    bool open = false;        ///< in an editor: the text is the editor's, not the disk's

    /// False for scripts, workflows and the like: their facts and models are those of nothing.
    [[nodiscard]] bool is_python() const { return commands->host == commands::Host::python; }

    /// True when it was read whole and without errors: only then what is not found in it is not there.
    [[nodiscard]] bool is_sound() const {
        return !facts->has_error && !facts->truncated && not_analyzed.empty();
    }
};

/// Everything a rule or an answer may read. Immutable; a copy shares everything; may be read from any thread.
class Snapshot {
  public:
    /// nullptr when the file has not been read: it does not concern Modal, or not yet.
    [[nodiscard]] const File* file(FileId id) const;
    [[nodiscard]] const File* file(std::string_view path) const;

    /// All files that were read, by number; entries may be null.
    [[nodiscard]] const std::vector<std::shared_ptr<const File>>& files() const { return files_; }

    [[nodiscard]] const AppIndex& apps() const { return *apps_; }

    [[nodiscard]] const FileTable& table() const { return *table_; }

    /// True when every file of the workspace has been looked at: only then does absence prove anything.
    [[nodiscard]] bool complete() const { return complete_; }

    /// The model entries that numbers in the app index stand for.
    [[nodiscard]] const modal::AppDecl& app_decl(const Ref& ref) const;
    [[nodiscard]] const modal::Member& member(const Ref& ref) const;

    /// The text of a stretch of a file; empty when the file has not been read.
    [[nodiscard]] std::string_view source(const modal::Site& site) const;

  private:
    friend class WorkspaceIndex;

    std::vector<std::shared_ptr<const File>> files_;
    std::shared_ptr<const FileTable> table_;
    std::shared_ptr<const AppIndex> apps_;
    bool complete_ = false;
};

} // namespace modal_lsp::workspace
