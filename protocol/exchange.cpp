#include "protocol/exchange.hpp"

#include <fmt/format.h>

namespace modal_lsp::protocol {

std::optional<ResponseError> Exchange::refusal(const Request& request) const {
    const bool initialize = request.method == lsp::InitializeRequest::name;
    if (pending_.contains(request.id))
        return ResponseError{error_code::kInvalidRequest, "a request with this id is still pending"};
    if (initialize && phase_ != Phase::uninitialized)
        return ResponseError{error_code::kInvalidRequest, "the server is already initialized"};
    if (!initialize && (phase_ == Phase::uninitialized || phase_ == Phase::initializing))
        return ResponseError{error_code::kServerNotInitialized,
                             fmt::format("\"{}\" came before initialize was answered", request.method)};
    if (phase_ == Phase::shut_down)
        return ResponseError{error_code::kInvalidRequest,
                             fmt::format("\"{}\" came after shutdown", request.method)};
    return {};
}

std::optional<Exchange::Ticket> Exchange::open(const Request& request) {
    if (auto error = refusal(request)) {
        send({.id = request.id, .outcome = tl::unexpected(*std::move(error))});
        return {};
    }
    if (request.method == lsp::InitializeRequest::name) phase_ = Phase::initializing;
    if (request.method == lsp::ShutdownRequest::name) phase_ = Phase::shut_down;
    Ticket ticket{.id = request.id, .method = request.method, .serial = ++last_serial_, .cancellation = {}};
    pending_.emplace(request.id, Pending{.serial = ticket.serial, .cancellation = ticket.cancellation});
    return ticket;
}

bool Exchange::admits(std::string_view method) {
    if (method == lsp::ExitNotification::name) return true;
    if (phase_ == Phase::running) return true;
    // Requests from before shutdown may still be pending, and may still be withdrawn.
    if (phase_ == Phase::shut_down && method == lsp::CancelRequestNotification::name) return true;
    if (phase_ == Phase::shut_down)
        report(Incident::Kind::too_late, method, "dropped, as it came after shutdown");
    else
        report(Incident::Kind::too_early, method, "dropped, as it came before initialize was answered");
    return false;
}

void Exchange::answer(const Ticket& ticket, tl::expected<Json, ResponseError> outcome) {
    const auto found = pending_.find(ticket.id);
    if (found == pending_.end() || found->second.serial != ticket.serial) return;
    pending_.erase(found);
    if (ticket.method == lsp::InitializeRequest::name)
        phase_ = outcome ? Phase::running : Phase::uninitialized;
    send({.id = ticket.id, .outcome = std::move(outcome)});
}

void Exchange::cancel(const RequestId& id) {
    const auto found = pending_.find(id);
    if (found == pending_.end()) return;
    found->second.cancellation.request_stop();
    pending_.erase(found);
    send(
        {.id = id,
         .outcome = tl::unexpected(ResponseError{error_code::kRequestCancelled, "cancelled by the client"})});
}

void Exchange::report(Incident::Kind kind, std::string_view method, std::string detail) const {
    if (hook_) hook_({.kind = kind, .method = std::string(method), .detail = std::move(detail)});
}

} // namespace modal_lsp::protocol
