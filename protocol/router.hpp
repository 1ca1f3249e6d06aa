#pragma once
#include "protocol/describe.hpp"
#include "protocol/methods.hpp"
#include "protocol/peer.hpp"
#include "protocol/reply.hpp"
#include "protocol/rpc.hpp"

#include <tl/expected.hpp>

#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace modal_lsp::protocol {

template <class F, class C, class M>
concept NotificationHandler = std::is_invocable_r_v<void, F&, C&, const typename M::Params&>;

/// Takes a Reply and answers now or later: `void f(C&, Params, Reply<Result>)`.
template <class F, class C, class M>
concept DeferredHandler = std::is_invocable_r_v<void, F&, C&, typename M::Params, Reply<typename M::Result>>;

/// Answers by returning: `Result f(C&, const Params&)` or the same with `tl::expected<Result,
/// ResponseError>`.
template <class F, class C, class M>
concept ImmediateHandler =
    std::is_invocable_r_v<tl::expected<typename M::Result, ResponseError>, F&, C&, const typename M::Params&>;

/// Finds the handler of each message, decodes its parameters and sees to the answer (LSP 3.17 §baseProtocol,
/// §lifeCycleMessages). `C` is what handlers get first; the router never looks at it.
///
/// The router itself enforces: nothing before initialize, initialize once, nothing after shutdown, unknown
/// methods, bad parameters (InvalidParams with the path), duplicate ids, cancellation, and one answer per
/// request even if the handler throws. shutdown and exit work without a handler. One thread, no lock.
template <class C> class Router {
  public:
    /// `sink` gets the JSON text of every outgoing message; `hook` hears of what is wrong.
    explicit Router(Sink sink, IncidentHook hook = {})
        : peer_(sink), exchange_(std::make_shared<Exchange>(std::move(sink), std::move(hook))) {}

    /// Registers the handler of a method; a second one for the same method replaces the first.
    template <lsp::RequestMethod M, class F> Router& on(F handler) {
        static_assert(
            DeferredHandler<F, C, M> || ImmediateHandler<F, C, M>,
            "a request handler is Result f(C&, const Params&), tl::expected<Result, ResponseError> f(C&, "
            "const Params&) or void f(C&, Params, Reply<Result>)");
        requests_[std::string(M::name)] = [this, handler = std::move(handler)](
                                              C& context, const Json& json, Exchange::Ticket ticket) mutable {
            serve<M>(handler, context, json, std::move(ticket));
        };
        return *this;
    }

    template <lsp::NotificationMethod M, class F> Router& on(F handler) {
        static_assert(NotificationHandler<F, C, M>, "a notification handler is void f(C&, const Params&)");
        notifications_[std::string(M::name)] =
            [this, handler = std::move(handler)](C& context, const Json& json) mutable {
                const auto params = decode_params<M>(json);
                if (params) return static_cast<void>(handler(context, *params));
                exchange_->report(Incident::Kind::bad_params, M::name, params.error().text());
            };
        return *this;
    }

    Router(const Router&) = delete; // handlers hold `this`
    Router& operator=(const Router&) = delete;
    ~Router() = default;
    Router(Router&&) = delete;
    Router& operator=(Router&&) = delete;

    /// Serves one message: the body of a frame.
    void receive(C& context, std::string_view text) {
        auto message = parse_message(text);
        if (message) return receive(context, *std::move(message));
        exchange_->report(Incident::Kind::malformed_message, {}, message.error().error.message);
        if (message.error().answerable) exchange_->send(response_to(message.error()));
    }

    void receive(C& context, Message message) {
        std::visit([&](auto& kind) { route(context, std::move(kind)); }, message);
    }

    [[nodiscard]] Peer& peer() { return peer_; }

    [[nodiscard]] Exchange::Phase phase() const { return exchange_->phase(); }

    /// Requests still without an answer.
    [[nodiscard]] std::size_t pending() const { return exchange_->pending(); }

    /// Set by the exit notification: 0 after shutdown, else 1 (LSP 3.17 §exit).
    [[nodiscard]] std::optional<int> exit_code() const { return exit_code_; }

  private:
    using RequestEntry = std::function<void(C&, const Json&, Exchange::Ticket)>;
    using NotificationEntry = std::function<void(C&, const Json&)>;

    template <class M> static tl::expected<typename M::Params, DecodeError> decode_params(const Json& json) {
        return decode<typename M::Params>(json.is_null() ? Json::object() : json, "params");
    }

    template <class M, class F>
    // NOLINTNEXTLINE(performance-unnecessary-value-param): a handler that answers later takes it along
    void serve(F& handler, C& context, const Json& json, Exchange::Ticket ticket) {
        auto params = decode_params<M>(json);
        if (!params) {
            return exchange_->answer(ticket, tl::unexpected(ResponseError{.code = error_code::kInvalidParams,
                                                                          .message = params.error().text()}));
        }
        if constexpr (DeferredHandler<F, C, M>) {
            handler(context, *std::move(params), Reply<typename M::Result>(exchange_, std::move(ticket)));
        } else {
            const tl::expected<typename M::Result, ResponseError> outcome = handler(context, *params);
            exchange_->answer(ticket, outcome.map([](const auto& result) { return encode(result); }));
        }
    }

    void route(C& context, Request request) {
        const auto ticket = exchange_->open(request);
        if (!ticket) return;
        const auto entry = requests_.find(request.method);
        if (entry == requests_.end()) return answer_unhandled(*ticket);
        auto failed = guarded(request.method, [&] { entry->second(context, request.params, *ticket); });
        if (failed) exchange_->answer(*ticket, tl::unexpected(*std::move(failed)));
    }

    void route(C& context, Notification notification) {
        const std::string& method = notification.method;
        if (method == lsp::ExitNotification::name) exit_code_ = phase() == Exchange::Phase::shut_down ? 0 : 1;
        if (!exchange_->admits(method)) return;
        if (method == lsp::CancelRequestNotification::name) return cancel(notification.params);
        const auto entry = notifications_.find(method);
        if (entry != notifications_.end()) {
            static_cast<void>(guarded(method, [&] { entry->second(context, notification.params); }));
        } else if (!method.starts_with("$/") && method != lsp::ExitNotification::name) {
            exchange_->report(Incident::Kind::unknown_notification, method, "no handler");
        }
    }

    void route(C& /*context*/, Response response) {
        static_cast<void>(guarded("response", [&] { peer_.receive(std::move(response)); }));
    }

    void answer_unhandled(const Exchange::Ticket& ticket) {
        if (ticket.method == lsp::ShutdownRequest::name) return exchange_->answer(ticket, Json(nullptr));
        exchange_->answer(
            ticket, tl::unexpected(ResponseError{.code = error_code::kMethodNotFound,
                                                 .message = "unknown method \"" + ticket.method + "\""}));
    }

    void cancel(const Json& json) {
        const auto params = decode_params<lsp::CancelRequestNotification>(json);
        if (params)
            return exchange_->cancel(std::visit([](const auto& id) { return RequestId(id); }, params->id));
        exchange_->report(Incident::Kind::bad_params, lsp::CancelRequestNotification::name,
                          params.error().text());
    }

    /// Runs a handler. The one place where a handler's exception, which is a bug, ends.
    template <class F> std::optional<ResponseError> guarded(std::string_view method, F run) const {
        std::string what;
        try {
            run();
            return {};
        } catch (const std::exception& error) {
            what = error.what();
        } catch (...) {
            what = "an unknown exception";
        }
        exchange_->report(Incident::Kind::handler_threw, method, what);
        return ResponseError{.message = "internal error: " + what};
    }

    Peer peer_;
    std::shared_ptr<Exchange> exchange_;
    std::map<std::string, RequestEntry, std::less<>> requests_;
    std::map<std::string, NotificationEntry, std::less<>> notifications_;
    std::optional<int> exit_code_;
};

} // namespace modal_lsp::protocol
