#include "server/operate/e2e.hpp"

#include "analysis/workspace/path.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

/// Until the app is served: images are built meanwhile.
constexpr auto kServeTime = 600s;
/// All of it.
constexpr auto kWholeTime = 3600s;
/// More addresses may follow the first one.
constexpr auto kQuiet = 2s;
constexpr auto kStopTime = 20s;
constexpr auto kPause = 1s, kLongestPause = 8s;
constexpr std::size_t kMostChecksBytes = std::size_t{1} << 20, kShownLines = 20;

/// The address that a check means; a sentence when that is not one.
tl::expected<std::string, std::string> address_for(const Tools& tools, const WebCheck& check,
                                                   const Printed& printed) {
    std::vector<const WebAddress*> fitting;
    for (const WebAddress& address : printed.addresses) {
        const std::string& name = address.function;
        const bool is_method = name.size() > check.function.size() && name.ends_with("." + check.function);
        if (check.function.empty() || name == check.function || is_method) fitting.push_back(&address);
    }
    if (fitting.size() == 1) return without_slash(fitting[0]->url);
    if (fitting.empty())
        return tl::unexpected(tools.say(
            {"no function \"{}\" has an address", "没有名为 \"{}\" 且带地址的函数"}, check.function));
    return tl::unexpected(tools.say({"the app has several addresses: say which with `function`",
                                     "应用有多个地址：请用 `function` 指明"}));
}

/// While the app starts, its answers are none of its own.
bool may_come_up(const WebReply& reply) {
    return reply.status == 0 || reply.status == 502 || reply.status == 503 || reply.status == 504 ||
           (reply.status == 404 && is_of_modal(reply));
}

Task<Checked> run_check(const Tools& tools, WebCheck check, std::string url) {
    Checked done{.check = check, .url = url + check.path};
    const auto begun = Clock::now();
    std::chrono::seconds waited = 0s;
    auto wait = kPause;
    while (true) {
        const auto spent =
            std::max(waited, std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begun));
        WebRequest request{.method = check.method, .url = done.url, .body = check.body};
        request.content_type = check.content_type;
        request.limit = std::max(check.limit - spent, std::chrono::seconds(1));
        tools.progress(fmt::format("{} {}", check.method, check.path));
        Task<WebReply> asking = ask_web(tools, std::move(request));
        const WebReply reply = co_await asking;
        done.status = reply.status;
        done.message = mismatch(check, reply, tools.language);
        done.ok = done.message.empty();
        const bool again = !done.ok && may_come_up(reply) && spent + wait < check.limit;
        if (!again) break;
        static_cast<void>(co_await pause(tools, wait));
        waited += wait;
        wait = std::min(wait * 2, kLongestPause);
    }
    done.milliseconds = static_cast<long>(
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun).count());
    co_return done;
}

/// Reads what `serve` prints until all addresses are there.
Task<Printed> wait_until_served(const Tools& tools, Running& serving, std::vector<std::string>& output) {
    PrintedReader reader;
    const auto begun = Clock::now();
    while (Clock::now() - begun < kServeTime) {
        const bool some = !reader.printed().addresses.empty();
        if (some && reader.printed().is_complete) break;
        const std::chrono::milliseconds time = some ? kQuiet : kServeTime;
        const std::optional<process::Line> line = co_await serving.next_within(time);
        if (!line) break;
        const std::string shown = tools.redact(line->text);
        tools.log(shown);
        output.push_back(shown.substr(0, 500));
        reader.add(line->text);
    }
    co_return reader.printed();
}

/// Waits until it is gone, and reads on meanwhile.
Task<bool> stop_serving(Running& serving) {
    serving.stop();
    const auto begun = Clock::now();
    while (!serving.end() && Clock::now() - begun < kStopTime)
        static_cast<void>(co_await serving.next_within(kStopTime));
    co_return serving.end().has_value();
}

/// An interrupt that comes at the wrong moment ends `modal serve` without its telling Modal, and the app
/// would go on until Modal misses it. That it is stopped already is no problem.
Task<bool> stop_app(const Tools& tools, Subject subject, Preflight preflight, std::string app_id) {
    Order order = subject.order;
    order.command = "stop";
    order.app = std::move(app_id);
    const auto words = words_of(order, *preflight.version);
    if (order.app.empty() || !words) co_return false;
    std::vector<std::string> argv = *preflight.prefix;
    argv.insert(argv.end(), words->begin(), words->end());
    Task<Captured> stopping = capture(tools, request_for(std::move(argv), subject.folder, kStopTime));
    const Captured said = co_await stopping;
    co_return process::succeeded(said.end);
}

