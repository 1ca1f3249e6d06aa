#pragma once
#include "protocol/framing.hpp"
#include "protocol/json.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace modal_lsp::bench {

/// A client of a server that runs as a child process; waits for what it expects and for nothing else.
class Client {
  public:
    using Json = protocol::Json;

    /// Starts the program; nothing is sent yet. The child is ended with the client.
    explicit Client(const std::string& binary);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    /// The result; nullopt when the server does not answer in time. Its own requests are answered with null
    /// meanwhile.
    std::optional<Json> request(std::string_view method, Json params);
    void notify(std::string_view method, Json params);
    /// Reads until a notification fits; false when none comes in time.
    bool wait(std::string_view method, const std::function<bool(const Json& params)>& fits);

    [[nodiscard]] pid_t process() const { return process_; }

  private:
    void send(const Json& message);
    /// The next message; nullopt at the end of the stream or when nothing comes in time.
    std::optional<Json> read();
    bool answer(const Json& message);

    pid_t process_ = -1;
    int to_ = -1, from_ = -1;
    std::int64_t next_id_ = 1;
    protocol::FrameReader frames_;
};

} // namespace modal_lsp::bench
