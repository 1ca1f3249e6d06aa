#include "server/cli/doctor_checks.hpp"

#include "analysis/workspace/path.hpp"
#include "server/operate/modal_command.hpp"
#include "server/sdk_environments.hpp"
#include "server/sdk_version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

constexpr std::size_t kMostNamed = 8;

/// One examination: what is asked, and what of the project answers.
struct Visit {
    const Machine& machine;
    ProjectEngine& engine;
    std::string folder;
    CheckResult result;
    Config config; ///< in force in the folder
    std::string configuration_file;
};

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i)
        out += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > kMostNamed) out += fmt::format(" and {} more", names.size() - kMostNamed);
    return out;
}

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// The program in the first folder that has it; empty when none does.
std::string program(const Machine& machine, const std::vector<std::string>& folders, std::string_view name) {
    for (const std::string& folder : folders) {
        std::string path = workspace::join(folder, std::string(name));
        const auto status = machine.files->status(path);
        if (status && status->kind == workspace::EntryKind::file && machine.can_execute(path)) return path;
    }
    return {};
}

/// The folder of the project: what was asked for may be a part of it.
std::string root_of(const Visit& visit) {
    const auto& roots = visit.engine.snapshot().table().roots();
    return roots.empty() ? visit.folder : roots.front();
}

Examined look_at_workspace(Visit& visit) {
    const workspace::Snapshot& snapshot = visit.engine.snapshot();
    const auto modal_files = static_cast<std::size_t>(std::ranges::count_if(
        snapshot.files(), [](const auto& file) { return file && file->model->uses_modal; }));
    std::vector<std::string> apps, passed_over;
    for (const auto& [name, app] : snapshot.apps().apps())
        apps.push_back(name);
    for (const auto& file : snapshot.files())
        if (file && !file->not_analyzed.empty())
            passed_over.push_back(file->path + ": " + file->not_analyzed);
    Examined out{.name = "workspace"};
    const std::string root = root_of(visit);
    out.details = {{"folder", root},
                   {"pythonFiles", snapshot.table().size()},
                   {"modalFiles", modal_files},
                   {"apps", apps},
                   {"notAnalyzed", passed_over}};
    out.message = fmt::format("{}: {}, {} with Modal, {}", root,
                              counted(snapshot.table().size(), "Python file"), modal_files,
                              apps.empty() ? "no apps" : counted(apps.size(), "app") + ": " + listed(apps));
    if (!passed_over.empty()) {
        out.health = Health::note;
        out.message += fmt::format("; not analysed: {}", listed(passed_over));
        out.fix =
            "leave these files out with `exclude`, or raise `max-file-size-kb` where they are too large";
    } else if (modal_files == 0) {
        out.health = Health::note;
        out.fix = "run it in the folder of a project that imports modal, or begin one with `modal-lsp new`";
    }
    return out;
}

std::vector<Examined> look_at_configuration(const Visit& visit) {
    std::vector<Examined> out;
    for (const Finding& finding : visit.result.findings) {
        if (finding.rule->name != "invalid-configuration") continue;
        const Place place = region_of(finding.document, finding.range).start;
        out.push_back({.name = "configuration",
                       .health = Health::wrong,
                       .message = fmt::format("{}:{}: {}", finding.path, place.line, finding.message),
                       .fix = "mend that line; README.md lists the keys and their values",
                       .details = {{"file", finding.path}, {"line", place.line}, {"column", place.column}}});
    }
    if (!out.empty()) return out;
    const std::string& file = visit.configuration_file;
    out.push_back(
        {.name = "configuration",
         .message = file.empty() ? std::string("no configuration file, so the defaults count") : file,
         .details = {{"file", file.empty() ? Json() : Json(file)}}});
    return out;
}

/// What was read of the disk while the engine worked: a package that cannot be used, a folder that cannot be
/// read.
std::vector<Examined> look_at_reading(const Visit& visit) {
    std::vector<Examined> out;
    for (const std::string& note : visit.result.notes)
        out.push_back({.name = "reading", .health = Health::wrong, .message = note});
    return out;
}

