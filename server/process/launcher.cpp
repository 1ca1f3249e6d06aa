#include "server/process/launcher.hpp"

#include "analysis/text/phrase.hpp"
#include "server/process/lines.hpp"
#include "server/process/spawn.hpp"
#include "server/process/supervise.hpp"

#include <asio/buffer.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <sys/wait.h>
#include <system_error>
#include <utility>

namespace modal_lsp::server::process {
namespace {

using namespace std::chrono_literals;
using asio::posix::stream_descriptor;

/// The output of a program that is gone is all in its pipes.
constexpr auto kDrainTime = 1s;

/// A program that runs, for as long as something of it is awaited.
class Running : public std::enable_shared_from_this<Running> {
  public:
    Running(asio::io_context& context, Events events)
        : events_(std::move(events)), output_(context), error_(context), report_(context), control_(context),
          limit_(context), drain_(context) {}

    void begin(const Spawned& spawned, std::chrono::milliseconds limit) {
        supervisor_ = spawned.process;
        output_.assign(spawned.output);
        error_.assign(spawned.error);
        report_.assign(spawned.report);
        control_.assign(spawned.control);
        read(output_, output_lines_, Line::Stream::output);
        read(error_, error_lines_, Line::Stream::error);
        read_report();
        if (limit <= 0ms) return;
        limit_.expires_after(limit);
        limit_.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error) self->stop(End::Kind::timed_out);
        });
    }

    void fail(int error_number) {
        end_ = {.kind = End::Kind::not_started, .code = error_number};
        reported_ = true;
        open_streams_ = 0;
        asio::post(output_.get_executor(), [self = shared_from_this()] { self->tell_end(); });
    }

    void stop(End::Kind why) {
        if (!control_.is_open()) return;
        why_ = why;
        asio::error_code ignored;
        control_.close(ignored);
    }

    void abandon() {
        events_ = {};
        limit_.cancel();
        stop(End::Kind::stopped);
    }

  private:
    void read(stream_descriptor& from, Lines& lines, Line::Stream stream) {
        ++open_streams_;
        read_on(from, lines, stream);
    }

    void read_on(stream_descriptor& from, Lines& lines, Line::Stream stream) {
        auto buffer = std::make_shared<std::array<char, 16384>>();
        from.async_read_some(asio::buffer(*buffer),
                             [self = shared_from_this(), buffer, &from, &lines,
                              stream](const asio::error_code& error, std::size_t size) {
                                 const auto take = [&](std::string text) {
                                     // What is told may drop the child.
                                     if (const auto line = self->events_.line)
                                         line({.stream = stream, .text = std::move(text)});
                                 };
                                 lines.add({buffer->data(), size}, take);
                                 if (!error) return self->read_on(from, lines, stream);
                                 lines.finish(take);
                                 --self->open_streams_;
                                 self->tell_end();
                             });
    }

    void read_report() {
        report_.async_read_some(asio::buffer(&report_bytes_, sizeof report_bytes_),
                                [self = shared_from_this()](const asio::error_code& error, std::size_t size) {
                                    self->take_report(!error && size == sizeof(Report));
                                });
    }

    void take_report(bool whole) {
        limit_.cancel();
        end_ = end_of(whole);
        reported_ = true;
        stop(end_.kind); // lets go of the pipe
        int status = 0;
        while (waitpid(supervisor_, &status, 0) < 0 && errno == EINTR) {
        }
        tell_end();
        if (open_streams_ == 0) return;
        drain_.expires_after(kDrainTime);
        drain_.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (error) return;
            asio::error_code ignored;
            self->output_.close(ignored);
            self->error_.close(ignored);
        });
    }

    [[nodiscard]] End end_of(bool whole) const {
        const bool told = !control_.is_open();
        if (whole && report_bytes_.is_start_failure != 0)
            return {.kind = End::Kind::not_started, .code = report_bytes_.value};
        if (told) return {.kind = why_, .code = 0};
        if (!whole) return {.kind = End::Kind::killed, .code = SIGKILL}; // somebody killed the supervisor
        if (WIFSIGNALED(report_bytes_.value))
            return {.kind = End::Kind::killed, .code = WTERMSIG(report_bytes_.value)};
        return {.kind = End::Kind::exited, .code = WEXITSTATUS(report_bytes_.value)};
    }

    void tell_end() {
        if (!reported_ || open_streams_ > 0 || std::exchange(told_, true)) return;
        drain_.cancel();
        const auto ended = std::exchange(events_, {}).ended;
        if (ended) ended(end_);
    }

    Events events_;
    stream_descriptor output_, error_, report_, control_;
    asio::steady_timer limit_, drain_;
    Lines output_lines_, error_lines_;
    Report report_bytes_;
    pid_t supervisor_ = 0;
    End end_;
    End::Kind why_ = End::Kind::stopped;
    int open_streams_ = 0;
    bool reported_ = false, told_ = false;
};

class Handle final : public Child {
  public:
    explicit Handle(std::shared_ptr<Running> running) : running_(std::move(running)) {}

    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    ~Handle() override { running_->abandon(); }

    void stop() override { running_->stop(End::Kind::stopped); }

  private:
    std::shared_ptr<Running> running_;
};

} // namespace

std::string describe(const End& end, Language language) {
    switch (end.kind) {
    case End::Kind::exited: return say(language, {"exited with code {}", "以退出码 {} 结束"}, end.code);
    case End::Kind::killed: return say(language, {"was killed by signal {}", "被信号 {} 终止"}, end.code);
    case End::Kind::not_started:
        return say(language, {"could not be started: {}", "无法启动：{}"},
                   std::generic_category().message(end.code));
    case End::Kind::timed_out:
        return say(language, {"did not end in time and was stopped", "没有按时结束，已被停止"});
    case End::Kind::stopped: break;
    }
    return say(language, {"was stopped", "已被停止"});
}

Launcher::Launcher(asio::io_context& context, std::string program)
    : context_(&context), program_(std::move(program)) {}

std::unique_ptr<Child> Launcher::start(Request request, Events events) {
    auto running = std::make_shared<Running>(*context_, std::move(events));
    const auto spawned = spawn(program_, request);
    if (spawned)
        running->begin(*spawned, request.limit);
    else
        running->fail(spawned.error());
    return std::make_unique<Handle>(std::move(running));
}

std::string Launcher::own_program() {
    // The link leads to the program that runs, also when another was put in its place.
    return "/proc/self/exe";
}

} // namespace modal_lsp::server::process
