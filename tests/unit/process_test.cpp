// Real programs, below the real supervisor.
#include "server/process/launcher.hpp"
#include "server/process/lines.hpp"

#include <asio/io_context.hpp>
#include <doctest/doctest.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace modal_lsp::server::process;
using namespace std::chrono_literals;

namespace {

/// One program, run to its end or until the test stops it.
struct Run {
    asio::io_context context;
    Launcher launcher{context, MODAL_LSP_BINARY};
    std::vector<Line> lines;
    std::optional<End> end;
    std::unique_ptr<Child> child;
    std::function<void(const Line&)> on_line;

    explicit Run(Request request) {
        child = launcher.start(std::move(request), {.line =
                                                        [this](Line line) {
                                                            lines.push_back(line);
                                                            if (on_line) on_line(line);
                                                        },
                                                    .ended = [this](End how) { end = how; }});
    }

    End wait() {
        context.run_for(30s);
        REQUIRE(end);
        return *end;
    }
};

Request python(const std::string& code, std::chrono::milliseconds limit = 0ms) {
    return {.argv = {"/usr/bin/env", "python3", "-u", "-c", code}, .cwd = "/", .limit = limit};
}

bool is_alive(pid_t process) {
    return kill(process, 0) == 0 || errno != ESRCH;
}

/// Until it holds, with a limit.
bool comes_true(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + 15s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace

TEST_CASE("a program's lines and exit code arrive, lines first") {
    Run run(python("import sys; print('a'); print('b', end=''); sys.stderr.write('c\\n'); sys.exit(3)"));
    CHECK(run.wait() == End{.kind = End::Kind::exited, .code = 3});
    std::string output, error;
    for (const Line& line : run.lines)
        (line.stream == Line::Stream::output ? output : error) += line.text + "|";
    CHECK(output == "a|b|");
    CHECK(error == "c|");
}

TEST_CASE("a program gets words, folder and variables as they are, and no input") {
    Request request =
        python("import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['X'], 'HOME' in os.environ, "
               "repr(sys.stdin.read()))");
    request.argv.insert(request.argv.end(), {"$(echo x)", "a b", ""});
    request.environment = {{"X", "y=z"}};
    request.without = {"HOME"};
    Run run(std::move(request));
    CHECK(run.wait() == End{});
    REQUIRE(run.lines.size() == 1);
    CHECK(run.lines[0].text == "['$(echo x)', 'a b', ''] / y=z False ''");
}

TEST_CASE("what cannot be started says why") {
    Run run({.argv = {"/no/such/program"}, .cwd = "/"});
    CHECK(run.wait() == End{.kind = End::Kind::not_started, .code = ENOENT});
    CHECK(describe(*run.end, modal_lsp::Language::english) ==
          "could not be started: No such file or directory");
    Run elsewhere({.argv = {"/bin/true"}, .cwd = "/no/such/folder"});
    CHECK(elsewhere.wait() == End{.kind = End::Kind::not_started, .code = ENOENT});
    Run nothing(Request{.argv = {}, .cwd = "/"});
    CHECK(nothing.wait() == End{.kind = End::Kind::not_started, .code = EINVAL});
}

TEST_CASE("a program that is killed says by what") {
    Run run(python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"));
    CHECK(run.wait() == End{.kind = End::Kind::killed, .code = SIGKILL});
}

TEST_CASE("a program that takes too long is stopped") {
    Run run(python("import time; time.sleep(600)", 200ms));
    CHECK(run.wait().kind == End::Kind::timed_out);
}

TEST_CASE("an interrupt comes first, so that a program can put things in order") {
    Run run(python(
        "import signal, time\ntry:\n    print('ready')\n    time.sleep(600)\nexcept KeyboardInterrupt:\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    print('bye')"));
    run.on_line = [&](const Line& line) {
        if (line.text == "ready") run.child->stop();
    };
    CHECK(run.wait().kind == End::Kind::stopped);
    REQUIRE(run.lines.size() == 2);
    CHECK(run.lines[1].text == "bye");
}

TEST_CASE("what a program started goes with it, deaf or in a session of its own") {
    Run run(
        python("import os, signal, subprocess, sys, time\n"
               "signal.signal(signal.SIGINT, signal.SIG_IGN); signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
               "code = 'import signal, time; signal.signal(2, signal.SIG_IGN); "
               "signal.signal(15, signal.SIG_IGN); time.sleep(600)'\n"
               "near = subprocess.Popen([sys.executable, '-c', code])\n"
               "far = subprocess.Popen([sys.executable, '-c', code], start_new_session=True)\n"
               "print(os.getpid(), near.pid, far.pid)\n"
               "time.sleep(600)"));
    std::vector<pid_t> processes;
    run.on_line = [&](const Line& line) {
        char* rest = nullptr;
        const char* at = line.text.c_str();
        for (long id = std::strtol(at, &rest, 10); rest != at; id = std::strtol(at, &rest, 10)) {
            processes.push_back(static_cast<pid_t>(id));
            at = rest;
        }
        run.child.reset(); // dropped, and nothing more is told
    };
    run.context.run_for(30s);
    REQUIRE(processes.size() == 3);
    CHECK_FALSE(run.end);
    for (const pid_t process : processes)
        CHECK(comes_true([&] { return !is_alive(process); }));
}

TEST_CASE("children that a program leaves behind are ended, too") {
    Run run(python("import subprocess, sys\n"
                   "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], "
                   "stderr=subprocess.DEVNULL)\n"
                   "print(p.pid)"));
    CHECK(run.wait() == End{});
    REQUIRE(run.lines.size() == 1);
    CHECK_FALSE(is_alive(static_cast<pid_t>(std::strtol(run.lines[0].text.c_str(), nullptr, 10))));
}

TEST_CASE("a program that loses children without end is stopped like any other") {
    Run run({.argv = {"/bin/sh", "-c", "trap '' INT TERM; echo ready; while :; do ( /bin/true & ); done"},
             .cwd = "/"});
    run.on_line = [&](const Line& line) {
        if (line.text == "ready") run.child->stop();
    };
    CHECK(run.wait().kind == End::Kind::stopped);
}

TEST_CASE("lines are bounded, one by one and together") {
    Lines lines;
    std::vector<std::string> taken;
    const auto take = [&](std::string line) { taken.push_back(std::move(line)); };
    lines.add("a\r\nb", take);
    lines.add("c\n", take);
    CHECK(taken == std::vector<std::string>{"a", "bc"});
    taken.clear();
    lines.add(std::string(Lines::kMostLineBytes + 10, 'x'), take);
    lines.add("y\nz\n", take);
    REQUIRE(taken.size() == 2);
    CHECK(taken[0].size() == Lines::kMostLineBytes);
    CHECK(taken[1] == "z");
    taken.clear();
    const std::string line(1000, 'x');
    for (std::size_t i = 0; i < Lines::kMostBytes / 1000 + 10; ++i)
        lines.add(line + "\n", take);
    lines.add("more\n", take);
    CHECK(taken.back() == "(the rest of the output is left out)");
    CHECK(taken.size() < Lines::kMostBytes / 1000 + 2);
}
