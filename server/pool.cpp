#include "server/pool.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <utility>

namespace modal_lsp::server {

Pool::Pool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

Pool::~Pool() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        jobs_.clear();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

void Pool::post(std::function<void()> job) {
    if (threads_.empty()) return job();
    {
        const std::scoped_lock lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

void Pool::run() {
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (stopping_) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        // The second of the two doors where a bug's exception ends; the other is the router's.
        try {
            job();
        } catch (const std::exception& error) {
            spdlog::error("internal error in the background: {}", error.what());
        }
    }
}

void Pool::for_each(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::mutex failure_mutex;
    std::exception_ptr failure;
    const auto take = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                const std::scoped_lock lock(failure_mutex);
                if (!failure) failure = std::current_exception();
            }
        }
    };
    const std::size_t helpers = std::min(threads_.size(), count);
    std::latch done(static_cast<std::ptrdiff_t>(helpers));
    for (std::size_t i = 0; i < helpers; ++i)
        post([&] {
            take();
            done.count_down();
        });
    take();
    done.wait();
    if (failure) std::rethrow_exception(failure);
}

unsigned Pool::default_threads() {
    return std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
}

} // namespace modal_lsp::server
