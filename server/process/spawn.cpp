#include "server/process/spawn.hpp"

#include "server/process/supervise.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <iterator>
#include <spawn.h>
#include <string_view>
#include <unistd.h>
#include <vector>

extern char** environ; // NOLINT(readability-redundant-declaration): not all C libraries declare it

namespace modal_lsp::server::process {
namespace {

/// Above the descriptors that the supervisor is given, so that none is in another's way.
constexpr int kLowest = 16;

/// A pipe whose ends no other program gets.
class Pipe {
  public:
    Pipe() {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            error_ = errno;
            return;
        }
        for (std::size_t i = 0; i < ends.size(); ++i) {
            ends_.at(i) = fcntl(ends.at(i), F_DUPFD_CLOEXEC, kLowest);
            if (ends_.at(i) < 0) error_ = errno;
            close(ends.at(i));
        }
    }

    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    ~Pipe() {
        for (const int end : ends_)
            if (end >= 0) close(end);
    }

    [[nodiscard]] int error() const { return error_; }

    [[nodiscard]] int reader() const { return ends_[0]; }

    [[nodiscard]] int writer() const { return ends_[1]; }

    int take_reader() { return std::exchange(ends_[0], -1); }

    int take_writer() { return std::exchange(ends_[1], -1); }

  private:
    std::array<int, 2> ends_{-1, -1};
    int error_ = 0;
};

/// Variables of this process under those that are asked for.
std::vector<std::string> environment_for(const Request& request) {
    std::vector<std::string> out;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string_view entry = *each;
        const std::string_view name = entry.substr(0, entry.find('='));
        const auto same = [&](const auto& ours) { return ours.first == name; };
        const bool is_left_out = std::ranges::find(request.without, name) != request.without.end();
        if (!is_left_out && std::ranges::none_of(request.environment, same)) out.emplace_back(entry);
    }
    for (const auto& [name, value] : request.environment)
        out.push_back(name + "=" + value);
    return out;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (std::string& word : words)
        out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

bool has_zero(const Request& request) {
    const auto zero = [](const std::string& word) { return word.find('\0') != std::string::npos; };
    return zero(request.cwd) || std::ranges::any_of(request.argv, zero) ||
           std::ranges::any_of(request.environment,
                               [&](const auto& each) { return zero(each.first) || zero(each.second); });
}

} // namespace

tl::expected<Spawned, int> spawn(const std::string& supervisor, const Request& request) {
    if (request.argv.empty() || has_zero(request)) return tl::unexpected(EINVAL);
    Pipe output, error, report, control;
    for (const Pipe* pipe : {&output, &error, &report, &control})
        if (pipe->error() != 0) return tl::unexpected(pipe->error());

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.writer(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error.writer(), STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions, control.reader(), kControlDescriptor);
    posix_spawn_file_actions_adddup2(&actions, report.writer(), kReportDescriptor);

    std::vector<std::string> words = {supervisor, std::string(kSuperviseFlag), request.cwd};
    std::ranges::copy(request.argv, std::back_inserter(words));
    std::vector<std::string> variables = environment_for(request);
    const auto argv = pointers(words), envp = pointers(variables);
    pid_t process = 0;
    const int failure =
        posix_spawn(&process, supervisor.c_str(), &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) return tl::unexpected(failure);
    return Spawned{.process = process,
                   .output = output.take_reader(),
                   .error = error.take_reader(),
                   .report = report.take_reader(),
                   .control = control.take_writer()};
}

} // namespace modal_lsp::server::process
