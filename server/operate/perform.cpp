#include "server/operate/perform.hpp"

#include "analysis/workspace/path.hpp"
#include "server/operate/diagnose.hpp"
#include "server/operate/e2e.hpp"
#include "server/operate/preflight.hpp"
#include "server/operate/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// For commands that end by themselves; training may take a day.
constexpr auto kLongestRun = 24h;
constexpr auto kLongestOther = 3600s;
constexpr auto kLongestLog = 30s;
constexpr auto kBetweenReports = 100ms;
constexpr std::size_t kShownLines = 100, kShownBytes = 500;
/// What a dry run without a command line assumes.
constexpr text::Version kNewestModal{.major = 1, .minor = 6, .patch = 0};

json parameters(const Subject& subject) {
    json out = json::array();
    for (const Parameter& each : subject.parameters) {
        json one = {{"name", each.name}, {"type", each.type}, {"default", nullptr}};
        if (each.has_default) one["default"] = each.default_value;
        out.push_back(std::move(one));
    }
    return out;
}

/// What a button says that does it.
const Phrase& verb_of(std::string_view command) {
    static constexpr auto kVerbs = std::to_array<std::pair<std::string_view, Phrase>>({
        {"run", {"Run", "运行"}},
        {"serve", {"Serve", "临时部署"}},
        {"deploy", {"Deploy", "部署"}},
        {"shell", {"Debug", "调试"}},
        {"stop", {"Stop", "停止"}},
        {"e2e", {"Serve and test", "临时部署并测试"}},
    });
    static constexpr Phrase kOther{"Go on with", "继续处理"};
    const auto found = std::ranges::find(kVerbs, command, [](const auto& each) { return each.first; });
    return found == kVerbs.end() ? kOther : found->second;
}

std::string memory_key(const std::string& a, const std::string& b) {
    return a + '\n' + b;
}

/// One command on its way.
class Work {
  public:
    Work(const Desk& desk, Wish wish) : desk_(desk), wish_(std::move(wish)) {
        answer_ = {{"argv", json::array()}, {"cwd", wish_.subject.folder}, {"ok", false}, {"message", ""}};
    }

    Task<json> perform() {
        Task<Preflight> looking = preflight(desk_.tools, wish_.subject, needs_of(wish_.command));
        found_ = co_await looking;
        answer_["preflight"] = to_json(found_);
        answer_["environment"] = found_.environment.empty() ? json(nullptr) : json(found_.environment);
        complete_order();
        const bool has_argv = make_argv();
        if (wish_.command == "run") answer_["parameters"] = parameters(wish_.subject);
        if (wish_.command == "run") answer_["arguments"] = wish_.subject.order.arguments;
        if (wish_.dry_run || wish_.command == "preflight") {
            const bool ok = found_.ok() && (has_argv || wish_.command == "preflight");
            answer_["ok"] = ok;
            if (answer_["message"].get<std::string>().empty())
                answer_["message"] = found_.ok() ? say({"ready", "准备就绪"}) : problem();
            if (wish_.command == "preflight")
                desk_.tell(!ok,
                           ok ? say({"Preflight: all is well.", "预检：一切正常。"})
                              : say({"Preflight: {}", "预检：{}"}, answer_["message"].get<std::string>()));
            co_return answer_;
        }
        if (!found_.ok()) co_return refused(problem());
        if (!has_argv) co_return refused(answer_["message"].get<std::string>());
        desk_.tools.log(desk_.tools.redact(command_line(argv_)));
        if (found_.is_production && changes_something(wish_.command)) {
            Pending<bool> asked = ask_for_production();
            const bool agreed = co_await asked;
            if (!agreed)
                co_return refused(say({"not confirmed: nothing was done", "没有确认：什么也没有做"}));
        }
        Task<bool> doing = carry_out();
        const bool ok = co_await doing;
        answer_["ok"] = ok;
        co_return answer_;
    }

  private:
    template <class... Arguments>
    [[nodiscard]] std::string say(const Phrase& phrase, const Arguments&... arguments) const {
        return desk_.tools.say(phrase, arguments...);
    }

    [[nodiscard]] std::string problem() const { return found_.problem(desk_.tools.language); }

    void tell(bool is_bad, const std::string& message) {
        desk_.tell(is_bad, say({"modal {}: {}", "modal {}：{}"}, wish_.command, message));
    }

