#include "server/serve.hpp"

#include "server/connection.hpp"
#include "server/disk.hpp"
#include "server/live_cache.hpp"
#include "server/log.hpp"
#include "server/loop.hpp"
#include "server/operate/redact.hpp"
#include "server/process/launcher.hpp"
#include "server/sdk_cache.hpp"
#include "server/sdk_environments.hpp"
#include "server/site/store.hpp"
#include "server/transport.hpp"
#include "server/watcher.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kLastGrace = 1500ms;
/// Exit code for a connection or log that could not be had.
constexpr int kUsage = 2;

/// The process ends in time whatever a worker, or the loop itself, is stuck in.
void end_soon(int code) {
    std::thread([code] {
        std::this_thread::sleep_for(kLastGrace);
        std::_Exit(code);
    }).detach();
}

class Server {
  public:
    Server(const ServeOptions& command, Channel channel)
        : loop_(Pool::default_threads()), launcher_(loop_.context()),
          watcher_(loop_, [this](const auto& paths) { connection_.session().disk_changed(paths); }),
          connection_(host(), [this](const std::string& text) { transport_.send(text); }),
          transport_(channel, {.received = [this](protocol::Frame frame) { received(std::move(frame)); },
                               .ended = [this] { ended(); }}) {
        if (command.client_process_id) end_with(*command.client_process_id);
    }

    int run() {
        const int code = loop_.run();
        end_soon(code);
        return code;
    }

  private:
    Host host() {
        return {
            .files = &disk_,
            .environments = active_environments(),
            .site_folder = site::Store::default_folder(),
            .cache_folder = SdkCache::default_folder(),
            .live_folder = LiveCache::default_folder(),
            .in_background = [this](Host::Job job) { loop_.in_background(std::move(job)); },
            .after = [this](auto delay, auto then) { loop_.after(delay, std::move(then)); },
            .watch = [this](std::vector<std::string> folders) { return watcher_.watch(std::move(folders)); },
            .end_with_process = [this](std::int64_t process) { end_with(process); },
            .start_process =
                [this](process::Request request, process::Events events) {
                    return launcher_.start(std::move(request), std::move(events));
                },
            .search_path = active_search_path(),
            .program = process::Launcher::own_program(),
            .variables = operate::process_environment()};
    }

    void end_with(std::int64_t process) {
        loop_.when_process_ends(process, [this] {
            spdlog::info("the client's process has ended");
            leave();
        });
    }

    /// On the reader's thread.
    void received(protocol::Frame frame) {
        auto shared = std::make_shared<protocol::Frame>(std::move(frame));
        loop_.post([this, shared] {
            if (*shared)
                connection_.receive(**shared);
            else
                spdlog::warn("no message: {}", shared->error().message);
            transport_.done_with_one();
            if (const auto code = connection_.exit_code()) loop_.stop(*code);
        });
    }

    /// On a thread of the transport's.
    void ended() {
        end_soon(1);
        loop_.post([this] { leave(); });
    }

    void leave() { loop_.stop(connection_.is_shut_down() ? 0 : 1); }

    Disk disk_;
    Loop loop_;
    process::Launcher launcher_;
    Watcher watcher_;
    Connection connection_;
    Transport transport_; // last: its threads use all the rest
};

} // namespace

int run_server(const ServeOptions& command) {
    std::signal(SIGPIPE, SIG_IGN);
    if (const auto log = start_log(command.log_file, spdlog::level::from_str(command.log_level)); !log) {
        std::fprintf(stderr, "modal-lsp: %s\n", log.error().c_str());
        return kUsage;
    }
    const auto channel = open_channel(command);
    if (!channel) {
        std::fprintf(stderr, "modal-lsp: %s\n", channel.error().c_str());
        return kUsage;
    }
    return Server(command, *channel).run();
}

} // namespace modal_lsp::server
