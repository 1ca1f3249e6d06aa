#pragma once
#include "server/operate/probe.hpp"
#include "server/setting.hpp"

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::server::operate {

/// One `[[check]]` of an `app.e2e.toml`: a request, and what its answer has to be.
struct WebCheck {
    std::string method = "GET", path = "/health";
    std::string function; ///< whose address; empty: the only one
    std::optional<std::string> body;
    std::string content_type = "application/json";
    long status = 200;
    /// From a path into the answer, "items.0.name", to a value as JSON.
    std::vector<std::pair<std::string, std::string>> json;
    std::chrono::seconds limit{120}; ///< a cold start is waited for as long
    friend bool operator==(const WebCheck&, const WebCheck&) = default;
};

/// Reads the file beside the app. The error is a sentence with the line. A file without checks is an error:
/// it would pass whatever happens.
[[nodiscard]] tl::expected<std::vector<WebCheck>, std::string> parse_checks(std::string_view text);

/// `/health` answers with 200.
[[nodiscard]] std::vector<WebCheck> default_checks();

/// What is wrong with the answer; empty when nothing is.
[[nodiscard]] std::string mismatch(const WebCheck& check, const WebReply& reply, Language language);

} // namespace modal_lsp::server::operate
