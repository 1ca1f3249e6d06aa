#pragma once
#include <cstdint>
#include <optional>
#include <string>

namespace modal_lsp::server {

/// How client and server reach each other (LSP 3.17 §implementationConsiderations).
enum class TransportKind : std::uint8_t { stdio, socket, pipe };

/// What the command line says about serving.
struct ServeOptions {
    TransportKind transport = TransportKind::stdio;
    std::uint16_t port = 0; ///< for socket: where the client listens
    std::string pipe;       ///< for pipe: name of a socket file
    std::optional<std::int64_t> client_process_id;
    std::string log_file; ///< empty: standard error
    std::string log_level = "info";
};

} // namespace modal_lsp::server
