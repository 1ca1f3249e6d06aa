#pragma once
#include "protocol/router.hpp"
#include "server/session.hpp"

namespace modal_lsp::server::handlers {

/// Every message the server understands, in the order of LSP 3.17.
void register_all(protocol::Router<Session>& router);

} // namespace modal_lsp::server::handlers
