#pragma once
#include "protocol/describe.hpp"
#include "protocol/exchange.hpp"

#include <memory>
#include <stop_token>
#include <utility>

namespace modal_lsp::protocol {

/// The right to answer one request once. Move-only; belongs to the thread of the router, only stop_token()
/// may travel.
///
/// Dropped unused it answers InternalError and reports an incident. After a cancel, or after the router is
/// gone, an answer goes nowhere, quietly.
template <class Result> class Reply {
  public:
    Reply(std::weak_ptr<Exchange> exchange, Exchange::Ticket ticket)
        : exchange_(std::move(exchange)), ticket_(std::move(ticket)) {}

    Reply(Reply&&) noexcept = default;

    /// Gives up what was held, as the destructor does.
    Reply& operator=(Reply&& other) noexcept {
        if (this == &other) return *this;
        abandon();
        exchange_ = std::move(other.exchange_);
        ticket_ = std::move(other.ticket_);
        return *this;
    }

    Reply(const Reply&) = delete;
    Reply& operator=(const Reply&) = delete;

    ~Reply() { abandon(); }

    void ok(const Result& result) && { finish(encode(result)); }

    void fail(ResponseError error) && { finish(tl::unexpected(std::move(error))); }

    /// Whether the client has withdrawn the request; working on is then a waste.
    [[nodiscard]] bool cancelled() const { return ticket_.cancellation.stop_requested(); }

    [[nodiscard]] std::stop_token stop_token() const { return ticket_.cancellation.get_token(); }

  private:
    void abandon() noexcept {
        const auto exchange = exchange_.lock();
        if (!exchange || cancelled()) return;
        exchange->report(Incident::Kind::reply_abandoned, ticket_.method, "the handler dropped its reply");
        exchange->answer(ticket_, tl::unexpected(ResponseError{.message = "the server gave no answer"}));
    }

    void finish(tl::expected<Json, ResponseError> outcome) {
        // Letting go first makes the destructor quiet, whatever answering leads to.
        if (const auto exchange = std::exchange(exchange_, {}).lock())
            exchange->answer(ticket_, std::move(outcome));
    }

    std::weak_ptr<Exchange> exchange_; // empty once used or moved from
    Exchange::Ticket ticket_;
};

} // namespace modal_lsp::protocol
