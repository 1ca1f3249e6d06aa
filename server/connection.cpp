#include "server/connection.hpp"

#include "server/handlers/table.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <utility>
#include <variant>

namespace modal_lsp::server {
namespace {

std::string_view method_of(const protocol::Message& message) {
    if (const auto* request = std::get_if<protocol::Request>(&message)) return request->method;
    if (const auto* notification = std::get_if<protocol::Notification>(&message)) return notification->method;
    return {};
}

} // namespace

Connection::Connection(Host host, protocol::Sink sink)
    : router_(std::move(sink), [this](const protocol::Incident& incident) { report(incident); }),
      session_(std::move(host), router_.peer()) {
    handlers::register_all(router_);
    session_.on_release = [this] { release(); };
}

void Connection::receive(std::string_view text) {
    if (!session_.holds_messages() && held_.empty()) return router_.receive(session_, text);
    auto message = protocol::parse_message(text);
    if (!message) return router_.receive(session_, text);
    if (must_wait(*message))
        held_.push_back(*std::move(message));
    else
        router_.receive(session_, *std::move(message));
}

bool Connection::must_wait(const protocol::Message& message) {
    if (std::holds_alternative<protocol::Response>(message)) return false;
    const std::string_view method = method_of(message);
    const bool is_end = method == lsp::ShutdownRequest::name || method == lsp::ExitNotification::name;
    if (is_end) session_.stop_asking();
    return !is_end;
}

void Connection::release() {
    while (!held_.empty()) {
        protocol::Message message = std::move(held_.front());
        held_.pop_front();
        router_.receive(session_, std::move(message));
    }
}

void Connection::report(const protocol::Incident& incident) {
    using Kind = protocol::Incident::Kind;
    const std::string text =
        incident.method.empty() ? incident.detail : incident.method + ": " + incident.detail;
    switch (incident.kind) {
    case Kind::handler_threw:
    case Kind::reply_abandoned:
        spdlog::error("internal error: {}", text);
        return router_.peer().notify<lsp::LogMessageNotification>(
            {.type = lsp::MessageType::Error, .message = "internal error: " + text});
    case Kind::malformed_message:
    case Kind::bad_params: return spdlog::warn("{}", text);
    case Kind::unknown_notification:
    case Kind::too_early:
    case Kind::too_late: return spdlog::info("{}", text);
    }
}

} // namespace modal_lsp::server
