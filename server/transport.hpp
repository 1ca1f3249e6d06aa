#pragma once
#include "protocol/framing.hpp"
#include "server/serve_options.hpp"

#include <tl/expected.hpp>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace modal_lsp::server {

/// The two ends of a connection; the same descriptor twice for a socket.
struct Channel {
    int in = -1, out = -1;
};

/// Opens what the command line asks for. Takes standard input and output away from everybody else: a stray
/// print goes to standard error from then on. A message when there is nobody to connect to.
[[nodiscard]] tl::expected<Channel, std::string> open_channel(const ServeOptions& command);

/// Moves frames in and out on two threads of its own, so that a slow client never holds up the loop.
class Transport {
  public:
    struct Events {
        /// A message, or bytes that are none. Called on the reader's thread; must hand over quickly.
        std::function<void(protocol::Frame)> received;
        /// Once: the other side is gone, in either direction. Called on either thread.
        std::function<void()> ended;
    };

    Transport(Channel channel, Events events);
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;
    /// Gives what was sent a moment to get out, then lets go of the channel.
    ~Transport();

    /// Queues a message's text. Never waits; a client that stops reading is given up when too much has piled
    /// up.
    void send(const std::string& text);
    /// To be called for each message once it was dealt with: the reader pauses when too many are waiting.
    void done_with_one();

  private:
    void read();
    void write();
    void end(bool broken);
    void admit(protocol::Frame frame);

    Channel channel_;
    Events events_;
    int wake_[2] = {-1, -1}; // a pipe that ends the reader's wait
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::string> queue_;
    std::size_t queued_bytes_ = 0;
    std::size_t waiting_ = 0; // messages received and not yet dealt with
    bool stopping_ = false;
    bool broken_ = false; // nobody takes what is sent
    bool ended_ = false;  // `ended` was called
    std::thread reader_, writer_;
};

} // namespace modal_lsp::server
