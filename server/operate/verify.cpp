#include "server/operate/verify.hpp"

#include "server/operate/invocation.hpp"
#include "server/operate/probe.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// The newest command lines try for a minute to reach a server that is not there.
constexpr auto kListTime = 90s;
constexpr auto kFirstPause = 1s, kLongestPause = 8s, kOneRequest = 60s;

/// True when it is worth to ask again.
bool may_come_up(const WebReply& reply) {
    return reply.status == 0 || reply.status >= 500 || reply.status == 408 || reply.status == 429 ||
           (reply.status == 404 && is_of_modal(reply));
}

void judge(const Tools& tools, const WebReply& reply, Answered& answered) {
    answered.status = reply.status;
    const std::string& url = answered.address.url;
    if (reply.status >= 200 && reply.status < 300) {
        const json body = json::parse(reply.body, nullptr, false);
        const bool is_bad = body.is_object() && body.contains("status") && body["status"].is_string() &&
                            body["status"] != "ok" && body["status"] != "healthy";
        answered.ok = !is_bad;
        answered.message =
            is_bad ? tools.say({"{} is up, but says that it is not well", "{} 已启动，但报告自身状态不正常"},
                               url)
                   : tools.say({"{} is healthy", "{} 运行正常"}, url);
    } else if (reply.status == 401 || reply.status == 403) {
        answered.ok = true;
        answered.message = tools.say(
            {"{} answers, and asks who is there ({})", "{} 有响应，要求身份验证（{}）"}, url, reply.status);
    } else if (reply.status == 404 && !is_of_modal(reply)) {
        answered.ok = true;
        answered.message = tools.say({"{} answers, but has no /health", "{} 有响应，但没有 /health"}, url);
    } else if (reply.status != 0) {
        answered.message = tools.say({"{} answers with {}", "{} 的响应是 {}"}, url, reply.status);
    } else {
        answered.message = tools.say({"{} does not answer: {}", "{} 没有响应：{}"}, url, reply.error);
    }
}

Task<Answered> wait_for(const Tools& tools, WebAddress address, std::chrono::seconds time) {
    Answered answered{.address = address};
    std::chrono::seconds spent = 0s;
    auto wait = kFirstPause;
    while (true) {
        const auto begun = std::chrono::steady_clock::now();
        WebRequest request{.url = without_slash(address.url) + "/health"};
        request.limit = std::clamp(time - spent, kFirstPause + 0s, kOneRequest + 0s);
        tools.progress(tools.say({"waiting for {}", "正在等待 {}"}, address.url));
        Task<WebReply> asking = ask_web(tools, std::move(request));
        const WebReply reply = co_await asking;
        judge(tools, reply, answered);
        if (answered.ok || !may_come_up(reply)) break;
        spent += std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
        spent += wait;
        if (spent >= time) break;
        static_cast<void>(co_await pause(tools, wait));
        wait = std::min(wait * 2, kLongestPause);
    }
    co_return answered;
}

std::string joined(const Tools& tools, const std::vector<std::string>& sentences) {
    return fmt::format("{}", fmt::join(sentences, tools.say({"; ", "；"})));
}

enum class Presence : std::uint8_t { there, missing, unknown };

/// Into `out` and `said`: whether the app is there.
Task<Presence> look_for_app(const Tools& tools, const Deployed& deployed, Verified& out,
                            std::vector<std::string>& said) {
    tools.progress(tools.say({"looking for the app", "正在查找应用"}));
    Task<std::optional<std::vector<Row>>> listing = list(tools, deployed, "app");
    const std::optional<std::vector<Row>> rows = co_await listing;
    const std::string& environment = deployed.environment;
    if (!rows) {
        said.push_back(tools.say({"the list of apps could not be read", "无法读取应用列表"}));
        co_return Presence::unknown;
    }
    const Row* app = find_app(*rows, deployed.app);
    if (app == nullptr) {
        said.push_back(environment.empty()
                           ? tools.say({"\"{}\" is not deployed", "\"{}\" 没有部署"}, deployed.app)
                           : tools.say({"\"{}\" is not deployed in {}", "\"{0}\" 没有部署在 {1}"},
                                       deployed.app, environment));
        co_return Presence::missing;
    }
    out.app_id = value_in(*app, "app_id");
    const std::string state = value_in(*app, "state");
    said.push_back(
        environment.empty()
            ? tools.say({"\"{}\" is {} ({})", "\"{}\" 的状态是 {}（{}）"}, deployed.app, state, out.app_id)
            : tools.say({"\"{}\" is {} in {} ({})", "\"{0}\" 在 {2} 中的状态是 {1}（{3}）"}, deployed.app,
                        state, environment, out.app_id));
    co_return Presence::there;
}

} // namespace

