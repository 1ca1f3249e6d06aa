#include "server/operate/live_names.hpp"

#include "server/operate/preflight.hpp"
#include "server/operate/verify.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace modal_lsp::server::operate {
namespace {

using namespace std::chrono_literals;
using modal::ObjectKind;

constexpr auto kHistoryTime = 60s;
/// Each environment takes five programs, and each app one more.
constexpr std::size_t kMostEnvironments = 8, kMostHistories = 40;

constexpr std::array<std::pair<ObjectKind, const char*>, 4> kResources{{{ObjectKind::secret, "secret"},
                                                                        {ObjectKind::volume, "volume"},
                                                                        {ObjectKind::dict, "dict"},
                                                                        {ObjectKind::queue, "queue"}}};

std::string now() {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

bool is_deployed(const Row& row) {
    return value_in(row, "state") == "deployed";
}

/// "v12" is 12; 0 for what is no version.
unsigned long number_of(const std::string& version) {
    const bool marked = version.starts_with('v');
    return std::strtoul(version.c_str() + (marked ? 1 : 0), nullptr, 10);
}

/// What is asked of one workspace, step by step.
class Lister {
  public:
    Lister(const Tools& tools, LiveQuestion question, std::function<void(const live::Listing&)> publish)
        : tools_(tools), question_(std::move(question)), publish_(std::move(publish)) {}

    Task<LiveAnswer> run() {
        Task<Preflight> looking =
            preflight(tools_, question_.subject, {.environment = false, .analysis = false});
        const Preflight found = co_await looking;
        if (!found.ok()) {
            answer_.problem = found.problem(tools_.language);
            co_return answer_;
        }
        place_ = {.prefix = *found.prefix, .version = *found.version, .folder = question_.subject.folder};
        answer_.listing.default_environment = found.environment;
        Task<bool> listing = environments();
        const bool answers = co_await listing;
        if (!answers) co_return answer_; // nor would it answer anything else, each time after a while
        for (const std::string& name : chosen()) {
            Task<bool> looking_into = environment(name);
            co_await looking_into;
        }
        answer_.listing.taken_at = now();
        const auto& read = answer_.listing.environments;
        answer_.ok = std::ranges::any_of(read, [](const auto& each) { return each.apps.has_value(); });
        if (answer_.ok && publish_) publish_(answer_.listing);
        Task<bool> asking = versions();
        co_await asking;
        co_return answer_;
    }

  private:
    void fail(std::string why) {
        if (answer_.problem.empty()) answer_.problem = std::move(why);
    }

    Task<bool> environments() {
        Task<std::optional<std::vector<Row>>> listing = list(tools_, place_, "environment");
        const auto rows = co_await listing;
        if (!rows)
            fail(tools_.say(
                {"the environments could not be listed: is the network there, and the token valid?",
                 "无法列出环境：网络是否可用，令牌是否有效？"}));
        live::Listing& out = answer_.listing;
        for (const Row& row : rows.value_or(std::vector<Row>{})) {
            const std::string name = value_in(row, "name");
            if (!is_plain_name(name)) continue;
            out.all_environments.push_back(name);
            const std::string active = value_in(row, "active");
            if (out.default_environment.empty() && (active == "True" || active == "true"))
                out.default_environment = name;
        }
        co_return rows.has_value();
    }

    /// The environments to look into.
    [[nodiscard]] std::vector<std::string> chosen() {
        const auto& all = answer_.listing.all_environments;
        std::vector<std::string> names = question_.environments;
        if (names.empty()) names = all;
        std::erase_if(names, [&](const std::string& name) {
            const bool exists = std::ranges::find(all, name) != all.end();
            if (!exists) tools_.log(fmt::format("live names: the workspace has no environment \"{}\"", name));
            return !exists;
        });
        if (names.size() > kMostEnvironments) {
            answer_.problem =
                tools_.say({"only {} of {} environments are looked into: name those that matter with "
                            "the setting `live-environments`",
                            "只查看了 {1} 个环境中的 {0} 个：请用设置 `live-environments` 指明需要的环境"},
                           kMostEnvironments, names.size());
            names.resize(kMostEnvironments);
        }
        return names;
    }

    Task<bool> environment(std::string name) {
        live::Environment out{.name = name};
        Deployed place = place_;
        place.environment = name;
        Task<std::optional<std::vector<Row>>> listing = list(tools_, place, "app");
        const auto apps = co_await listing;
        if (!apps) {
            fail(tools_.say(
                {"the apps of \"{}\" could not be listed: is the network there, and the token valid?",
                 "无法列出 \"{}\" 中的应用：网络是否可用，令牌是否有效？"},
                name));
            co_return false;
        }
        out.apps = apps_in(*apps);
        for (const auto& [kind, group] : kResources) {
            Task<std::optional<std::vector<Row>>> more = list(tools_, place, group);
            const auto rows = co_await more;
            if (!rows) continue; // said in the log
            auto& names = out.resources[kind];
            for (const Row& row : *rows)
                if (std::string thing = value_in(row, "name"); !thing.empty()) names.insert(std::move(thing));
        }
        answer_.listing.environments.push_back(std::move(out));
        co_return true;
    }

    static std::map<std::string, live::App, std::less<>> apps_in(const std::vector<Row>& rows) {
        std::map<std::string, live::App, std::less<>> apps;
        for (const Row& row : rows) {
            if (!is_deployed(row)) continue;
            std::string name = value_in(row, "description");
            if (name.empty()) name = value_in(row, "name");
            if (!name.empty()) apps[name] = {.id = value_in(row, "app_id")};
        }
        return apps;
    }

    Task<bool> versions() {
        std::size_t asked = 0;
        for (live::Environment& environment : answer_.listing.environments) {
            if (!environment.apps) continue;
            for (auto& [name, app] : *environment.apps) {
                if (!question_.apps.contains(name) || !is_plain_name(name)) continue;
                if (++asked > kMostHistories) co_return false;
                Task<bool> asking = version_of(environment.name, name, app);
                co_await asking;
            }
        }
        co_return true;
    }

    Task<bool> version_of(std::string environment, std::string name, live::App& app) {
        std::vector<std::string> argv = place_.prefix;
        argv.insert(argv.end(), {"app", "history", name, "--json", "--env=" + environment});
        process::Request request = request_for(std::move(argv), place_.folder, kHistoryTime);
        Task<Captured> asking = capture(tools_, std::move(request));
        const Captured said = co_await asking;
        if (!process::succeeded(said.end)) co_return false;
        for (const Row& row : rows_of(text_of(said.lines, false)).value_or(std::vector<Row>{})) {
            std::string version = value_in(row, "version");
            if (number_of(version) <= number_of(app.version)) continue;
            app.version = std::move(version);
            app.deployed_at = value_in(row, "time_deployed");
        }
        co_return true;
    }

    const Tools& tools_;
    LiveQuestion question_;
    std::function<void(const live::Listing&)> publish_;
    Deployed place_;
    LiveAnswer answer_;
};

} // namespace

Task<LiveAnswer> read_live_names(const Tools& tools, LiveQuestion question,
                                 std::function<void(const live::Listing&)> publish) {
    Lister lister(tools, std::move(question), std::move(publish));
    Task<LiveAnswer> work = lister.run();
    LiveAnswer answer = co_await work;
    co_return answer;
}

} // namespace modal_lsp::server::operate
