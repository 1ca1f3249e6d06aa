#pragma once
#include "protocol/describe.hpp"
#include "protocol/methods.hpp"
#include "protocol/rpc.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace modal_lsp::protocol {

/// Takes one message's JSON text, without a frame, to the other side.
using Sink = std::function<void(std::string)>;

/// What the other side can be asked and told. Allocates the ids of our own requests and keeps their
/// continuations. One thread, no lock.
class Peer {
  public:
    explicit Peer(Sink sink) : sink_(std::move(sink)) {}

    /// Sends a request. `then` is called once, with a `tl::expected<M::Result, ResponseError>`, when the
    /// answer comes; an answer of the wrong shape arrives as an InternalError. It may be move-only. It is
    /// dropped uncalled with the Peer.
    template <lsp::RequestMethod M, class Continuation>
    RequestId call(const typename M::Params& params, Continuation&& then) {
        using Answer = tl::expected<typename M::Result, ResponseError>;
        static_assert(std::is_invocable_v<Continuation&, Answer>,
                      "a continuation takes tl::expected<M::Result, ResponseError>");
        // std::function wants copies; sharing lets continuations own a Reply.
        auto shared = std::make_shared<std::decay_t<Continuation>>(std::forward<Continuation>(then));
        return send(M::name, encode(params), [shared](tl::expected<Json, ResponseError> outcome) {
            (*shared)(std::move(outcome).and_then(
                [](const Json& json) -> Answer { return decoded<typename M::Result>(M::name, json); }));
        });
    }

    template <lsp::NotificationMethod M> void notify(const typename M::Params& params) {
        sink_(to_text(Notification{.method = std::string(M::name), .params = encode(params)}));
    }

    /// Hands an answer to its continuation. Answers to ids never sent, or already answered, are ignored.
    void receive(Response response);

    /// Asks the other side to give up a request; its answer still comes.
    void cancel(const RequestId& id);

    /// Requests still without an answer.
    [[nodiscard]] std::size_t outstanding() const { return continuations_.size(); }

  private:
    using Continuation = std::function<void(tl::expected<Json, ResponseError>)>;

    template <class Result>
    static tl::expected<Result, ResponseError> decoded(std::string_view method, const Json& json) {
        return decode<Result>(json, "result").map_error([&](const DecodeError& error) {
            return malformed_answer(method, error);
        });
    }

    static ResponseError malformed_answer(std::string_view method, const DecodeError& error);
    RequestId send(std::string_view method, Json params, Continuation then);

    Sink sink_;
    std::int64_t last_id_ = 0;
    std::map<RequestId, Continuation> continuations_;
};

} // namespace modal_lsp::protocol
