#include "server/operate/diagnose.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto kLogTime = 30s, kListTime = 90s;
constexpr std::size_t kMostEnvironments = 6, kMostProfiles = 4;

std::string where(const Tools& tools, const std::string& environment) {
    return environment.empty() ? tools.say({"the profile's environment", "配置文件的环境"})
                               : fmt::format("\"{}\"", environment);
}

/// Names of other environments that have the app.
Task<std::vector<std::string>> other_environments(const Tools& tools, Deployed deployed) {
    std::vector<std::string> found;
    Deployed all = deployed;
    all.environment.clear(); // the list of them is the workspace's
    Task<std::optional<std::vector<Row>>> listing = list(tools, all, "environment");
    const auto environments = co_await listing;
    std::size_t asked = 0;
    for (const Row& row : environments.value_or(std::vector<Row>{})) {
        Deployed other = deployed;
        other.environment = value_in(row, "name");
        if (other.environment.empty() || other.environment == deployed.environment) continue;
        if (++asked > kMostEnvironments) break;
        tools.progress(tools.say({"looking for the app in {}", "正在 {} 中查找应用"}, other.environment));
        Task<std::optional<std::vector<Row>>> apps = list(tools, other, "app");
        const auto rows = co_await apps;
        if (rows && find_app(*rows, deployed.app) != nullptr) found.push_back(other.environment);
    }
    co_return found;
}

/// Names of other profiles that have the app in their environment.
Task<std::vector<std::string>> other_profiles(const Tools& tools, Deployed deployed) {
    std::vector<std::string> found;
    std::vector<std::string> argv = deployed.prefix;
    argv.insert(argv.end(), {"profile", "list", "--json"});
    process::Request request = request_for(argv, deployed.folder, kListTime);
    Task<Captured> asking = capture(tools, std::move(request));
    const Captured said = co_await asking;
    const auto profiles = rows_of(text_of(said.lines, false)).value_or(std::vector<Row>{});
    std::size_t asked = 0;
    for (const Row& row : profiles) {
        const std::string name = value_in(row, "name");
        if (name.empty() || value_in(row, "active") == "true") continue;
        if (++asked > kMostProfiles) break;
        std::vector<std::string> words = deployed.prefix;
        words.insert(words.end(), {"app", "list", "--json"});
        process::Request listing = request_for(std::move(words), deployed.folder, kListTime);
        listing.environment.emplace_back("MODAL_PROFILE", name);
        tools.progress(
            tools.say({"looking for the app in the profile {}", "正在配置文件 {} 中查找应用"}, name));
        Task<Captured> listed = capture(tools, std::move(listing));
        const Captured apps = co_await listed;
        const auto rows = rows_of(text_of(apps.lines, false));
        if (rows && find_app(*rows, deployed.app) != nullptr) found.push_back(name);
    }
    co_return found;
}

Step missing(const Tools& tools, const Deployed& deployed, const std::vector<std::string>& environments,
             const std::vector<std::string>& profiles) {
    Step step{.name = "environment"};
    const std::string& app = deployed.app;
    const std::string here = where(tools, deployed.environment);
    if (!environments.empty())
        step.message = tools.say({"\"{}\" is not in {}, but in {}: name that environment",
                                  "\"{}\" 不在 {} 中，而在 {} 中：请指定该环境"},
                                 app, here, fmt::format("{}", fmt::join(environments, ", ")));
    else if (!profiles.empty())
        step.message =
            tools.say({"\"{}\" is not in {}, but the profile {} has it: `modal profile activate {}`",
                       "\"{}\" 不在 {} 中，但配置文件 {} 中有：`modal profile activate {}`"},
                      app, here, fmt::format("{}", fmt::join(profiles, ", ")), profiles.front());
    else
        step.message = tools.say({"\"{}\" is not in {}, nor in any other: deploy it first",
                                  "\"{}\" 不在 {} 中，也不在其他环境中：请先部署它"},
                                 app, here);
    return step;
}

Task<Step> environment_step(const Tools& tools, Deployed deployed, std::string& app_id) {
    tools.progress(tools.say({"looking for the app", "正在查找应用"}));
    Task<std::optional<std::vector<Row>>> listing = list(tools, deployed, "app");
    const auto rows = co_await listing;
    Step step{.name = "environment"};
    const Row* app = rows ? find_app(*rows, deployed.app) : nullptr;
    if (!rows) {
        step.message =
            tools.say({"the list of apps could not be read: is the network there, and the token valid?",
                       "无法读取应用列表：网络是否可用，令牌是否有效？"});
    } else if (app != nullptr) {
        app_id = value_in(*app, "app_id");
        step.ok = true;
        step.message = tools.say({"\"{}\" is {} in {}", "\"{0}\" 在 {2} 中的状态是 {1}"}, deployed.app,
                                 value_in(*app, "state"), where(tools, deployed.environment));
    } else {
        Task<std::vector<std::string>> elsewhere = other_environments(tools, deployed);
        const std::vector<std::string> environments = co_await elsewhere;
        std::vector<std::string> profiles;
        if (environments.empty()) {
            Task<std::vector<std::string>> asking = other_profiles(tools, deployed);
            profiles = co_await asking;
        }
        step = missing(tools, deployed, environments, profiles);
    }
    co_return step;
}