Examined without_package(const Visit& visit, const std::optional<std::string>& wanted) {
    Examined out{.name = "sdk"};
    if (visit.config.python != "auto") {
        out.health = Health::wrong;
        out.message =
            fmt::format("`python` names {}, and no modal package is installed there", visit.config.python);
        out.fix = "install modal there, or name another environment";
    } else {
        out.health = Health::note;
        out.message = "no environment with the modal package was found: what is built in counts";
        if (wanted) out.message += ", for version " + *wanted;
        out.fix = "install modal into the project's .venv, or name its environment with `python`";
    }
    out.details = {{"package", nullptr}, {"wanted", wanted ? Json(*wanted) : Json()}};
    return out;
}

/// The package of the project's environment, beside the version that the project asks for.
Examined look_at_sdk(const Visit& visit) {
    const Machine& machine = visit.machine;
    SdkEnvironments environments(*machine.files);
    environments.set_active(machine.environments);
    SdkVersions versions(*machine.files, environments);
    const std::string top = root_of(visit);
    const Config& config = visit.config;
    const auto package = config.python == "auto"
                             ? environments.find(visit.folder, top)
                             : environments.configured(workspace::join(config.folder, config.python));
    const auto wanted = versions.find(visit.folder, top);
    if (!package) return without_package(visit, wanted);
    Examined out{.name = "sdk",
                 .message = fmt::format("modal {} in {}", package->version, package->parent),
                 .details = {{"package", {{"version", package->version}, {"folder", package->parent}}},
                             {"wanted", config.modal_version},
                             {"used", config.sdk != nullptr}}};
    if (config.sdk != nullptr) return out;
    out.health = Health::wrong;
    if (config.modal_version != package->version) {
        out.message +=
            fmt::format(", but the project asks for {}: what is built in counts", config.modal_version);
        out.fix = "install what is locked (`uv sync`, `pip install -r requirements.txt`), or lock what is "
                  "installed";
    } else {
        out.message += " cannot be read: what is built in counts";
        out.fix = "install it again";
    }
    return out;
}

/// As running and deploying find it.
std::optional<operate::Prefix> modal_command(const Visit& visit) {
    const Config& config = visit.config;
    return operate::find_modal(*visit.machine.files,
                               {.configured = config.modal_command,
                                .python = config.python,
                                .settings_folder = config.folder.empty() ? visit.folder : config.folder,
                                .folder = visit.folder,
                                .top = root_of(visit),
                                .environments = visit.machine.environments,
                                .search_path = fmt::format("{}", fmt::join(visit.machine.search_path, ":"))});
}

Examined look_at_cli(const Visit& visit) {
    if (const auto found = modal_command(visit)) {
        const std::string line = fmt::format("{}", fmt::join(*found, " "));
        return {.name = "modal-cli", .message = line, .details = {{"command", *found}}};
    }
    Examined out{.name = "modal-cli", .details = {{"command", nullptr}}};
    if (visit.config.modal_command != "auto") {
        out.health = Health::wrong;
        out.message = fmt::format("`modal-command` names {}, which is not there", visit.config.modal_command);
        out.fix = "name Modal's command line, or leave the option out";
    } else {
        out.health = Health::note;
        out.message = "the command `modal` is neither in the project's environment nor on the PATH: running "
                      "and deploying from the editor needs it";
        out.fix = "install modal into the project's .venv";
    }
    return out;
}

/// The folder itself, or the nearest one that is there: what is missing is made when it is needed.
std::string nearest_existing(const workspace::FileSystem& files, std::string path) {
    while (path != "/" && !files.status(path))
        path = workspace::parent_of(path);
    return path;
}

Examined look_at_cache(const Visit& visit) {
    const std::string& cache = visit.machine.cache;
    Examined out{.name = "cache", .message = cache, .details = {{"folder", cache}}};
    if (cache.empty()) {
        out.health = Health::wrong;
        out.message = "there is no place for a cache, so the SDK is read again at each start";
        out.fix = "set HOME or XDG_CACHE_HOME";
    } else if (const auto at = nearest_existing(*visit.machine.files, cache); !visit.machine.can_write(at)) {
        out.health = Health::wrong;
        out.message += fmt::format(" cannot be written: {} does not let you", at);
        out.fix = fmt::format("make {} yours, or set XDG_CACHE_HOME to a folder that is", at);
    }
    out.details["writable"] = out.health == Health::fine;
    return out;
}

