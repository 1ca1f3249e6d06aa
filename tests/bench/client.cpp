#include "tests/bench/client.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
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
    process_ = fork();
    if (process_ == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        const int quiet = open("/dev/null", O_WRONLY);
        dup2(quiet, STDERR_FILENO);
        execl(binary.c_str(), binary.c_str(), "--stdio", nullptr);
        _exit(127);
    }
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