    json refused(const std::string& why) {
        answer_["message"] = why;
        tell(true, why);
        return answer_;
    }

    /// What the person left out.
    void complete_order() {
        Order& order = wish_.subject.order;
        order.command = wish_.command == "e2e" ? "serve" : wish_.command;
        if (order.app.empty() && wish_.subject.apps.size() == 1) order.app = wish_.subject.apps.front();
        // The environment that was looked at is the one that is worked in.
        if (order.environment.empty() && is_plain_name(found_.environment))
            order.environment = found_.environment;
        if (wish_.command != "run") return;
        auto& known = desk_.memory->arguments[memory_key(wish_.subject.path, order.function)];
        if (wish_.has_arguments)
            known = order.arguments;
        else
            order.arguments = known;
    }

    /// False, with the reason in the answer, when the names do not allow it. What calls the command line more
    /// than once shows the call it begins with.
    bool make_argv() {
        Order order = wish_.subject.order;
        if (wish_.command == "preflight") order.command = "deploy";
        if (wish_.command == "verify" || wish_.command == "diagnose") {
            order.command = "logs";
            order.follow = false;
        }
        const auto words = words_of(order, found_.version.value_or(kNewestModal));
        if (!words) {
            if (wish_.command != "preflight") answer_["message"] = words.error().in(desk_.tools.language);
            return false;
        }
        argv_ = found_.prefix.value_or(Prefix{"modal"});
        argv_.insert(argv_.end(), words->begin(), words->end());
        answer_["argv"] = argv_;
        return true;
    }

    Pending<bool> ask_for_production() {
        const std::string& environment = found_.environment;
        const std::string what = wish_.command == "deploy" || wish_.command == "stop"
                                     ? wish_.subject.order.app
                                     : std::string(workspace::file_name_of(wish_.subject.path));
        const Phrase& verb = verb_of(wish_.command);
        Pending<bool> pending;
        desk_.tools.confirm({.text = say({"{} \"{}\" in the production environment \"{}\"?",
                                          "在生产环境 \"{2}\" 中{0} \"{1}\"？"},
                                         say(verb), what, environment),
                             .yes = wish_.command == "deploy"
                                        ? say({"{} to {}", "{}到 {}"}, say(verb), environment)
                                        : say({"{} in {}", "在 {1} 中{0}"}, say(verb), environment),
                             .no = say({"Cancel", "取消"})},
                            pending.setter());
        return pending;
    }

    Deployed deployed() {
        const Order& order = wish_.subject.order;
        return {.prefix = *found_.prefix,
                .version = *found_.version,
                .folder = wish_.subject.folder,
                .app = order.app,
                .environment = order.environment,
                .addresses = desk_.memory->addresses[memory_key(order.app, order.environment)]};
    }

    Task<bool> carry_out() {
        if (is_blocking(wish_.subject.order) && wish_.command != "e2e") {
            desk_.hand_over({.title = "modal " + wish_.command, .argv = argv_, .cwd = wish_.subject.folder});
            answer_["message"] = command_line(argv_);
            co_return true;
        }
        if (wish_.command == "verify") {
            Task<bool> verifying = verify_deployed(deployed());
            const bool ok = co_await verifying;
            co_return ok;
        }
        if (wish_.command == "diagnose") {
            Task<Diagnosis> searching = diagnose(desk_.tools, wish_.subject, deployed());
            const Diagnosis diagnosis = co_await searching;
            answer_["diagnosis"] = to_json(diagnosis);
            conclude(diagnosis.ok, diagnosis.message);
            co_return diagnosis.ok;
        }
        if (wish_.command == "e2e") {
            Task<EndToEnd> testing = end_to_end(desk_.tools, wish_.subject, found_);
            const EndToEnd done = co_await testing;
            answer_["e2e"] = to_json(done);
            desk_.tools.log(to_table(done));
            conclude(done.ok, done.message);
            co_return done.ok;
        }
        Task<bool> running = run_child();
        const bool ok = co_await running;
        co_return ok;
    }

    void conclude(bool ok, const std::string& message) {
        answer_["message"] = message;
        tell(!ok, message);
    }

