#pragma once
#include "analysis/text/edit.hpp"
#include "protocol/types/workspace_edit.hpp"
#include "server/session.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::server {

/// Gathers changes to files of a snapshot, in the form that the client takes: with the versions of open
/// documents where it has them.
class WorkspaceEdits {
  public:
    /// Both must outlive this.
    WorkspaceEdits(const Session& session, const workspace::Snapshot& snapshot)
        : session_(&session), snapshot_(&snapshot) {}

    /// With a label, the client asks before it makes this change: only for clients that honour annotations.
    void add(const std::string& path, text::Edit edit, std::string label = {});

    /// Nothing when one of the files is not in the snapshot.
    [[nodiscard]] std::optional<lsp::WorkspaceEdit> take() &&;

  private:
    struct Change {
        text::Edit edit;
        std::string label;
    };

    using Edits = std::vector<std::variant<lsp::AnnotatedTextEdit, lsp::TextEdit>>;

    [[nodiscard]] Edits annotated(const workspace::File& file, std::vector<Change>& changes,
                                  lsp::WorkspaceEdit& out) const;

    const Session* session_;
    const workspace::Snapshot* snapshot_;
    std::map<std::string, std::vector<Change>> changes_; // by path
};

} // namespace modal_lsp::server
