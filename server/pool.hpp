#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace modal_lsp::server {

/// Worker threads for pure work on immutable values. The one place with a lock and a condition in the
/// program, beside the writer. The destructor waits for running jobs and drops those not begun.
class Pool {
  public:
    /// 0 threads: every job runs in the caller.
    explicit Pool(unsigned threads);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    ~Pool();

    /// Runs the job on some worker, later. A job must not throw; one that does is logged and dropped, since
    /// there is nobody left to tell.
    void post(std::function<void()> job);

    /// Calls `work(0)` … `work(count - 1)`, on the workers and the caller together, and returns when all are
    /// done. The first exception is thrown on to the caller once the rest has finished.
    void for_each(std::size_t count, const std::function<void(std::size_t)>& work);

    [[nodiscard]] std::size_t threads() const { return threads_.size(); }

    /// What suits this machine: its processors, at most four.
    [[nodiscard]] static unsigned default_threads();

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace modal_lsp::server
