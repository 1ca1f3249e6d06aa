#pragma once
#include "protocol/peer.hpp"
#include "server/client.hpp"
#include "server/host.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace modal_lsp::server {

/// Shows that the project is being read, to clients that show such things, if it takes long enough to notice.
class Progress {
  public:
    /// All must outlive it.
    Progress(const Host& host, protocol::Peer& peer, const Client& client)
        : host_(&host), peer_(&peer), client_(&client) {}

    void begin();
    void report(std::size_t done, std::size_t left);
    void end(const std::string& message);

  private:
    void create(std::uint64_t round);
    void send(protocol::Json value);

    const Host* host_;
    protocol::Peer* peer_;
    const Client* client_;
    std::uint64_t round_ = 0; // of reading; odd while it is under way
    bool shown_ = false;
    std::uint32_t last_percentage_ = 0;
};

} // namespace modal_lsp::server
