#pragma once
#include "protocol/peer.hpp"
#include "protocol/rpc.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace modal_lsp::protocol {

/// Something the log should hear of. None of them stops the server.
struct Incident {
    enum class Kind : std::uint8_t {
        unknown_notification,
        malformed_message,
        bad_params,      ///< of a notification; a request is answered instead
        too_early,       ///< a notification before initialize was answered
        too_late,        ///< a notification after shutdown
        handler_threw,   ///< a bug
        reply_abandoned, ///< a bug: a Reply was dropped unused
    };
    Kind kind;
    std::string method; ///< empty if unknown
    std::string detail;
};

using IncidentHook = std::function<void(const Incident&)>;

/// The untyped half of a router: which requests are pending, in which phase of its life the server is, and
/// that each request is answered exactly once. One thread, no lock.
class Exchange {
  public:
    /// LSP 3.17 §lifeCycleMessages. `initializing` lasts until initialize is answered.
    enum class Phase : std::uint8_t { uninitialized, initializing, running, shut_down };

    /// The claim to one pending request. The serial tells requests apart that use the same id one after the
    /// other.
    struct Ticket {
        RequestId id;
        std::string method;
        std::uint64_t serial = 0;
        std::stop_source cancellation; ///< its token may go to any thread
    };

    Exchange(Sink sink, IncidentHook hook) : sink_(std::move(sink)), hook_(std::move(hook)) {}

    /// Registers a request, or answers at once why it cannot be served now.
    [[nodiscard]] std::optional<Ticket> open(const Request& request);
    /// Whether a notification may be delivered now; reports it if not.
    [[nodiscard]] bool admits(std::string_view method);
    /// Answers, unless the ticket was answered before (by a cancel).
    void answer(const Ticket& ticket, tl::expected<Json, ResponseError> outcome);
    /// Answers RequestCancelled at once if the request is pending, and raises its flag.
    void cancel(const RequestId& id);

    void send(const Response& response) { sink_(to_text(response)); }

    void report(Incident::Kind kind, std::string_view method, std::string detail) const;

    [[nodiscard]] Phase phase() const { return phase_; }

    [[nodiscard]] std::size_t pending() const { return pending_.size(); }

  private:
    struct Pending {
        std::uint64_t serial = 0;
        std::stop_source cancellation;
    };

    [[nodiscard]] std::optional<ResponseError> refusal(const Request& request) const;

    Sink sink_;
    IncidentHook hook_;
    Phase phase_ = Phase::uninitialized;
    std::uint64_t last_serial_ = 0;
    std::map<RequestId, Pending> pending_;
};

} // namespace modal_lsp::protocol
