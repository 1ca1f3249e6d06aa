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

std::string where(const std::string& environment) {
    return environment.empty() ? "the profile's environment" : fmt::format("\"{}\"", environment);
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
        tools.progress("looking for the app in " + other.environment);
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
        tools.progress("looking for the app in the profile " + name);
        Task<Captured> listed = capture(tools, std::move(listing));
        const Captured apps = co_await listed;
        const auto rows = rows_of(text_of(apps.lines, false));
        if (rows && find_app(*rows, deployed.app) != nullptr) found.push_back(name);
    }
    co_return found;
}

Step missing(const Deployed& deployed, const std::vector<std::string>& environments,
             const std::vector<std::string>& profiles) {
    Step step{.name = "environment",
              .message = fmt::format("\"{}\" is not in {}", deployed.app, where(deployed.environment))};
    if (!environments.empty())
        step.message += fmt::format(", but in {}: name that environment", fmt::join(environments, ", "));
    else if (!profiles.empty())
        step.message += fmt::format(", but the profile {} has it: `modal profile activate {}`",
                                    fmt::join(profiles, ", "), profiles.front());
    else
        step.message += ", nor in any other: deploy it first";
    return step;
}

Task<Step> environment_step(const Tools& tools, Deployed deployed, std::string& app_id) {
    tools.progress("looking for the app");
    Task<std::optional<std::vector<Row>>> listing = list(tools, deployed, "app");
    const auto rows = co_await listing;
    Step step{.name = "environment"};
    const Row* app = rows ? find_app(*rows, deployed.app) : nullptr;
    if (!rows) {
        step.message = "the list of apps could not be read: is the network there, and the token valid?";
    } else if (app != nullptr) {
        app_id = value_in(*app, "app_id");
        step.ok = true;
        step.message = fmt::format("\"{}\" is {} in {}", deployed.app, value_in(*app, "state"),
                                   where(deployed.environment));
    } else {
        Task<std::vector<std::string>> elsewhere = other_environments(tools, deployed);
        const std::vector<std::string> environments = co_await elsewhere;
        std::vector<std::string> profiles;
        if (environments.empty()) {
            Task<std::vector<std::string>> asking = other_profiles(tools, deployed);
            profiles = co_await asking;
        }
        step = missing(deployed, environments, profiles);
    }
    co_return step;
}

Step log_step(const std::vector<std::string>& lines, const std::vector<Failure>& failures) {
    Step step{.name = "logs", .ok = failures.empty()};
    if (lines.empty())
        step.message = "the log is empty";
    else if (failures.empty())
        step.message = fmt::format("{} lines of log hold no known failure", lines.size());
    for (const Failure& failure : failures)
        step.message +=
            fmt::format("{}{}; {}", step.message.empty() ? "" : ". ", failure.message, failure.fix);
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
    tools.progress("looking for containers");
    Task<std::optional<std::vector<Row>>> listing = list(tools, deployed, "container");
    const auto rows = co_await listing;
    Step step{.name = "containers", .ok = rows.has_value()};
    if (!rows) {
        step.message = "the list of containers could not be read";
        co_return step;
    }
    std::size_t count = 0;
    for (const Row& row : *rows) {
        if (value_in(row, "app_id") != app_id && value_in(row, "app_name") != deployed.app) continue;
        const std::string id = value_in(row, "container_id");
        if (count++ == 0 && is_container_id(id)) {
            offers.push_back(
                {"Look at the GPU of a container", with(deployed, {"container", "exec", id, "nvidia-smi"})});
            offers.push_back({"Read a container's log", with(deployed, {"container", "logs", id})});
        }
    }
    step.message = count == 0 ? "no container of it runs: nothing called it, or its containers do not start"
                              : fmt::format("{} of its containers run", count);
    co_return step;
}

/// What is left to the person: a shell in the function's image, and Modal's own debug log.
void add_offers(const Subject& subject, const Deployed& deployed, std::vector<Offer>& offers) {
    Order order = subject.order;
    order.environment = deployed.environment;
    for (const auto& [command, title] : {std::pair("shell", "Open a shell in the function's image"),
                                         std::pair("run", "Run it with Modal's debug log")}) {
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
        out.failures = failures_in(lines, deployed.folder, *tools.files);
        out.steps.push_back(log_step(lines, out.failures));
        Task<Step> counting = container_step(tools, deployed, app_id, out.offers);
        Step containers = co_await counting;
        out.steps.push_back(std::move(containers));
    }
    add_offers(subject, deployed, out.offers);
    out.ok = std::ranges::all_of(out.steps, &Step::ok);
    for (const Step& step : out.steps)
        if (!step.ok || out.ok) out.message += (out.message.empty() ? "" : ". ") + step.message;
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
