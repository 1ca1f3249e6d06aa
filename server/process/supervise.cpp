#include "server/process/supervise.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace modal_lsp::server::process {
namespace {

/// What is sent to a program that is to end, and how long each is waited for. An interrupt comes first: to
/// it, Modal's command line stops the app that it serves. Twice, since `modal serve` misses one that comes
/// while it settles down.
struct Step {
    int signal;
    int wait_ms;
};

constexpr std::array<Step, 4> kSteps = {Step{SIGINT, 3000}, Step{SIGINT, 6000}, Step{SIGTERM, 1000},
                                        Step{SIGKILL, 1000}};

void report(const Report& what) {
    // Nobody is left to be told that this failed.
    [[maybe_unused]] const auto written = write(kReportDescriptor, &what, sizeof what);
}

/// Processes that were left by their parents and became ours.
template <class Use> void for_each_child(Use&& use) {
    const std::string path = "/proc/self/task/" + std::to_string(getpid()) + "/children";
    std::FILE* const file = std::fopen(path.c_str(), "re");
    if (file == nullptr) return;
    std::array<char, 32> word{};
    while (std::fscanf(file, "%31s", word.data()) == 1)
        if (const long id = std::strtol(word.data(), nullptr, 10); id > 0) use(static_cast<pid_t>(id));
    static_cast<void>(std::fclose(file));
}

[[noreturn]] void become(const char* folder, char** argv, const sigset_t& before) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGPIPE, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    sigprocmask(SIG_SETMASK, &before, nullptr);
    close(kControlDescriptor);
    fcntl(kReportDescriptor, F_SETFD, FD_CLOEXEC);
    if (chdir(folder) == 0) execv(argv[0], argv);
    report({.is_start_failure = 1, .value = errno});
    _exit(127);
}

class Supervisor {
  public:
    Supervisor(pid_t child, int signals) : child_(child), signals_(signals) {}

    /// Until the program and all it started are gone.
    void run() {
        while (!reap()) {
            if (ended_ && !stopping_) begin_to_stop();
            if (wait_for_event()) next_step();
            if (step_ > kSteps.size()) break; // unkillable: in the kernel's hands
        }
        if (ended_) report({.is_start_failure = 0, .value = status_});
    }

  private:
    /// True when no child is left.
    bool reap() {
        while (true) {
            int status = 0;
            const pid_t gone = waitpid(-1, &status, WNOHANG);
            if (gone < 0) return errno == ECHILD;
            if (gone == 0) return false;
            if (gone != child_) continue;
            ended_ = true;
            status_ = status;
        }
    }

    /// True when the time of a step is over.
    bool wait_for_event() {
        // Those whose parents were just killed become ours one after another.
        if (step_ == kSteps.size()) send(SIGKILL);
        std::array<pollfd, 2> wanted = {pollfd{signals_, POLLIN, 0}, pollfd{kControlDescriptor, POLLIN, 0}};
        const nfds_t count = stopping_ ? 1 : 2;
        const int found = poll(wanted.data(), count, stopping_ ? kPollMs : -1);
        if (found < 0) return false;
        bool asked = false;
        if ((wanted[0].revents & POLLIN) != 0) {
            signalfd_siginfo info{};
            while (read(signals_, &info, sizeof info) == static_cast<ssize_t>(sizeof info))
                asked = asked || info.ssi_signo != SIGCHLD;
        }
        if (!stopping_ && (asked || (count == 2 && wanted[1].revents != 0))) begin_to_stop();
        // By the clock: a program that starts and loses children without end is an event all the time.
        return stopping_ && Clock::now() - begun_ >= std::chrono::milliseconds(kSteps.at(step_ - 1).wait_ms);
    }

    void begin_to_stop() {
        stopping_ = true;
        next_step();
    }

    void next_step() {
        begun_ = Clock::now();
        if (step_ < kSteps.size()) send(kSteps.at(step_).signal);
        ++step_;
    }

    void send(int signal) const {
        kill(-child_, signal);
        for_each_child([&](pid_t id) { kill(id, signal); });
    }

    using Clock = std::chrono::steady_clock;
    static constexpr int kPollMs = 20;
    pid_t child_;
    int signals_, status_ = 0;
    Clock::time_point begun_; // of the step
    bool ended_ = false, stopping_ = false;
    std::size_t step_ = 0; // the steps taken
};

} // namespace

std::optional<int> supervise(int argc, char** argv) {
    if (argc < 4 || argv[1] != kSuperviseFlag) return std::nullopt;
    // In a group of its own it does not get what a terminal sends to the server.
    setpgid(0, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    fcntl(kControlDescriptor, F_SETFD, FD_CLOEXEC);
    sigset_t ours, before;
    sigemptyset(&ours);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP})
        sigaddset(&ours, signal);
    sigprocmask(SIG_BLOCK, &ours, &before);
    const int signals = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
    const pid_t child = fork();
    if (child == 0) become(argv[2], argv + 3, before);
    if (child < 0 || signals < 0) {
        report({.is_start_failure = 1, .value = errno});
        return EXIT_FAILURE;
    }
    setpgid(child, child);
    // The program's output ends when nobody else holds it.
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
        dup2(nothing, descriptor);
    Supervisor(child, signals).run();
    return EXIT_SUCCESS;
}

} // namespace modal_lsp::server::process
