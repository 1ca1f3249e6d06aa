#pragma once
#include "analysis/workspace/io.hpp"
#include "protocol/json.hpp"
#include "server/connection.hpp"
#include "tests/support/fake_processes.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::testing {

using protocol::Json;

/// A client and a server in one thread, without descriptors, processes or a clock: background work runs when
/// the test says so, and time passes when the test says so.
class LspClient {
  public:
    /// The file system must outlive the client.
    explicit LspClient(const workspace::FileSystem& files);

    /// Sends a request and gives its id; the answer may come later.
    int begin(const std::string& method, Json params = Json::object());
    /// The answer to a request, if it has come: its `result` or `error` is in it.
    [[nodiscard]] std::optional<Json> answer(int id) const;
    /// Sends a request and gives its result, after all background work; null when it was not answered.
    Json call(const std::string& method, Json params = Json::object());
    void notify(const std::string& method, Json params = Json::object());

    /// initialize and initialized for a folder, and all background work.
    Json initialize(const std::string& folder, Json capabilities = Json::object());
    void open(const std::string& path, const std::string& text, int version = 1);
    /// Replaces the whole text.
    void change(const std::string& path, int version, const std::string& text);
    void close(const std::string& path);

    /// Runs one piece of background work; false when there is none.
    bool run_one_job();
    void run_jobs();
    /// Runs what is due in the time that passes.
    void advance(std::chrono::milliseconds time);

    /// Answers the server's requests of a method from now on; others are answered with null.
    void answer_with(const std::string& method, Json result) { answers_to_give_[method] = std::move(result); }

    /// Leaves the server's requests of a method without an answer.
    void do_not_answer(const std::string& method) { unanswered_.push_back(method); }

    /// Parameters of the notifications of a method, oldest first.
    [[nodiscard]] std::vector<Json> notifications(const std::string& method) const;
    /// Parameters of the server's requests of a method, oldest first.
    [[nodiscard]] std::vector<Json> requests(const std::string& method) const;
    /// Codes of the diagnostics last pushed for a file.
    [[nodiscard]] std::vector<std::string> codes(const std::string& path) const;

    [[nodiscard]] server::Connection& connection() { return connection_; }

    /// The programs that the server started.
    [[nodiscard]] FakeProcesses& processes() { return processes_; }

    [[nodiscard]] const std::vector<std::string>& watched() const { return watched_; }

    [[nodiscard]] const std::vector<std::int64_t>& ends_with() const { return ends_with_; }

  private:
    struct Timer {
        std::chrono::milliseconds due;
        std::function<void()> then;
    };

    server::Host host(const workspace::FileSystem& files);
    void receive(const std::string& text);
    void give_answers();

    std::deque<server::Host::Job> jobs_;
    std::vector<Timer> timers_;
    std::chrono::milliseconds now_{0};
    std::vector<Json> sent_; // by the server
    std::deque<Json> to_answer_;
    std::map<std::string, Json> answers_to_give_;
    std::vector<std::string> unanswered_;
    std::vector<std::string> watched_;
    std::vector<std::int64_t> ends_with_;
    FakeProcesses processes_;
    int last_id_ = 0;
    server::Connection connection_;
};

} // namespace modal_lsp::testing
