#include "server/operate/probe.hpp"

#include "server/operate/cli_output.hpp"
#include "server/site/http.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

/// Checks look at small answers, and a line of output is to hold one whole.
constexpr std::size_t kMostBodyBytes = std::size_t{32} * 1024;

std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string without_slash(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

bool is_of_modal(const WebReply& reply) {
    return reply.body.starts_with("modal-http:");
}

Task<WebReply> ask_web(const Tools& tools, WebRequest request) {
    json asked = {{"method", request.method}, {"url", request.url}, {"limit", request.limit.count()}};
    if (request.body) {
        asked["body"] = *request.body;
        asked["type"] = request.content_type;
    }
    process::Request run{.argv = {tools.program, std::string(kProbeFlag), dumped(asked)},
                         .cwd = "/",
                         .limit = request.limit + 5s};
    Task<Captured> asking = capture(tools, std::move(run));
    const Captured said = co_await asking;
    const json reply = json::parse(text_of(said.lines, false), nullptr, false);
    if (!reply.is_object()) {
        WebReply none{.error = tools.say({"the request {}", "请求{}"}, tools.describe(said.end))};
        co_return none;
    }
    WebReply out{.status = reply.value("status", 0L),
                 .body = reply.value("body", ""),
                 .error = reply.value("error", "")};
    co_return out;
}

std::optional<int> probe(int argc, char** argv) {
    if (argc != 3 || argv[1] != kProbeFlag) return std::nullopt;
    const json asked = json::parse(argv[2], nullptr, false);
    if (!asked.is_object()) return EXIT_FAILURE;
    site::HttpRequest request{.url = asked.value("url", "")};
    request.method = asked.value("method", "GET");
    if (asked.contains("body")) request.body = asked.value("body", "");
    request.content_type = asked.value("type", "");
    request.accept = "application/json, */*";
    request.most_seconds = asked.value("limit", 30L);
    const site::HttpReply reply = site::HttpClient().get(request);
    const json out = {{"status", std::max(0L, reply.status)},
                      {"body", reply.body.substr(0, kMostBodyBytes)},
                      {"error", reply.error}};
    return std::printf("%s\n", dumped(out).c_str()) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

} // namespace modal_lsp::server::operate
