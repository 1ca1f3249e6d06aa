#pragma once
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace modal_lsp::server {

/// A value that comes later, on the loop: `co_await` gives it. Move-only; awaited once.
template <class T> class Pending {
  public:
    Pending() : state_(std::make_shared<State>()) {}

    Pending(Pending&&) noexcept = default;
    Pending& operator=(Pending&&) = delete;
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    ~Pending() {
        if (state_) state_->waiter = {};
    }

    /// Gives the value, from the loop; the first one counts. Nothing happens once nobody waits any more.
    [[nodiscard]] std::function<void(T)> setter() const {
        return [state = state_](T value) {
            if (state->value) return;
            state->value.emplace(std::move(value));
            if (const auto waiter = std::exchange(state->waiter, {})) waiter.resume();
        };
    }

    [[nodiscard]] bool is_ready() const { return state_->value.has_value(); }

    [[nodiscard]] bool await_ready() const noexcept { return is_ready(); }

    void await_suspend(std::coroutine_handle<> waiter) { state_->waiter = waiter; }

    [[nodiscard]] T await_resume() { return std::move(*state_->value); }

  private:
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
    };

    std::shared_ptr<State> state_;
};

/// A piece of work in steps, on the loop: begun when awaited or started. Dropping it drops what it waits for
/// and all its locals; so it is withdrawn. Parameters of such a function are values, since it outlives its
/// caller's statement.
template <class T> class Task {
  public:
    struct promise_type { // NOLINT(readability-identifier-naming): the language's name
        std::variant<std::monostate, T, std::exception_ptr> outcome;
        std::coroutine_handle<> next;
        std::function<void()> when_done;

        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }

        static std::suspend_always initial_suspend() noexcept { return {}; }

        struct Final {
            [[nodiscard]] static bool await_ready() noexcept { return false; }

            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) const noexcept {
                auto& promise = done.promise();
                if (promise.next) return promise.next;
                // Whoever is told may drop the task, and this with it.
                if (const auto tell = std::move(promise.when_done)) tell();
                return std::noop_coroutine();
            }

            void await_resume() const noexcept {}
        };

        Final final_suspend() noexcept { return {}; }

        void return_value(T value) { outcome.template emplace<1>(std::move(value)); }

        void unhandled_exception() { outcome.template emplace<2>(std::current_exception()); }
    };

    Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}

    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            drop();
            frame_ = std::exchange(other.frame_, {});
        }
        return *this;
    }

    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

    ~Task() { drop(); }

    /// Runs up to the first wait; `when_done` is called when `result` is there.
    void start(std::function<void()> when_done) {
        frame_.promise().when_done = std::move(when_done);
        frame_.resume();
    }

    /// Throws what the work threw.
    [[nodiscard]] T result() {
        auto& outcome = frame_.promise().outcome;
        if (auto* error = std::get_if<std::exception_ptr>(&outcome)) std::rethrow_exception(*error);
        return std::move(std::get<1>(outcome));
    }

    [[nodiscard]] static bool await_ready() noexcept { return false; }

    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) noexcept {
        frame_.promise().next = waiter;
        return frame_;
    }

    [[nodiscard]] T await_resume() { return result(); }

  private:
    explicit Task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}

    void drop() {
        if (const auto frame = std::exchange(frame_, {})) frame.destroy();
    }

    std::coroutine_handle<promise_type> frame_;
};

} // namespace modal_lsp::server