    Task<bool> run_child() {
        PrintedReader reader;
        json output = json::array();
        std::chrono::steady_clock::time_point told;
        const auto take = [&](const process::Line& line) {
            reader.add(line.text);
            const std::string shown = desk_.tools.redact(line.text);
            desk_.tools.log(shown);
            // A bar that is drawn a thousand times a second is one that moves.
            if (const auto now = std::chrono::steady_clock::now(); now - told >= kBetweenReports) {
                desk_.tools.progress(shown.substr(0, kShownBytes));
                told = now;
            }
            output.push_back(shown.substr(0, kShownBytes));
            if (output.size() > kShownLines) output.erase(output.begin());
        };
        const bool reads_log = wish_.command == "logs";
        const std::chrono::milliseconds limit = wish_.command == "run" ? kLongestRun
                                                : reads_log            ? kLongestLog
                                                                       : kLongestOther;
        process::Request request = request_for(argv_, wish_.subject.folder, limit);
        Task<Captured> running = capture(desk_.tools, std::move(request), take);
        const Captured said = co_await running;
        const bool was_enough =
            reads_log && always_follows(*found_.version) && said.end.kind == process::End::Kind::timed_out;
        bool ok = process::succeeded(said.end) || was_enough;
        answer_["exitCode"] =
            said.end.kind == process::End::Kind::exited ? json(said.end.code) : json(nullptr);
        answer_["output"] = std::move(output);
        const Printed& printed = reader.printed();
        add_printed(printed);
        if (ok && wish_.command == "deploy") {
            Task<bool> verifying = verify_printed(printed);
            ok = co_await verifying;
            co_return ok;
        }
        explain(said, ok);
        co_return ok;
    }

    void add_printed(const Printed& printed) {
        json urls = json::array();
        for (const WebAddress& address : printed.addresses)
            urls.push_back(address.url);
        answer_["urls"] = std::move(urls);
        answer_["page"] = printed.page;
        answer_["appId"] = printed.app_id;
    }

    Task<bool> verify_printed(Printed printed) {
        Deployed target = deployed();
        if (!printed.app.empty() && is_plain_name(printed.app)) target.app = printed.app;
        target.addresses = printed.addresses;
        desk_.memory->addresses[memory_key(target.app, target.environment)] = printed.addresses;
        Task<bool> verifying = verify_deployed(std::move(target));
        const bool ok = co_await verifying;
        if (!printed.page.empty())
            answer_["message"] = answer_["message"].get<std::string>() + " " + printed.page;
        co_return ok;
    }

    Task<bool> verify_deployed(Deployed target) {
        Task<Verified> verifying = verify(desk_.tools, std::move(target), Patience{});
        const Verified verified = co_await verifying;
        answer_["verify"] = to_json(verified);
        if (!verified.app_id.empty()) answer_["appId"] = verified.app_id;
        conclude(verified.ok, verified.message);
        co_return verified.ok;
    }

    /// Of a program that ended: what to tell, and what its output is known to mean.
    void explain(const Captured& said, bool ok) {
        std::vector<std::string> lines;
        for (const process::Line& line : said.lines)
            lines.push_back(desk_.tools.redact(line.text));
        json failures = json::array();
        std::string message = ok ? say({"done", "完成"}) : desk_.tools.describe(said.end);
        if (!ok)
            for (const Failure& failure :
                 failures_in(lines, wish_.subject.folder, *desk_.tools.files, desk_.tools.language)) {
                failures.push_back(to_json(failure));
                message += say({". {}; {}", "。{}；{}"}, failure.message, failure.fix);
            }
        answer_["failures"] = std::move(failures);
        conclude(ok, message);
    }

    const Desk& desk_;
    Wish wish_;
    Preflight found_;
    std::vector<std::string> argv_;
    json answer_;
};

} // namespace

Task<json> perform(const Desk& desk, Wish wish) {
    if (wish.command == "identity") {
        Task<json> asking = identity(desk.tools, wish.subject);
        json answer = co_await asking;
        co_return answer;
    }
    Work work(desk, std::move(wish));
    Task<json> doing = work.perform();
    json answer = co_await doing;
    co_return answer;
}

const std::vector<std::string>& operating_commands() {
    static const std::vector<std::string> commands = {"run",       "serve", "deploy",  "shell",
                                                      "logs",      "stop",  "verify",  "diagnose",
                                                      "preflight", "e2e",   "identity"};
    return commands;
}

} // namespace modal_lsp::server::operate
