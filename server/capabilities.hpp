#pragma once
#include "protocol/methods.hpp"
#include "protocol/types/lifecycle.hpp"
#include "server/client.hpp"

#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// What the server offers this client. All of it is static: many clients cannot register later.
[[nodiscard]] lsp::ServerCapabilities server_capabilities(const Client& client);

/// What is registered once the client is ready, as far as it can be.
[[nodiscard]] std::vector<lsp::Registration> registrations(const Client& client);

inline constexpr std::string_view kStatusCommand = "modal-lsp.status";
inline constexpr std::string_view kReindexCommand = "modal-lsp.reindex";
/// Applies a code action, for clients that know only commands.
inline constexpr std::string_view kApplyCommand = "modal-lsp.apply";

/// Shows a page of the documentation: its address. Without a way to, it is told.
inline constexpr std::string_view kOpenDocumentationCommand = "modal-lsp.openDocumentation";
/// Searches the SDK and the pages that were fetched: words. Answers with places.
inline constexpr std::string_view kSearchDocumentationCommand = "modal-lsp.searchDocumentation";

/// Shows places: the document and position that ask, then the places. Several are chosen from by whom it
/// asks.
inline constexpr std::string_view kShowReferencesCommand = "modal-lsp.showReferences";

/// Answers with the apps and what they hold, with their places.
inline constexpr std::string_view kAppsCommand = "modal-lsp.apps";

/// Answers with the graph of all apps; its argument is a format of `modal-lsp graph`, "mermaid" without one.
inline constexpr std::string_view kGraphCommand = "modal-lsp.graph";

/// Reads again what is deployed, and what there is. Answers with it.
inline constexpr std::string_view kRefreshLiveNamesCommand = "modal-lsp.refreshLiveNames";

/// Begins a file: `{"kind", "name", "folder" or "uri" of a document beside it}`. Answers with its address and
/// text, and whether the client created it. Without an argument, answers with the kinds there are.
inline constexpr std::string_view kNewFileCommand = "modal-lsp.newFile";

/// In front of the names of the operating commands, "modal-lsp.deploy": see server/operate/perform.
inline constexpr std::string_view kCommandPrefix = "modal-lsp.";

inline constexpr std::string_view kOpenDocumentationKind = "source.openDocumentation.modal-lsp";
inline constexpr std::string_view kOperateKind = "source.operate.modal-lsp";
inline constexpr std::string_view kFixAllKind = "source.fixAll.modal-lsp";
inline constexpr std::string_view kQuickFixKind = "quickfix";

} // namespace modal_lsp::server
