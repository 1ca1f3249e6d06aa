#pragma once
#include "server/process/process.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::testing {

/// Programs that a test plays: what is started is kept, and does what the test says.
class FakeProcesses {
  public:
    struct Program {
        server::process::Request request;
        server::process::Events events;
        bool stopped = false, dropped = false, ended = false;

        /// The words as one line, without the folder of the program.
        [[nodiscard]] std::string words() const;
        void print(std::string_view text);
        void end(int code);
        void end(server::process::End end);
    };

    [[nodiscard]] server::process::Start start();

    /// In the order of starting; they stay.
    [[nodiscard]] const std::deque<std::shared_ptr<Program>>& all() const { return all_; }

    /// The oldest that runs; nullptr when none does.
    [[nodiscard]] Program* running();

    /// Answers every program that runs, and those that are started meanwhile: prints what stands behind the
    /// first key that its words contain, and ends with 0; a text that begins with "!" ends it with 1.
    void answer(const std::vector<std::pair<std::string, std::string>>& answers);

  private:
    std::deque<std::shared_ptr<Program>> all_;
};

} // namespace modal_lsp::testing
