#include "protocol/peer.hpp"

#include <fmt/format.h>

namespace modal_lsp::protocol {

RequestId Peer::send(std::string_view method, Json params, Continuation then) {
    RequestId id(++last_id_);
    continuations_.emplace(id, std::move(then));
    sink_(to_text(Request{.id = id, .method = std::string(method), .params = std::move(params)}));
    return id;
}

void Peer::receive(Response response) {
    // Taken out first: a continuation may call again, and must not be called twice.
    auto node = continuations_.extract(response.id);
    if (!node.empty()) node.mapped()(std::move(response.outcome));
}

void Peer::cancel(const RequestId& id) {
    if (!continuations_.contains(id)) return;
    sink_(to_text(Notification{.method = std::string(lsp::CancelRequestNotification::name),
                               .params = Json::object({{"id", id.to_json()}})}));
}

ResponseError Peer::malformed_answer(std::string_view method, const DecodeError& error) {
    return {.code = error_code::kInternalError,
            .message = fmt::format("malformed answer to \"{}\": {}", method, error.text())};
}

} // namespace modal_lsp::protocol
