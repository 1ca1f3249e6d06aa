#include "server/operate/operations.hpp"

#include "protocol/methods.hpp"
#include "server/operate/host_tools.hpp"
#include "server/operate/terminal_request.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <stop_token>
#include <utility>

namespace modal_lsp::server::operate {
namespace {

constexpr Phrase kDone{"done", "完成"}, kFailed{"failed", "失败"}, kCancelled{"cancelled", "已取消"},
    kShuttingDown{"the server is shutting down", "服务器正在关闭"};

} // namespace

struct Operations::Operation {
    explicit Operation(protocol::Reply<Answer> to) : reply(std::move(to)) {}

    std::string command;
    bool dry_run = false;
    protocol::Reply<Answer> reply;
    std::optional<lsp::ProgressToken> token;
    bool shown = false; // the client knows the token
    Desk desk;
    std::optional<Task<protocol::Json>> task; // refers to the desk, so it goes first
    std::optional<std::stop_callback<std::function<void()>>> on_cancel;
};

Operations::Operations(const Host& host, protocol::Peer& peer, const Client& client)
    : host_(&host), peer_(&peer), client_(&client) {}

Operations::~Operations() = default;

void Operations::begin(Wish wish, std::optional<lsp::ProgressToken> token, protocol::Reply<Answer> reply) {
    const std::uint64_t id = ++last_;
    const std::stop_token cancelled = reply.stop_token();
    Operation& operation = *(operations_[id] = std::make_unique<Operation>(std::move(reply)));
    operation.command = wish.command;
    operation.dry_run = wish.dry_run;
    const Language language = wish.subject.language;
    operation.token = std::move(token);
    operation.shown = operation.token.has_value();
    operation.desk = desk_for(id, language);
    if (operation.shown)
        show(id);
    else if (client_->shows_progress) {
        operation.token = fmt::format("modal-lsp/operate/{}", id);
        peer_->call<lsp::WorkDoneProgressCreateRequest>({.token = *operation.token},
                                                        [this, id](const auto& answer) {
                                                            const auto known = operations_.find(id);
                                                            if (!answer || known == operations_.end()) return;
                                                            known->second->shown = true;
                                                            show(id);
                                                        });
    }
    // The router tells while it is at work: what was withdrawn is dropped a moment later.
    operation.on_cancel.emplace(cancelled, [this, id] {
        host_->after(std::chrono::milliseconds(0), [this, id] { withdraw(id, kCancelled); });
    });
    operation.task.emplace(operate::perform(operation.desk, std::move(wish)));
    operation.task->start([this, id] {
        // Not from within the task: it is dropped with its operation.
        host_->after(std::chrono::milliseconds(0), [this, id] { finish(id); });
    });
}

Desk Operations::desk_for(std::uint64_t id, Language language) {
    Desk desk;
    Tools& tools = desk.tools;
    tools = tools_of(*host_, language);
    tools.log = [this](const std::string& line) {
        spdlog::info("modal: {}", line);
        peer_->notify<lsp::LogMessageNotification>({.type = lsp::MessageType::Info, .message = line});
    };
    tools.progress = [this, id](const std::string& message) { report(id, message); };
    tools.confirm = [this](const Question& question, std::function<void(bool)> then) {
        confirm(question, std::move(then));
    };
    desk.hand_over = [this, language](const Handover& handover) { hand_over(handover, language); };
    desk.tell = [this](bool is_bad, const std::string& message) {
        peer_->notify<lsp::ShowMessageNotification>(
            {.type = is_bad ? lsp::MessageType::Error : lsp::MessageType::Info, .message = message});
    };
    desk.memory = memory_;
    return desk;
}

void Operations::show(std::uint64_t id) {
    const Operation& operation = *operations_.at(id);
    peer_->notify<lsp::ProgressNotification>(
        {.token = *operation.token,
         .value = protocol::encode(
             lsp::WorkDoneProgressBegin{.title = "modal " + operation.command, .cancellable = true})});
}

void Operations::report(std::uint64_t id, const std::string& message) {
    const auto known = operations_.find(id);
    if (known == operations_.end() || !known->second->shown) return;
    peer_->notify<lsp::ProgressNotification>(
        {.token = *known->second->token,
         .value = protocol::encode(lsp::WorkDoneProgressReport{.message = message})});
}

void Operations::end_progress(Operation& operation, const std::string& message) {
    if (!std::exchange(operation.shown, false)) return;
    peer_->notify<lsp::ProgressNotification>(
        {.token = *operation.token, .value = protocol::encode(lsp::WorkDoneProgressEnd{.message = message})});
}

void Operations::confirm(const Question& question, std::function<void(bool)> then) {
    lsp::ShowMessageRequestParams params{.type = lsp::MessageType::Warning, .message = question.text};
    params.actions = {{.title = question.yes}, {.title = question.no}};
    peer_->call<lsp::ShowMessageRequest>(params,
                                         [yes = question.yes, then = std::move(then)](const auto& answer) {
                                             then(answer && *answer && (*answer)->title == yes);
                                         });
}

void Operations::hand_over(const Handover& handover, Language language) {
    const auto tell =
        [this, message = say(language, {"Run this in a terminal, in {}: {}", "请在终端中运行，目录 {}：{}"},
                             handover.cwd, command_line(handover.argv))] {
            peer_->notify<lsp::ShowMessageNotification>({.type = lsp::MessageType::Info, .message = message});
        };
    if (!client_->has_terminal) return tell();
    peer_->call<RunInTerminalRequest>({.title = handover.title, .argv = handover.argv, .cwd = handover.cwd},
                                      [tell](const auto& answer) {
                                          if (!answer) tell();
                                      });
}

void Operations::finish(std::uint64_t id) {
    const auto known = operations_.find(id);
    if (known == operations_.end()) return;
    const auto operation = std::move(known->second);
    operations_.erase(known);
    const Tools& tools = operation->desk.tools;
    try {
        protocol::Json answer = operation->task->result();
        const bool ok = answer.value("ok", false);
        end_progress(*operation, tools.say(ok ? kDone : kFailed));
        std::move(operation->reply).ok(std::move(answer));
        if (ok && !operation->dry_run && changes_something(operation->command) && on_changed) on_changed();
    } catch (const std::exception& error) {
        end_progress(*operation, tools.say(kFailed));
        std::move(operation->reply).fail({.message = fmt::format("internal error: {}", error.what())});
    }
}

void Operations::withdraw(std::uint64_t id, const Phrase& reason) {
    const auto known = operations_.find(id);
    if (known == operations_.end()) return;
    const auto operation = std::move(known->second);
    operations_.erase(known);
    operation->task.reset(); // stops what it runs
    const std::string why = operation->desk.tools.say(reason);
    end_progress(*operation, why);
    std::move(operation->reply)
        .fail({.code = protocol::error_code::kRequestCancelled,
               .message = fmt::format("modal {}: {}", operation->command, why)});
}

void Operations::cancel(const lsp::ProgressToken& token) {
    for (const auto& [id, operation] : operations_)
        if (operation->token == token) return withdraw(id, kCancelled);
}

void Operations::stop_all() {
    while (!operations_.empty())
        withdraw(operations_.begin()->first, kShuttingDown);
}

} // namespace modal_lsp::server::operate
