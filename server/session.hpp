#pragma once
#include "protocol/methods.hpp"
#include "protocol/peer.hpp"
#include "protocol/reply.hpp"
#include "server/client.hpp"
#include "server/diagnostics.hpp"
#include "server/documents.hpp"
#include "server/feed.hpp"
#include "server/host.hpp"
#include "server/indexer.hpp"
#include "server/live_names.hpp"
#include "server/operate/operations.hpp"
#include "server/progress.hpp"
#include "server/project.hpp"
#include "server/sdk_library.hpp"
#include "server/settings.hpp"
#include "server/sync.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// A document as a request about it sees it. Valid until the session changes.
struct View {
    const workspace::Snapshot& snapshot;
    const workspace::File& file;
};

/// All state of the server. Belongs to the loop's thread.
class Session {
  public:
    /// All must outlive the session.
    Session(Host host, protocol::Peer& peer);

    // The life of the connection.
    [[nodiscard]] lsp::InitializeResult initialize(const lsp::InitializeParams& params);
    void initialized();
    void shut_down();

    void set_trace(const std::string& level) { verbose_ = level == "verbose"; }

    /// True while messages have to wait for the client's settings; `on_release` is called when it is over.
    [[nodiscard]] bool holds_messages() const { return asking_; }

    std::function<void()> on_release;
    /// Stops waiting.
    void stop_asking();

    // Documents.
    void open(const lsp::TextDocumentItem& item);
    void change(const lsp::DidChangeTextDocumentParams& params);
    void saved(const std::string& uri);
    void close(const std::string& uri);

    // The world around.
    /// Files or folders came, changed or went; any may be named, also more than once.
    void disk_changed(const std::vector<std::string>& paths);
    void configuration_changed(const std::optional<protocol::Json>& pushed);
    void folders_changed(const lsp::WorkspaceFoldersChangeEvent& event);
    /// Looks at every file again.
    void reindex();
    /// Reads the Python files of the project that mention a name and were passed over so far. Takes as long
    /// as reading them takes.
    void read_mentioning(const std::string& name);

    // What handlers read.
    [[nodiscard]] const Client& client() const { return client_; }

    [[nodiscard]] const Documents& documents() const { return documents_; }

    [[nodiscard]] const Project& project() const { return project_; }

    [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

    [[nodiscard]] DiagnosticFeed& feed() { return feed_; }

    /// The documentation's pages that were fetched; null: none, or not read yet.
    [[nodiscard]] const docs::SiteIndex* site() const { return site_.get(); }

    [[nodiscard]] protocol::Peer& peer() { return *peer_; }

    /// Brings the questions to what the settings and the workspace say now, and gives what answers them.
    [[nodiscard]] LiveNames& live_names();

    [[nodiscard]] operate::Operations& operations() { return operations_; }

    /// Of messages about a file: its settings', else the reader's.
    [[nodiscard]] Language language_for(const workspace::File& file) const {
        return language_of(*file.config, client_.language);
    }

    /// The settings that a file in this folder would have.
    [[nodiscard]] std::shared_ptr<const Config> config_in(const std::string& folder);

    /// Nothing for a document that is not known or does not concern Modal.
    [[nodiscard]] std::optional<View> view(const std::string& uri) const;
    [[nodiscard]] Counters counters() const;
    /// True while files that nobody looked at yet are being read.
    [[nodiscard]] bool is_indexing() const;
    /// Runs it when that is over, but after two seconds at the latest, and before a document changes.
    void once_indexed(std::function<void()> work);
    /// Answers when everything that is under way is done.
    void when_settled(protocol::Reply<Counters> reply);

    /// To the client's log, and to ours.
    void log(lsp::MessageType type, const std::string& message);

  private:
    void start();
    void register_capabilities();
    void ask_for_settings();
    void take_settings(std::uint64_t question, const std::vector<std::string>& folders,
                       const tl::expected<std::vector<protocol::Json>, protocol::ResponseError>& answer);
    void apply_settings();
    void apply_folders();
    void adopt_project_of(const std::string& path);
    /// True when it is another than before.
    bool set_kind(OpenDocument& document);
    void reconfigure();
    void analyze(OpenDocument& document);
    /// Makes what was put visible. While files are being read, only those that differ are told about.
    void commit();
    [[nodiscard]] workspace::IndexChange commit_project();
    /// Gives the index those of the files that are open; false when none is.
    bool put_open(const std::vector<workspace::FileId>& files);
    void tell(const workspace::IndexChange& change);
    void indexing_done();
    void sweep();
    void read_site();
    void ask_live_names();
    /// Gives every file its settings anew.
    void hand_out_settings();
    void settings_gained();
    void refresh_decorations();
    void sdk_read(const SdkPackage& package, const SdkRead& read);
    void watch_folders();
    void adopt_projects();
    void reconsider_kinds();
    void settle();
    /// Runs what was held back.
    void release();

    Host host_;
    protocol::Peer* peer_;
    Client client_;
    Settings settings_;
    Documents documents_;
    Project project_;
    Diagnostics diagnostics_;
    DiagnosticFeed feed_;
    Indexer indexer_;
    SdkLibrary sdks_;
    std::shared_ptr<const docs::SiteIndex> site_;
    bool reading_site_ = false;
    Progress progress_;
    operate::Operations operations_;
    LiveNames live_names_;
    std::vector<std::string> folders_;    // as the client opened them
    std::set<std::string> found_folders_; // when it opened none: around the files it opened
    std::vector<std::string> roots_;      // in force
    bool started_ = false, asking_ = false, complete_ = false, verbose_ = false, watches_itself_ = false,
         sweeps_ = false;
    std::uint64_t questions_ = 0;
    std::size_t models_ = 0;
    std::set<std::string> told_problems_;
    std::vector<std::string> watched_;
    std::vector<protocol::Reply<Counters>> waiting_;
    std::vector<std::function<void()>> held_;
    std::uint64_t release_round_ = 0; // of what is held
};

} // namespace modal_lsp::server