std::string value_in(const Row& row, std::string_view key) {
    const auto found = row.find(key);
    return found == row.end() ? std::string() : found->second;
}

const Row* find_app(const std::vector<Row>& rows, std::string_view app) {
    const auto is_meant = [&](const Row& row) {
        const std::string state = value_in(row, "state");
        return (value_in(row, "description") == app || value_in(row, "name") == app ||
                value_in(row, "app_id") == app) &&
               state.find("stopp") == std::string::npos;
    };
    const auto found = std::ranges::find_if(rows, is_meant);
    return found == rows.end() ? nullptr : &*found;
}

Task<std::optional<std::vector<Row>>> list(const Tools& tools, Deployed deployed, std::string group) {
    std::vector<std::string> argv = deployed.prefix;
    argv.insert(argv.end(), {std::move(group), "list", "--json"});
    if (!deployed.environment.empty() && is_plain_name(deployed.environment))
        argv.push_back("--env=" + deployed.environment);
    process::Request request = request_for(argv, deployed.folder, kListTime);
    Task<Captured> asking = capture(tools, std::move(request));
    const Captured said = co_await asking;
    std::optional<std::vector<Row>> rows;
    if (process::succeeded(said.end)) rows = rows_of(text_of(said.lines, false));
    if (!rows) {
        std::string last = said.lines.empty() ? "" : said.lines.back().text;
        tools.log(fmt::format("{}: {} {}", command_line(argv),
                              process::succeeded(said.end) ? tools.say({"printed no list", "没有输出列表"})
                                                           : tools.describe(said.end),
                              tools.redact(last)));
    }
    co_return rows;
}

Task<std::vector<std::string>> read_log(const Tools& tools, Deployed deployed, std::chrono::seconds time) {
    const Order order{
        .command = "logs", .app = deployed.app, .environment = deployed.environment, .follow = false};
    const auto words = words_of(order, deployed.version);
    std::vector<std::string> lines;
    if (words) {
        std::vector<std::string> argv = deployed.prefix;
        argv.insert(argv.end(), words->begin(), words->end());
        tools.progress(tools.say({"reading the log", "正在读取日志"}));
        // Older ones follow the log for ever: what is there by then has to do.
        process::Request request = request_for(std::move(argv), deployed.folder, time);
        Task<Captured> reading = capture(tools, std::move(request));
        const Captured said = co_await reading;
        for (const process::Line& line : said.lines)
            lines.push_back(tools.redact(line.text));
    }
    co_return lines;
}

Task<Verified> verify(const Tools& tools, Deployed deployed, Patience patience) {
    Verified out{.ok = true};
    std::vector<std::string> said;
    // Without the app, nobody answers for as long as a cold start takes.
    if (!deployed.app.empty()) {
        Task<Presence> looking = look_for_app(tools, deployed, out, said);
        const Presence presence = co_await looking;
        out.ok =
            presence == Presence::there || (presence == Presence::unknown && !deployed.addresses.empty());
    }
    if (!out.ok) {
        out.message = joined(tools, said);
        co_return out;
    }
    for (const WebAddress& address : deployed.addresses) {
        Task<Answered> waiting = wait_for(tools, address, patience.cold_start);
        Answered answered = co_await waiting;
        out.ok = out.ok && answered.ok;
        said.push_back(answered.message);
        out.addresses.push_back(std::move(answered));
    }
    if (deployed.addresses.empty() || !out.ok) {
        Task<std::vector<std::string>> reading = read_log(tools, deployed, patience.log);
        const std::vector<std::string> lines = co_await reading;
        out.failures = failures_in(lines, deployed.folder, *tools.files, tools.language);
        out.ok = out.ok && out.failures.empty();
        for (const Failure& failure : out.failures)
            said.push_back(
                tools.say({"the log says: {}; {}", "日志显示：{}；{}"}, failure.message, failure.fix));
        if (out.failures.empty() && deployed.addresses.empty())
            said.push_back(tools.say({"its log holds no known failure", "日志中没有已知的故障"}));
    }
    out.message = joined(tools, said);
    co_return out;
}

json to_json(const Verified& verified) {
    json addresses = json::array(), failures = json::array();
    for (const Answered& each : verified.addresses)
        addresses.push_back({{"function", each.address.function},
                             {"url", each.address.url},
                             {"ok", each.ok},
                             {"status", each.status},
                             {"message", each.message}});
    for (const Failure& failure : verified.failures)
        failures.push_back(to_json(failure));
    return {{"ok", verified.ok},
            {"message", verified.message},
            {"appId", verified.app_id},
            {"addresses", std::move(addresses)},
            {"failures", std::move(failures)}};
}

} // namespace modal_lsp::server::operate
