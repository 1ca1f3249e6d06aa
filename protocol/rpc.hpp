#pragma once
#include "protocol/error.hpp"
#include "protocol/json.hpp"

#include <tl/expected.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace modal_lsp::protocol {

/// The id of a request: a number or a string. Null only in errors that answer a message whose id could not be
/// read.
class RequestId {
  public:
    RequestId() = default;

    explicit RequestId(std::int64_t number) : value_(number) {}

    explicit RequestId(std::string text) : value_(std::move(text)) {}

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }

    [[nodiscard]] Json to_json() const;

    friend auto operator<=>(const RequestId&, const RequestId&) = default;

  private:
    std::variant<std::monostate, std::int64_t, std::string> value_;
};

/// `params` is an object or an array, or null when absent.
struct Request {
    RequestId id{};
    std::string method{};
    Json params{};
};

struct Notification {
    std::string method{};
    Json params{};
};

struct Response {
    RequestId id{};
    tl::expected<Json, ResponseError> outcome{};
};

using Message = std::variant<Request, Notification, Response>;

/// Why a text is no message, and the error response it deserves.
struct ProtocolProblem {
    RequestId id{}; ///< null when it could not be read
    ResponseError error{};
    bool answerable = true; ///< false for malformed responses: answering those could go on for ever
};

/// Deepest nesting of arrays and objects that is parsed.
inline constexpr std::size_t kMaxJsonDepth = 256;

/// Reads one JSON-RPC 2.0 message. Total: any bytes give a message or a problem; the stack does not grow with
/// the nesting. Batches are refused, as the LSP does not have them. A response with neither `result` nor
/// `error` counts as the result null: clients whose language drops undefined members send such.
[[nodiscard]] tl::expected<Message, ProtocolProblem> parse_message(std::string_view text);

/// The JSON text, without a frame. Never throws: bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_text(const Request& request);
[[nodiscard]] std::string to_text(const Notification& notification);
[[nodiscard]] std::string to_text(const Response& response);

/// The response a problem deserves.
[[nodiscard]] Response response_to(const ProtocolProblem& problem);

} // namespace modal_lsp::protocol
