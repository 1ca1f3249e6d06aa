#pragma once
#include "analysis/text/language.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Other programs, run without a shell and without leaving anything behind.
namespace modal_lsp::server::process {

struct Request {
    std::vector<std::string> argv; ///< argv[0] is an absolute path
    std::string cwd;               ///< absolute
    /// Variables over those of this process.
    std::vector<std::pair<std::string, std::string>> environment = {};
    std::vector<std::string> without = {}; ///< variables of this process that it does not get
    std::chrono::milliseconds limit{0};    ///< after which the program is stopped; 0: none
};

/// One line that a program wrote, without its line feed: bytes as they came, long ones cut.
struct Line {
    enum class Stream : std::uint8_t { output, error };
    Stream stream = Stream::output;
    std::string text;
};

/// How a program ended.
struct End {
    enum class Kind : std::uint8_t { exited, killed, not_started, timed_out, stopped };
    Kind kind = Kind::exited;
    int code = 0; ///< exit code; the signal for `killed`; the error number for `not_started`
    friend bool operator==(const End&, const End&) = default;
};

[[nodiscard]] inline bool succeeded(const End& end) {
    return end.kind == End::Kind::exited && end.code == 0;
}

/// "exited with code 1", "was killed by signal 9", "could not be started: No such file or directory".
[[nodiscard]] std::string describe(const End& end, Language language);

/// Called on the loop's thread; `ended` comes last, once.
struct Events {
    std::function<void(Line)> line;
    std::function<void(End)> ended;
};

/// A program that runs. Dropping it stops the program with all that it started, and nothing is told of it any
/// more.
class Child {
  public:
    Child() = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    virtual ~Child() = default;
    /// Interrupts it, and kills what does not end soon; `ended` tells when it is gone.
    virtual void stop() = 0;
};

/// Starts a program; never null. What cannot be started ends at once, from the loop.
using Start = std::function<std::unique_ptr<Child>(Request, Events)>;

} // namespace modal_lsp::server::process