std::vector<Examined> look_at_documentation(const Machine& machine) {
    std::vector<Examined> out;
    Examined pages{.name = "documentation", .details = {{"folder", machine.site}, {"pages", machine.pages}}};
    pages.message = machine.pages == 0
                        ? std::string("no pages of Modal's documentation are kept")
                        : fmt::format("{} in {}", counted(machine.pages, "page"), machine.site);
    if (machine.pages == 0) {
        pages.health = Health::note;
        pages.fix = "`modal-lsp docs fetch` gets them, for searches and for the links in hovers";
    }
    out.push_back(std::move(pages));
    Examined curl{.name = "libcurl", .message = "can be used"};
    curl.details = {{"usable", machine.curl_problem.empty()}};
    if (!machine.curl_problem.empty()) {
        curl.health = Health::note;
        curl.message = machine.curl_problem + ": `modal-lsp docs fetch` needs it, and nothing else";
        curl.fix = "install the package libcurl4, or what your system calls it";
    }
    out.push_back(std::move(curl));
    return out;
}

/// Editors start the server by its name.
Examined look_at_path(const Machine& machine) {
    const std::string found = program(machine, machine.search_path, "modal-lsp");
    Examined out{.name = "path",
                 .message = found.empty() ? "modal-lsp is not on the PATH" : found,
                 .details = {{"running", machine.binary}, {"found", found}}};
    if (found.empty()) {
        out.health = Health::note;
        out.fix = machine.binary.empty()
                      ? "put it there, or name its full path in the editor's settings"
                      : fmt::format("put it there, or name {} in the editor's settings", machine.binary);
    }
    return out;
}

struct Editor {
    std::string_view program, name, how;
};

constexpr std::array<Editor, 7> kEditors = {
    Editor{"nvim", "Neovim", "put editors/neovim on the runtimepath, then vim.lsp.enable('modal_lsp')"},
    Editor{"hx", "Helix", "merge editors/helix/languages.toml into your own"},
    Editor{"code", "VS Code", "install the extension of editors/vscode"},
    Editor{"emacs", "Emacs", "editors/emacs has the lines for eglot and lsp-mode"},
    Editor{"zed", "Zed", "editors/zed has the settings"},
    Editor{"subl", "Sublime Text", "editors/sublime has the settings for the package LSP"},
    Editor{"kate", "Kate", "editors/kate has the settings of its LSP client"}};

std::vector<Examined> look_at_editors(const Machine& machine) {
    std::vector<Examined> out;
    for (const Editor& editor : kEditors) {
        const std::string found = program(machine, machine.search_path, editor.program);
        if (found.empty()) continue;
        out.push_back({.name = "editor",
                       .message = fmt::format("{}: {}", editor.name, editor.how),
                       .details = {{"editor", editor.name}, {"path", found}}});
    }
    return out;
}

void append(std::vector<Examined>& all, std::vector<Examined> more) {
    std::ranges::move(more, std::back_inserter(all));
}

} // namespace

std::vector<Examined> examine(const Machine& machine, ProjectEngine& engine, const std::string& folder) {
    Visit visit{.machine = machine,
                .engine = engine,
                .folder = folder,
                .result = engine.check(),
                .config = {},
                .configuration_file = {}};
    FileSettings settings = engine.settings(workspace::join(folder, "x.py"));
    visit.config = std::move(settings.config);
    if (!settings.sources.empty()) visit.configuration_file = settings.sources.front();

    std::vector<Examined> all;
    all.push_back(look_at_workspace(visit));
    append(all, look_at_configuration(visit));
    append(all, look_at_reading(visit));
    all.push_back(look_at_sdk(visit));
    all.push_back(look_at_cli(visit));
    all.push_back(look_at_cache(visit));
    append(all, look_at_documentation(machine));
    all.push_back(look_at_path(machine));
    append(all, look_at_editors(machine));
    return all;
}

} // namespace modal_lsp::server::cli
