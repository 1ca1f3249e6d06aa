#include "tests/bench/client.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace modal_lsp::bench {
namespace {

constexpr int kPatienceMs = 20'000;

} // namespace

Client::Client(const std::string& binary) {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> in{}, out{};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) return;
    // Not fork(): that copies this program's page tables, which would be counted as the server's start.
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string program = binary, stdio = "--stdio";
    std::array<char*, 3> arguments{program.data(), stdio.data(), nullptr};
    if (posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ) != 0)
        process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    to_ = in[1];
    from_ = out[0];
}

Client::~Client() {
    if (to_ >= 0) close(to_);
    if (from_ >= 0) close(from_);
    if (process_ <= 0) return;
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
}

void Client::send(const Json& message) {
    const std::string frame = protocol::encode_frame(protocol::dump(message));
    for (std::size_t at = 0; at < frame.size();) {
        const ssize_t written = write(to_, frame.data() + at, frame.size() - at);
        if (written <= 0) return;
        at += static_cast<std::size_t>(written);
    }
}

std::optional<Client::Json> Client::read() {
    while (true) {
        if (auto frame = frames_.next()) {
            if (!*frame) return std::nullopt;
            return Json::parse(**frame, nullptr, false);
        }
        pollfd waiting{.fd = from_, .events = POLLIN, .revents = 0};
        if (poll(&waiting, 1, kPatienceMs) <= 0) return std::nullopt;
        std::array<char, 65536> buffer{};
        const ssize_t length = ::read(from_, buffer.data(), buffer.size());
        if (length <= 0) return std::nullopt;
        frames_.feed({buffer.data(), static_cast<std::size_t>(length)});
    }
}

bool Client::answer(const Json& message) {
    if (!message.contains("id") || !message.contains("method")) return false;
    send({{"jsonrpc", "2.0"}, {"id", message["id"]}, {"result", nullptr}});
    return true;
}

std::optional<Client::Json> Client::request(std::string_view method, Json params) {
    const std::int64_t id = next_id_++;
    send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}});
    while (auto message = read())
        if (!answer(*message) && message->value("id", Json()) == Json(id))
            return message->value("result", Json());
    return std::nullopt;
}

void Client::notify(std::string_view method, Json params) {
    send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

bool Client::wait(std::string_view method, const std::function<bool(const Json& params)>& fits) {
    while (auto message = read())
        if (!answer(*message) && message->value("method", "") == method && fits((*message)["params"]))
            return true;
    return false;
}

} // namespace modal_lsp::bench
