#pragma once
#include <string>

namespace modal_lsp::protocol {

/// Error codes of JSON-RPC 2.0 and of LSP 3.17 §errorCodes.
namespace error_code {
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kServerNotInitialized = -32002;
inline constexpr int kRequestFailed = -32803;
inline constexpr int kServerCancelled = -32802;
inline constexpr int kContentModified = -32801;
inline constexpr int kRequestCancelled = -32800;
} // namespace error_code

/// The `error` member of a response.
struct ResponseError {
    int code = error_code::kInternalError;
    std::string message{};
};

} // namespace modal_lsp::protocol
