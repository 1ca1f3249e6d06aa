#include "server/operate/tools.hpp"

#include <utility>

namespace modal_lsp::server::operate {
namespace {

constexpr std::size_t kMostLines = 5000;

} // namespace

struct Running::State {
    std::deque<process::Line> lines;
    std::optional<process::End> end;
    std::function<void(std::optional<process::Line>)> line_wanted;
    std::function<void(process::End)> end_wanted;
    unsigned wishes = 0; // for lines, so far

    void add(process::Line line) {
        line.text = plain(line.text);
        if (const auto give = std::exchange(line_wanted, {})) return give(std::move(line));
        lines.push_back(std::move(line));
        if (lines.size() > kMostLines) lines.pop_front();
    }

    void finish(process::End how) {
        end = how;
        if (const auto give = std::exchange(line_wanted, {})) give(std::nullopt);
        if (const auto give = std::exchange(end_wanted, {})) give(how);
    }
};

Running::Running(const Tools& tools, process::Request request)
    : tools_(&tools), state_(std::make_shared<State>()) {
    child_ = tools.start(std::move(request),
                         {.line = [state = state_](process::Line line) { state->add(std::move(line)); },
                          .ended = [state = state_](process::End end) { state->finish(end); }});
}

Pending<std::optional<process::Line>> Running::next() {
    Pending<std::optional<process::Line>> pending;
    const auto set = pending.setter();
    if (!state_->lines.empty()) {
        process::Line line = std::move(state_->lines.front());
        state_->lines.pop_front();
        set(std::move(line));
    } else if (state_->end) {
        set(std::nullopt);
    } else {
        state_->line_wanted = set;
        ++state_->wishes;
    }
    return pending;
}

Pending<std::optional<process::Line>> Running::next_within(std::chrono::milliseconds time) {
    auto pending = next();
    if (pending.is_ready()) return pending;
    tools_->after(time, [state = state_, wish = state_->wishes] {
        if (state->wishes != wish) return; // another's
        if (const auto give = std::exchange(state->line_wanted, {})) give(std::nullopt);
    });
    return pending;
}

const std::optional<process::End>& Running::end() const {
    return state_->end;
}

void Running::stop() {
    child_->stop();
}

Pending<process::End> Running::ended() {
    Pending<process::End> pending;
    if (state_->end)
        pending.setter()(*state_->end);
    else
        state_->end_wanted = pending.setter();
    return pending;
}

Task<Captured> collect(Running& running, OnLine on_line) {
    Captured captured;
    while (true) {
        std::optional<process::Line> line = co_await running.next();
        if (!line) break;
        if (on_line) on_line(*line);
        captured.lines.push_back(*std::move(line));
        if (captured.lines.size() > kMostLines) captured.lines.erase(captured.lines.begin());
    }
    captured.end = running.end().value_or(process::End{});
    co_return captured;
}

Task<Captured> capture(const Tools& tools, process::Request request, OnLine on_line) {
    Running running(tools, std::move(request));
    Task<Captured> all = collect(running, std::move(on_line));
    Captured captured = co_await all;
    co_return captured;
}

Pending<bool> pause(const Tools& tools, std::chrono::milliseconds time) {
    Pending<bool> pending;
    tools.after(time, [set = pending.setter()] { set(true); });
    return pending;
}

process::Request request_for(std::vector<std::string> argv, std::string cwd,
                             std::chrono::milliseconds limit) {
    // Without colours, and wide: lines that are broken at 80 columns break addresses.
    return {.argv = std::move(argv),
            .cwd = std::move(cwd),
            .environment = {{"NO_COLOR", "1"},
                            {"TERM", "dumb"},
                            {"COLUMNS", "1000"},
                            {"PYTHONUNBUFFERED", "1"},
                            {"PYTHONIOENCODING", "utf-8"}},
            .without = {"FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"},
            .limit = limit};
}

} // namespace modal_lsp::server::operate
