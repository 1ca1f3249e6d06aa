#pragma once
#include "protocol/router.hpp"
#include "server/host.hpp"
#include "server/session.hpp"

#include <deque>
#include <optional>
#include <string_view>

namespace modal_lsp::server {

/// One client's conversation: messages in, messages out. Loop thread only; knows no descriptors.
class Connection {
  public:
    /// `sink` gets the text of every outgoing message.
    Connection(Host host, protocol::Sink sink);

    /// One message's text.
    void receive(std::string_view text);

    /// Set once the client said exit.
    [[nodiscard]] std::optional<int> exit_code() const { return router_.exit_code(); }

    [[nodiscard]] bool is_shut_down() const {
        return router_.phase() == protocol::Exchange::Phase::shut_down;
    }

    [[nodiscard]] Session& session() { return session_; }

  private:
    [[nodiscard]] bool must_wait(const protocol::Message& message);
    void release();
    void report(const protocol::Incident& incident);

    protocol::Router<Session> router_;
    Session session_;
    std::deque<protocol::Message> held_; // until the client's settings are known
};

} // namespace modal_lsp::server
