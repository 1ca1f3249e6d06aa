#include "server/cli/operate.hpp"

#include "analysis/workspace/path.hpp"
#include "server/cli/formats/json_text.hpp"
#include "server/cli/project_engine.hpp"
#include "server/cli/terminal.hpp"
#include "server/disk.hpp"
#include "server/loop.hpp"
#include "server/operate/e2e.hpp"
#include "server/operate/preflight.hpp"
#include "server/operate/subject_reader.hpp"
#include "server/process/launcher.hpp"
#include "server/sdk_cache.hpp"
#include "server/sdk_environments.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

using nlohmann::json;

/// The file as the analysis sees it, in a form that outlives the analysis; nullopt when it is not there.
std::optional<operate::Subject> subject_of(const Disk& disk, const std::string& path,
                                           const Surroundings& around) {
    EngineRequest request;
    request.paths = {path};
    request.language = around.language;
    request.environments = active_environments();
    request.cache_folder = SdkCache::default_folder();
    Pool pool(Pool::default_threads() - 1);
    ProjectEngine engine(disk, pool, std::move(request));
    const CheckResult result = engine.check();
    const workspace::File* file = engine.snapshot().file(path);
    const std::string folder = workspace::normalized_path(around.working_directory);
    if (file == nullptr) return std::nullopt;
    std::vector<rules::Diagnostic> findings;
    for (const Finding& found : result.findings)
        if (found.path == path)
            findings.push_back({.rule = found.rule,
                                .severity = found.severity,
                                .range = found.range,
                                .message = found.message});
    const bool is_inside = workspace::is_inside(path, folder);
    operate::Subject subject = operate::subject_of(
        *file, findings, is_inside ? folder : std::string(workspace::parent_of(path)), {}, around.language);
    subject.place.top = "/"; // whoever stands deep in a project has its environment further up
    operate::prefer_module(disk, *file->facts, subject);
    return subject;
}

operate::Subject project_subject(const Disk& disk, const Surroundings& around) {
    operate::Subject subject;
    subject.folder = workspace::normalized_path(around.working_directory);
    subject.place.folder = subject.place.top = subject.folder;
    operate::apply(config_at(disk, workspace::join(subject.folder, "untitled.py")), around.language, subject);
    return subject;
}

operate::Tools tools_for(const Disk& disk, Loop& loop, process::Launcher& launcher,
                         const OperateCommand& command, const Surroundings& around, Language language) {
    operate::Tools tools;
    tools.language = language;
    tools.files = &disk;
    tools.start = [&launcher](process::Request request, process::Events events) {
        return launcher.start(std::move(request), std::move(events));
    };
    tools.after = [&loop](auto delay, auto then) { loop.after(delay, std::move(then)); };
    tools.log = [err = around.err](const std::string& line) { std::fprintf(err, "%s\n", line.c_str()); };
    tools.progress = [](const std::string&) {};
    tools.confirm = [yes = command.yes](const operate::Question&, const std::function<void(bool)>& then) {
        then(yes);
    };
    tools.environments = active_environments();
    tools.search_path = active_search_path();
    tools.program = process::Launcher::own_program();
    tools.redact = operate::Redactor(operate::process_environment());
    return tools;
}

std::string to_text(const operate::Preflight& found) {
    std::string out;
    for (const operate::Check& check : found.checks) {
        out +=
            fmt::format("{}  {:<11}  {}\n", check.ok ? "ok  " : "FAIL", check.name, printable(check.message));
        if (!check.ok) out += fmt::format("      {:<11}  {}\n", "", printable(check.fix));
    }
    return out;
}

/// What is printed, and the exit code.
struct Outcome {
    std::string text;
    int code = kExitFindings;
};

Task<Outcome> work(const operate::Tools& tools, operate::Subject subject, OperateCommand command) {
    Outcome out;
    Task<operate::Preflight> looking = operate::preflight(tools, subject, operate::needs_of("deploy"));
    const operate::Preflight found = co_await looking;
    if (!command.end_to_end || !found.ok()) {
        out.code = found.ok() ? kExitClean : kExitFindings;
        json whole = operate::to_json(found);
        if (command.end_to_end)
            whole = {
                {"ok", false}, {"message", found.problem(tools.language)}, {"preflight", std::move(whole)}};
        out.text = command.json ? json_text(Json(whole)) : to_text(found);
        co_return out;
    }
    if (found.is_production) {
        Pending<bool> asked;
        tools.confirm({}, asked.setter());
        const bool agreed = co_await asked;
        if (!agreed) {
            out.text = tools.say({"\"{}\" is production: nothing was done. With --yes it is.\n",
                                  "\"{}\" 是生产环境：什么也没有做。加上 --yes 才会执行。\n"},
                                 found.environment);
            co_return out;
        }
    }
    subject.order.environment = found.environment;
    Task<operate::EndToEnd> testing = operate::end_to_end(tools, subject, found);
    const operate::EndToEnd done = co_await testing;
    out.code = done.ok ? kExitClean : kExitFindings;
    out.text = command.json ? json_text(Json(operate::to_json(done))) : operate::to_table(done);
    co_return out;
}

} // namespace

int run_operate(const OperateCommand& command, const Surroundings& around) {
    const Disk disk;
    std::optional<operate::Subject> subject;
    if (command.file.empty()) {
        subject = project_subject(disk, around);
    } else {
        const std::string path = workspace::join(around.working_directory, command.file);
        if (disk.status(path)) subject = subject_of(disk, path, around);
        if (!subject) {
            std::fprintf(around.err, "modal-lsp: %s is no Python file that concerns Modal\n",
                         printable(command.file).c_str());
            return kExitUsage;
        }
    }
    subject->order.environment = command.environment;
    Loop loop(0);
    process::Launcher launcher(loop.context());
    const operate::Tools tools = tools_for(disk, loop, launcher, command, around, subject->language);
    Task<Outcome> working = work(tools, *std::move(subject), command);
    working.start([&loop] { loop.after(std::chrono::milliseconds(0), [&loop] { loop.stop(kExitClean); }); });
    loop.run();
    const Outcome outcome = working.result();
    return std::fputs(outcome.text.c_str(), around.out) < 0 ? kExitBug : outcome.code;
}

} // namespace modal_lsp::server::cli
