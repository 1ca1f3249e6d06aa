#include "server/transport.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostQueuedBytes = std::size_t{256} << 20U;
constexpr std::size_t kMostWaiting = 4096;
constexpr auto kLastWords = 500ms;

tl::unexpected<std::string> failed(std::string_view what) {
    return tl::unexpected(fmt::format("{}: {}", what, std::strerror(errno)));
}

tl::expected<Channel, std::string> take_standard_streams() {
    const Channel channel{.in = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3),
                          .out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)};
    if (channel.in < 0 || channel.out < 0) return failed("cannot use standard input and output");
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        close(nothing);
    }
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return channel;
}

tl::expected<Channel, std::string> connect_to(int socket, const sockaddr* address, socklen_t size,
                                              std::string_view name) {
    if (socket >= 0 && connect(socket, address, size) == 0) return Channel{.in = socket, .out = socket};
    auto failure = failed(fmt::format("cannot connect to {}", name));
    if (socket >= 0) close(socket);
    return failure;
}

tl::expected<Channel, std::string> connect_to_port(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The C interface takes every family's address as this type.
    return connect_to(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
                      reinterpret_cast<const sockaddr*>(&address), sizeof address,
                      fmt::format("port {}", port));
}

tl::expected<Channel, std::string> connect_to_pipe(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= sizeof address.sun_path)
        return tl::unexpected(
            fmt::format("the name of the pipe is longer than {} bytes", sizeof address.sun_path - 1));
    name.copy(address.sun_path, name.size());
    return connect_to(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
                      reinterpret_cast<const sockaddr*>(&address), sizeof address,
                      fmt::format("\"{}\"", name));
}

/// A pipe that is ready takes this much without blocking (POSIX PIPE_BUF).
constexpr std::size_t kSureBytes = 4096;

/// False when the other side is gone, or `wake` says to stop.
bool write_all(int out, int wake, std::string_view bytes) {
    while (!bytes.empty()) {
        std::array<pollfd, 2> ends{{{out, POLLOUT, 0}, {wake, POLLIN, 0}}};
        if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return false;
        if (ends[1].revents != 0) return false;
        if (ends[0].revents == 0) continue;
        const ssize_t written = ::write(out, bytes.data(), std::min(bytes.size(), kSureBytes));
        if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

tl::expected<Channel, std::string> open_channel(const ServeOptions& command) {
    switch (command.transport) {
    case TransportKind::socket: return connect_to_port(command.port);
    case TransportKind::pipe: return connect_to_pipe(command.pipe);
    case TransportKind::stdio: break;
    }
    return take_standard_streams();
}

Transport::Transport(Channel channel, Events events) : channel_(channel), events_(std::move(events)) {
    if (pipe2(wake_, O_CLOEXEC) != 0) wake_[0] = wake_[1] = -1;
    reader_ = std::thread([this] { read(); });
    writer_ = std::thread([this] { write(); });
}

Transport::~Transport() {
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kLastWords, [this] { return queued_bytes_ == 0 || broken_; });
        stopping_ = true;
        queue_.clear();
    }
    changed_.notify_all();
    close(wake_[1]);
    reader_.join();
    writer_.join();
    close(wake_[0]);
    close(channel_.in);
    if (channel_.out != channel_.in) close(channel_.out);
}

void Transport::end(bool broken) {
    {
        const std::scoped_lock lock(mutex_);
        broken_ = broken_ || broken;
        if (std::exchange(ended_, true)) return;
    }
    changed_.notify_all();
    events_.ended();
}

void Transport::admit(protocol::Frame frame) {
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_ < kMostWaiting || stopping_; });
        if (stopping_) return;
        ++waiting_;
    }
    events_.received(std::move(frame));
}

void Transport::done_with_one() {
    {
        const std::scoped_lock lock(mutex_);
        --waiting_;
    }
    changed_.notify_all();
}

void Transport::read() {
    protocol::FrameReader frames;
    std::array<char, 65536> buffer{};
    while (true) {
        // Standard output is looked at, too: a client that closes only that end is as good as gone.
        std::array<pollfd, 3> ends{{{channel_.in, POLLIN, 0}, {wake_[0], POLLIN, 0}, {channel_.out, 0, 0}}};
        if (poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) break;
        if (ends[1].revents != 0) return;
        if ((ends[0].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) == 0) {
            if ((ends[2].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) return end(true);
            continue;
        }
        // NOLINTNEXTLINE(clang-analyzer-unix.BlockInCriticalSection): no lock is held between frames
        const ssize_t length = ::read(channel_.in, buffer.data(), buffer.size());
        if (length < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (length <= 0) break;
        frames.feed(std::string_view(buffer.data(), static_cast<std::size_t>(length)));
        while (auto frame = frames.next())
            admit(*std::move(frame));
    }
    end(false);
}

void Transport::send(const std::string& text) {
    std::string frame = protocol::encode_frame(text);
    bool given_up = false;
    {
        const std::scoped_lock lock(mutex_);
        if (broken_ || stopping_) return;
        given_up = queued_bytes_ + frame.size() > kMostQueuedBytes;
        if (!given_up) {
            queued_bytes_ += frame.size();
            queue_.push_back(std::move(frame));
        }
    }
    if (given_up) return end(true);
    changed_.notify_all();
}

void Transport::write() {
    while (true) {
        std::string frame;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || broken_ || !queue_.empty(); });
            if (stopping_ || broken_) return;
            frame = std::move(queue_.front());
            queue_.pop_front();
        }
        const bool written = write_all(channel_.out, wake_[0], frame);
        {
            const std::scoped_lock lock(mutex_);
            queued_bytes_ -= frame.size();
        }
        changed_.notify_all();
        if (!written) return end(true);
    }
}

} // namespace modal_lsp::server
