#include "tests/support/fake_processes.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::testing {
namespace {

using server::process::Child;
using server::process::End;

class FakeChild final : public Child {
  public:
    explicit FakeChild(std::shared_ptr<FakeProcesses::Program> program) : program_(std::move(program)) {}

    FakeChild(const FakeChild&) = delete;
    FakeChild& operator=(const FakeChild&) = delete;

    ~FakeChild() override {
        program_->dropped = true;
        program_->events = {};
    }

    void stop() override {
        program_->stopped = true;
        program_->end({.kind = End::Kind::stopped, .code = 0});
    }

  private:
    std::shared_ptr<FakeProcesses::Program> program_;
};

} // namespace

std::string FakeProcesses::Program::words() const {
    std::string out;
    for (const std::string& word : request.argv)
        out += out.empty() ? word.substr(word.rfind('/') + 1) : " " + word;
    return out;
}

void FakeProcesses::Program::print(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (const auto line = events.line) line({.text = std::string(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void FakeProcesses::Program::end(int code) {
    end({.kind = End::Kind::exited, .code = code});
}

void FakeProcesses::Program::end(End how) {
    if (std::exchange(ended, true)) return;
    if (const auto tell = std::exchange(events, {}).ended) tell(how);
}

server::process::Start FakeProcesses::start() {
    return [this](server::process::Request request, server::process::Events events) {
        auto program = std::make_shared<Program>();
        program->request = std::move(request);
        program->events = std::move(events);
        all_.push_back(program);
        return std::make_unique<FakeChild>(std::move(program));
    };
}

FakeProcesses::Program* FakeProcesses::running() {
    const auto found =
        std::ranges::find_if(all_, [](const auto& each) { return !each->ended && !each->dropped; });
    return found == all_.end() ? nullptr : found->get();
}

void FakeProcesses::answer(const std::vector<std::pair<std::string, std::string>>& answers) {
    while (running() != nullptr) {
        const auto found = std::ranges::find_if(all_, [&](const auto& each) {
            return !each->ended && !each->dropped && std::ranges::any_of(answers, [&](const auto& answer) {
                return each->words().find(answer.first) != std::string::npos;
            });
        });
        if (found == all_.end()) return;
        const std::shared_ptr<Program> program = *found;
        const auto answer = std::ranges::find_if(answers, [&](const auto& each) {
            return program->words().find(each.first) != std::string::npos;
        });
        const bool fails = answer->second.starts_with('!');
        program->print(std::string_view(answer->second).substr(fails ? 1 : 0));
        program->end(fails ? 1 : 0);
    }
}

} // namespace modal_lsp::testing
