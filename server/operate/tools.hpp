#pragma once
#include "analysis/text/phrase.hpp"
#include "analysis/workspace/io.hpp"
#include "server/operate/redact.hpp"
#include "server/process/process.hpp"
#include "server/task.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// A question with one way to say yes.
struct Question {
    std::string text;
    std::string yes; ///< "Deploy to prod"
    std::string no;  ///< "Cancel"
};

/// What the work needs of the world. Real in the server and on the command line, played by hand in tests.
/// Everything happens on the loop's thread.
struct Tools {
    const workspace::FileSystem* files = nullptr; ///< never null
    process::Start start;
    std::function<void(std::chrono::milliseconds, std::function<void()>)> after;
    /// A line for the person who waits.
    std::function<void(const std::string&)> log;
    /// What is being done right now.
    std::function<void(const std::string&)> progress;
    /// Answers with true only when the person said yes.
    std::function<void(Question, std::function<void(bool)>)> confirm;
    std::vector<std::string> environments; ///< Python environments that are active around the process
    std::string search_path;               ///< PATH
    std::string program;                   ///< this program, absolute: what knows `--probe`
    Redactor redact;
    Language language = Language::english; ///< of what is said to the person

    template <class... Arguments>
    [[nodiscard]] std::string say(const Phrase& phrase, const Arguments&... arguments) const {
        return modal_lsp::say(language, phrase, arguments...);
    }

    /// How a program ended, as the rest of a sentence.
    [[nodiscard]] std::string describe(const process::End& end) const {
        return process::describe(end, language);
    }
};

struct Captured {
    process::End end;
    std::vector<process::Line> lines; ///< readable, not redacted; at most the last few thousand
};

/// A program whose lines are awaited one by one.
class Running {
  public:
    Running(const Tools& tools, process::Request request);
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() = default;

    /// The next line; nullopt when the program has ended, or the time is over (see `end`).
    [[nodiscard]] Pending<std::optional<process::Line>> next();
    /// The same, waiting no longer than this.
    [[nodiscard]] Pending<std::optional<process::Line>> next_within(std::chrono::milliseconds time);
    /// nullopt while it runs.
    [[nodiscard]] const std::optional<process::End>& end() const;

    void stop();
    /// Its end; lines that come meanwhile can still be taken.
    [[nodiscard]] Pending<process::End> ended();

  private:
    struct State;
    const Tools* tools_;
    std::shared_ptr<State> state_;
    std::unique_ptr<process::Child> child_; // last: dropping it silences it
};

/// What is called with every line, as it comes.
using OnLine = std::function<void(const process::Line&)>;

/// What a program still writes, to its end.
[[nodiscard]] Task<Captured> collect(Running& running, OnLine on_line = {});

/// Runs a program to its end and gives what it wrote.
[[nodiscard]] Task<Captured> capture(const Tools& tools, process::Request request, OnLine on_line = {});

/// Waits.
[[nodiscard]] Pending<bool> pause(const Tools& tools, std::chrono::milliseconds time);

/// Calls of Modal's command line, so that its output can be read by programs.
[[nodiscard]] process::Request request_for(std::vector<std::string> argv, std::string cwd,
                                           std::chrono::milliseconds limit);

} // namespace modal_lsp::server::operate
