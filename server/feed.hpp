#pragma once
#include "protocol/methods.hpp"
#include "protocol/peer.hpp"
#include "protocol/reply.hpp"
#include "server/client.hpp"
#include "server/diagnostics.hpp"
#include "server/documents.hpp"
#include "server/host.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// Brings diagnostics to the client: pushes them, or answers its pulls and says when to pull again. Never
/// both for one document.
class DiagnosticFeed {
  public:
    using DocumentReply = lsp::DocumentDiagnosticReport;
    using WorkspaceReply = protocol::Reply<lsp::WorkspaceDiagnosticReport>;

    /// All must outlive it.
    DiagnosticFeed(const Host& host, protocol::Peer& peer, const Client& client, const Documents& open,
                   Diagnostics& diagnostics)
        : host_(&host), peer_(&peer), client_(&client), open_(&open), diagnostics_(&diagnostics) {}

    /// What is reported of this open document may differ: pushes it, if it does.
    void document_changed(const std::string& path);

    /// The client asks for an edited document by itself.
    void document_edited(const std::string& path) { given_.erase(path); }

    /// After didClose nothing is said about a document any more.
    void document_closed(const std::string& path, const std::string& uri);
    /// What is reported of anything may differ.
    void everything_changed();

    [[nodiscard]] DocumentReply pull(const lsp::DocumentDiagnosticParams& params);
    /// Answers when there is something the client does not know yet.
    void pull(lsp::WorkspaceDiagnosticParams params, WorkspaceReply reply);
    /// Answers what is still held open.
    void shut_down();

    [[nodiscard]] bool idle() const { return !refresh_due_ && !answer_due_; }

    [[nodiscard]] std::size_t publishes() const { return publishes_; }

  private:
    struct Held {
        lsp::WorkspaceDiagnosticParams params;
        WorkspaceReply reply;
    };

    using WorkspaceItems = std::vector<lsp::WorkspaceDocumentDiagnosticReport>;

    void push(const std::string& path, const FileReport& report);
    void push_configuration_files();
    void refresh_if_stale();
    void answer_held();
    [[nodiscard]] std::optional<WorkspaceItems> news_for(const lsp::WorkspaceDiagnosticParams& params);
    void answer(Held held, WorkspaceItems items);

    const Host* host_;
    protocol::Peer* peer_;
    const Client* client_;
    const Documents* open_;
    Diagnostics* diagnostics_;

    struct Published {
        std::string id;
        std::optional<std::int32_t> version;
        bool empty = true;
    };

    std::map<std::string, Published> published_; // by path
    std::map<std::string, std::string> given_;   // result ids of pulled documents, by path
    std::set<std::string> pulled_configurations_;
    bool pulls_workspace_ = false;
    std::vector<Held> held_;
    bool refresh_due_ = false, answer_due_ = false;
    std::size_t publishes_ = 0;
};

} // namespace modal_lsp::server
