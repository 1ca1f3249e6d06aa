#include "server/loop.hpp"

#include <asio/posix/stream_descriptor.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

/// Where the exceptions of our own callbacks end; those of handlers end in the router.
void guarded(const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& error) {
        spdlog::error("internal error on the loop: {}", error.what());
    }
}

void poll_process(Loop& loop, std::int64_t process, std::function<void()> work) {
    if (kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH) return work();
    loop.after(1s, [&loop, process, work = std::move(work)] { poll_process(loop, process, work); });
}

} // namespace

Loop::Loop(unsigned workers) : guard_(asio::make_work_guard(context_)), pool_(workers) {}

Loop::~Loop() = default;

void Loop::post(std::function<void()> work) {
    asio::post(context_, [work = std::move(work)] { guarded(work); });
}

void Loop::after(std::chrono::milliseconds delay, std::function<void()> work) {
    auto timer = std::make_shared<asio::steady_timer>(context_, delay);
    timer->async_wait([timer, work = std::move(work)](const asio::error_code& error) {
        if (!error) guarded(work);
    });
}

void Loop::in_background(Host::Job job) {
    pool_.post([this, job = std::move(job)] { post(job()); });
}

void Loop::when_process_ends(std::int64_t process, std::function<void()> work) {
    if (process <= 0 || (kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)) {
        // In a container the number may be one of another world.
        spdlog::warn("there is no process {} to end with", process);
        return;
    }
    const long descriptor = syscall(SYS_pidfd_open, static_cast<pid_t>(process), 0);
    if (descriptor < 0) return poll_process(*this, process, std::move(work));
    auto handle = std::make_shared<asio::posix::stream_descriptor>(context_, static_cast<int>(descriptor));
    handle->async_wait(asio::posix::stream_descriptor::wait_read,
                       [handle, work = std::move(work)](const asio::error_code& error) {
                           if (!error) guarded(work);
                       });
}

int Loop::run() {
    context_.run();
    return code_;
}

void Loop::stop(int code) {
    if (std::exchange(stopped_, true)) return;
    code_ = code;
    context_.stop();
}

} // namespace modal_lsp::server
