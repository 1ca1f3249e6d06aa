#pragma once
#include "protocol/reply.hpp"
#include "server/session.hpp"

#include <fmt/format.h>

#include <exception>
#include <memory>
#include <utility>

namespace modal_lsp::server::handlers {

/// Answers when the workspace was read, see Session::once_indexed: `answer` gets the reply, unless the
/// request was withdrawn meanwhile. What it throws is a bug, and becomes the answer.
template <class Result, class Answer>
void once_indexed(Session& session, protocol::Reply<Result> reply, Answer answer) {
    // What is held has to be copyable.
    const auto waiting = std::make_shared<protocol::Reply<Result>>(std::move(reply));
    session.once_indexed([answer = std::move(answer), waiting] {
        if (waiting->cancelled()) return;
        try {
            answer(*waiting);
        } catch (const std::exception& error) {
            std::move(*waiting).fail({.message = fmt::format("internal error: {}", error.what())});
        }
    });
}

} // namespace modal_lsp::server::handlers