tl::expected<std::vector<WebCheck>, std::string> checks_of(const Tools& tools, const std::string& file) {
    const std::string path = checks_path(file);
    if (!tools.files->status(path)) return default_checks();
    const auto text = tools.files->read(path, kMostChecksBytes);
    if (!text) return tl::unexpected(text.error());
    return parse_checks(*text).map_error([&](const std::string& problem) {
        return fmt::format("{}: {}", workspace::file_name_of(path), problem);
    });
}

void conclude(const Tools& tools, EndToEnd& done) {
    const auto failed = std::ranges::count(done.checks, false, &Checked::ok);
    done.ok = failed == 0 && !done.checks.empty();
    done.message = failed == 0 ? tools.say({"all {} checks passed", "全部 {} 项检查通过"}, done.checks.size())
                               : tools.say({"{} of {} checks failed", "{1} 项检查中有 {0} 项失败"}, failed,
                                           done.checks.size());
}

std::string why_not_served(const Tools& tools, const Running& serving, const Printed& printed) {
    if (serving.end()) return fmt::format("`modal serve` {}", tools.describe(*serving.end()));
    return printed.is_complete
               ? tools.say({"the app is served, but nothing of it has an address",
                            "应用已临时部署，但其中没有带地址的部分"})
               : tools.say({"`modal serve` printed no address in time", "`modal serve` 没有按时输出地址"});
}

} // namespace

std::string checks_path(const std::string& file) {
    return (file.ends_with(".py") ? file.substr(0, file.size() - 3) : file) + ".e2e.toml";
}

Task<EndToEnd> end_to_end(const Tools& tools, Subject subject, Preflight preflight) {
    EndToEnd done;
    const auto checks = checks_of(tools, subject.path);
    Order order = subject.order;
    order.command = "serve";
    const auto words = words_of(order, *preflight.version);
    if (!checks || !words) {
        done.message = checks ? words.error().in(tools.language) : checks.error();
        co_return done;
    }
    done.argv = *preflight.prefix;
    done.argv.insert(done.argv.end(), words->begin(), words->end());
    tools.log(command_line(done.argv));
    tools.progress(tools.say({"serving the app", "正在临时部署应用"}));
    Running serving(tools, request_for(done.argv, subject.folder, kWholeTime));
    std::vector<std::string> output;
    Task<Printed> waiting = wait_until_served(tools, serving, output);
    const Printed printed = co_await waiting;
    if (printed.addresses.empty()) {
        done.message = why_not_served(tools, serving, printed);
        const std::size_t first = output.size() > kShownLines ? output.size() - kShownLines : 0;
        done.output.assign(output.begin() + static_cast<std::ptrdiff_t>(first), output.end());
    }
    for (const WebCheck& check : *checks) {
        if (printed.addresses.empty()) break;
        const auto url = address_for(tools, check, printed);
        if (!url) {
            done.checks.push_back({.check = check, .message = url.error()});
            continue;
        }
        Task<Checked> asking = run_check(tools, check, *url);
        Checked checked = co_await asking;
        done.checks.push_back(std::move(checked));
    }
    if (!printed.addresses.empty()) conclude(tools, done);
    tools.progress(tools.say({"stopping the app", "正在停止应用"}));
    Task<bool> stopping = stop_serving(serving);
    const bool stopped = co_await stopping;
    if (!stopped) done.message += tools.say({"; `modal serve` did not end", "；`modal serve` 没有结束"});
    Task<bool> making_sure = stop_app(tools, subject, preflight, printed.app_id);
    const bool was_there = co_await making_sure;
    if (was_there)
        tools.log(tools.say({"the app was still there, and is stopped now", "应用仍在运行，现已停止"}));
    done.ok = done.ok && stopped;
    co_return done;
}

json to_json(const EndToEnd& done) {
    json checks = json::array();
    for (const Checked& each : done.checks)
        checks.push_back({{"method", each.check.method},
                          {"path", each.check.path},
                          {"url", each.url},
                          {"ok", each.ok},
                          {"status", each.status},
                          {"message", each.message},
                          {"milliseconds", each.milliseconds}});
    return {{"ok", done.ok},
            {"message", done.message},
            {"argv", done.argv},
            {"checks", std::move(checks)},
            {"output", done.output}};
}

std::string to_table(const EndToEnd& done) {
    std::size_t width = 0;
    for (const Checked& each : done.checks)
        width = std::max(width, each.check.method.size() + each.check.path.size() + 1);
    std::string out;
    for (const Checked& each : done.checks)
        out += fmt::format("{}  {:<{}}  {:>3}  {:>7} ms  {}\n", each.ok ? "ok  " : "FAIL",
                           each.check.method + " " + each.check.path, width, each.status, each.milliseconds,
                           each.message);
    for (const std::string& line : done.output)
        out += line + '\n';
    return out + done.message + '\n';
}

} // namespace modal_lsp::server::operate
