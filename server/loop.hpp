#pragma once
#include "server/host.hpp"
#include "server/pool.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace modal_lsp::server {

/// The one thread that owns all state. Sleeps until there is something to do: no timer ticks while idle.
class Loop {
  public:
    explicit Loop(unsigned workers);
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop();

    /// Runs the work on the loop, in the order of posting. From any thread. An exception out of it is logged.
    void post(std::function<void()> work);
    /// The rest: on the loop's thread only.
    void after(std::chrono::milliseconds delay, std::function<void()> work);
    void in_background(Host::Job job);
    /// Calls back when a process that lives now has ended; not for one that cannot be seen.
    void when_process_ends(std::int64_t process, std::function<void()> work);

    /// Until stop(); returns its code.
    int run();
    /// The first code counts.
    void stop(int code);

    [[nodiscard]] asio::io_context& context() { return context_; }

  private:
    asio::io_context context_;
    asio::executor_work_guard<asio::io_context::executor_type> guard_;
    bool stopped_ = false;
    int code_ = 0;
    Pool pool_; // last: its workers post to the context
};

} // namespace modal_lsp::server