std::string separator(const Tools& tools) {
    return tools.say({". ", "。"});
}

Step log_step(const Tools& tools, const std::vector<std::string>& lines,
              const std::vector<Failure>& failures) {
    Step step{.name = "logs", .ok = failures.empty()};
    if (lines.empty())
        step.message = tools.say({"the log is empty", "日志是空的"});
    else if (failures.empty())
        step.message =
            tools.say({"{} lines of log hold no known failure", "{} 行日志中没有已知的故障"}, lines.size());
    for (const Failure& failure : failures) {
        if (!step.message.empty()) step.message += separator(tools);
        step.message += tools.say({"{}; {}", "{}；{}"}, failure.message, failure.fix);
    }
    return step;
}

std::vector<std::string> with(const Deployed& deployed, std::vector<std::string> words) {
    std::vector<std::string> argv = deployed.prefix;
    std::ranges::move(words, std::back_inserter(argv));
    return argv;
}

/// A name of the list that can stand in a command.
bool is_container_id(const std::string& id) {
    return id.starts_with("ta-") && is_plain_name(id);
}

Task<Step> container_step(const Tools& tools, Deployed deployed, std::string app_id,
                          std::vector<Offer>& offers) {
    tools.progress(tools.say({"looking for containers", "正在查找容器"}));
    Task<std::optional<std::vector<Row>>> listing = list(tools, deployed, "container");
    const auto rows = co_await listing;
    Step step{.name = "containers", .ok = rows.has_value()};
    if (!rows) {
        step.message = tools.say({"the list of containers could not be read", "无法读取容器列表"});
        co_return step;
    }
    std::size_t count = 0;
    for (const Row& row : *rows) {
        if (value_in(row, "app_id") != app_id && value_in(row, "app_name") != deployed.app) continue;
        const std::string id = value_in(row, "container_id");
        if (count++ == 0 && is_container_id(id)) {
            offers.push_back({tools.say({"Look at the GPU of a container", "查看容器的 GPU"}),
                              with(deployed, {"container", "exec", id, "nvidia-smi"})});
            offers.push_back({tools.say({"Read a container's log", "读取容器的日志"}),
                              with(deployed, {"container", "logs", id})});
        }
    }
    step.message =
        count == 0 ? tools.say({"no container of it runs: nothing called it, or its containers do not start",
                                "没有容器在运行：没有被调用，或容器无法启动"})
                   : tools.say({"{} of its containers run", "有 {} 个容器在运行"}, count);
    co_return step;
}

/// What is left to the person: a shell in the function's image, and Modal's own debug log.
void add_offers(const Tools& tools, const Subject& subject, const Deployed& deployed,
                std::vector<Offer>& offers) {
    Order order = subject.order;
    order.environment = deployed.environment;
    for (const auto& [command, title] :
         {std::pair("shell", tools.say({"Open a shell in the function's image", "在函数的镜像中打开终端"})),
          std::pair("run", tools.say({"Run it with Modal's debug log", "带 Modal 调试日志运行"}))}) {
        order.command = command;
        const auto words = words_of(order, deployed.version);
        if (!words || subject.path.empty()) continue;
        std::vector<std::string> argv = with(deployed, *words);
        if (order.command == "run") argv.insert(argv.begin(), {"env", "MODAL_LOGLEVEL=DEBUG"});
        offers.push_back({title, std::move(argv)});
    }
}

} // namespace

Task<Diagnosis> diagnose(const Tools& tools, Subject subject, Deployed deployed) {
    Diagnosis out;
    std::string app_id;
    Task<Step> looking = environment_step(tools, deployed, app_id);
    Step environment = co_await looking;
    const bool is_there = environment.ok;
    out.steps.push_back(std::move(environment));
    if (is_there) {
        Task<std::vector<std::string>> reading = read_log(tools, deployed, kLogTime);
        const std::vector<std::string> lines = co_await reading;
        out.failures = failures_in(lines, deployed.folder, *tools.files, tools.language);
        out.steps.push_back(log_step(tools, lines, out.failures));
        Task<Step> counting = container_step(tools, deployed, app_id, out.offers);
        Step containers = co_await counting;
        out.steps.push_back(std::move(containers));
    }
    add_offers(tools, subject, deployed, out.offers);
    out.ok = std::ranges::all_of(out.steps, &Step::ok);
    for (const Step& step : out.steps)
        if (!step.ok || out.ok) out.message += (out.message.empty() ? "" : separator(tools)) + step.message;
    co_return out;
}

json to_json(const Diagnosis& diagnosis) {
    json steps = json::array(), failures = json::array(), offers = json::array();
    for (const Step& step : diagnosis.steps)
        steps.push_back({{"name", step.name}, {"ok", step.ok}, {"message", step.message}});
    for (const Failure& failure : diagnosis.failures)
        failures.push_back(to_json(failure));
    for (const Offer& offer : diagnosis.offers)
        offers.push_back({{"title", offer.title}, {"argv", offer.argv}, {"line", command_line(offer.argv)}});
    return {{"ok", diagnosis.ok},
            {"message", diagnosis.message},
            {"steps", std::move(steps)},
            {"failures", std::move(failures)},
            {"commands", std::move(offers)}};
}

} // namespace modal_lsp::server::operate
