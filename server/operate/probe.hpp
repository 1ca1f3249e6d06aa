#pragma once
#include "server/operate/tools.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::server::operate {

/// The hidden first argument of a process that asks one web address: the request as JSON follows. A process,
/// so that a request which hangs can be withdrawn, and no thread of the server waits for a cold start.
inline constexpr std::string_view kProbeFlag = "--probe";

struct WebRequest {
    std::string method = "GET", url;
    std::optional<std::string> body;
    std::string content_type = "application/json"; ///< of the body
    std::chrono::seconds limit{30};
};

struct WebReply {
    long status = 0; ///< 0 when there was no reply: see `error`
    std::string body;
    std::string error; ///< a sentence
};

/// An address without the slashes at its end, for a path to be put behind.
[[nodiscard]] std::string without_slash(std::string url);

/// True for what Modal itself answers while there is no container, or no such function.
[[nodiscard]] bool is_of_modal(const WebReply& reply);

/// Asks, by way of such a process.
[[nodiscard]] Task<WebReply> ask_web(const Tools& tools, WebRequest request);

/// The exit code of such a process; nullopt when the arguments do not ask for one. The reply is printed as
/// JSON.
[[nodiscard]] std::optional<int> probe(int argc, char** argv);

} // namespace modal_lsp::server::operate
