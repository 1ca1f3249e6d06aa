#include "server/handlers/handlers.hpp"

#include <utility>

namespace modal_lsp::server::handlers {

lsp::DocumentDiagnosticReport diagnostic(Session& session, const lsp::DocumentDiagnosticParams& params) {
    return session.feed().pull(params);
}

void workspace_diagnostic(Session& session, lsp::WorkspaceDiagnosticParams params,
                          protocol::Reply<lsp::WorkspaceDiagnosticReport> reply) {
    session.feed().pull(std::move(params), std::move(reply));
}

} // namespace modal_lsp::server::handlers
