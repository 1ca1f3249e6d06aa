#include "server/cli/project_engine.hpp"

#include "analysis/rules/run.hpp"
#include "analysis/workspace/discover.hpp"
#include "analysis/workspace/path.hpp"
#include "server/module_reader.hpp"
#include "server/sdk_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

constexpr std::array<std::string_view, 3> kProjectMarkers = {kOwnConfigName, kProjectConfigName, "setup.py"};

std::uint64_t size_limit(const Config& config) {
    return std::uint64_t{config.max_file_size_kb} * 1024;
}

} // namespace

ProjectEngine::ProjectEngine(const workspace::FileSystem& files, Pool& pool, EngineRequest request)
    : files_(files), pool_(pool), request_(std::move(request)), configs_(files) {
    std::set<std::string> roots;
    for (const std::string& path : request_.paths)
        roots.insert(project_of(path));
    std::vector<ConfigFolder> folders;
    for (const std::string& root : roots)
        folders.push_back({.path = root, .settings = {}});
    index_.set_roots({roots.begin(), roots.end()});
    configs_.set_folders(std::move(folders));
    configs_.set_sdk_source({.environments = request_.environments,
                             .load = [this](const SdkPackage& package) { return sdk(package); }});
    if (request_.config_file.empty()) return;
    const auto text = files_.read(request_.config_file, kMaxConfigFileBytes);
    if (!text) {
        problem_ = text.error();
        return;
    }
    auto read = read_config_file(request_.config_file, *text, {});
    if (!read.problems.empty()) problem_ = request_.config_file + ": " + read.problems.front().message;
    forced_ = std::make_shared<const Config>(std::move(read.config));
}

/// What cannot be used is noted once, and what is built in counts.
std::shared_ptr<const docs::Index> ProjectEngine::sdk(const SdkPackage& package) {
    const auto [known, is_new] = sdks_.try_emplace(package.parent);
    if (!is_new) return known->second;
    const auto read = load_sdk(files_, SdkCache(request_.cache_folder), package);
    if (read)
        known->second = *read;
    else
        sdk_notes_.push_back(read.error());
    return known->second;
}

std::string ProjectEngine::project_of(const std::string& path) const {
    const auto status = files_.status(path);
    const bool folder = status && status->kind == workspace::EntryKind::directory;
    const std::string start = folder ? path : std::string(workspace::parent_of(path));
    std::optional<std::string> marked;
    for (std::string around = start;; around = workspace::parent_of(around)) {
        if (files_.status(workspace::join(around, ".git"))) return around;
        const auto has = [&](std::string_view name) {
            return files_.status(workspace::join(around, name)).has_value();
        };
        if (!marked && std::ranges::any_of(kProjectMarkers, has)) marked = around;
        if (around == "/") break;
    }
    return marked.value_or(start);
}

bool ProjectEngine::is_requested(const std::string& path) const {
    return std::ranges::any_of(request_.paths,
                               [&](const std::string& asked) { return workspace::is_inside(path, asked); });
}

std::shared_ptr<const Config> ProjectEngine::config_for(const std::string& path) const {
    auto found = forced_ ? forced_ : configs_.config_for(path);
    if (request_.select.empty() && request_.ignore.empty()) return found;
    auto& adjusted = adjusted_[found.get()];
    if (!adjusted) {
        Config config = *found;
        config.select.insert(config.select.end(), request_.select.begin(), request_.select.end());
        config.ignore.insert(config.ignore.end(), request_.ignore.begin(), request_.ignore.end());
        adjusted = std::make_shared<const Config>(std::move(config));
        kept_.push_back(found);
    }
    return adjusted;
}

void ProjectEngine::scan() {
    scanned_ = true;
    python_files_.clear();
    command_files_.clear();
    notes_.clear();
    for (const std::string& root : index_.table().roots())
        scan_root(root);
    // What was named outright is checked even where a walk would pass it over.
    for (const std::string& path : request_.paths) {
        const auto status = files_.status(path);
        if (!status) notes_.push_back(fmt::format("{}: no such file or folder", path));
        if (status && status->kind == workspace::EntryKind::file) python_files_.push_back(path);
    }
    std::ranges::sort(python_files_);
    python_files_.erase(std::ranges::unique(python_files_).begin(), python_files_.end());
    index_.add_paths(python_files_);
    read(python_files_, false);
    std::ranges::sort(command_files_);
    index_.add_paths(command_files_);
    read(command_files_, false);
    for (const auto& [path, document] : overlays_)
        put(path, document);
    index_.set_complete(true);
}

void ProjectEngine::scan_root(const std::string& root) {
    const auto config = config_for(workspace::join(root, "x.py"));
    workspace::DiscoverOptions options;
    options.respect_gitignore = config->respect_gitignore;
    options.exclude.push_back(
        {.directory = config->folder.empty() ? root : config->folder, .patterns = config->exclude});
    options.max_files = config->max_files;
    auto found = workspace::discover(files_, root, options);
    python_files_.insert(python_files_.end(), found.python_files.begin(), found.python_files.end());
    command_files_.insert(command_files_.end(), found.command_files.begin(), found.command_files.end());
    for (const auto& note : found.notes)
        notes_.push_back(fmt::format("{}: {}", note.path, note.message));
    if (!found.complete) index_.set_complete(false);
}

void ProjectEngine::read(const std::vector<std::string>& paths, bool always) {
    std::vector<std::uint64_t> limits;
    for (const std::string& path : paths)
        limits.push_back(size_limit(*config_for(path)));
    std::vector<ReadModule> modules(paths.size());
    pool_.for_each(paths.size(),
                   [&](std::size_t i) { modules[i] = read_module(files_, paths[i], limits[i], always); });
    for (ReadModule& module : modules) {
        if (overlays_.contains(module.path)) continue;
        if (!module.facts) {
            if (const auto id = index_.table().find(module.path)) index_.forget(*id);
            if (!module.readable && is_requested(module.path)) notes_.push_back(module.not_analyzed);
            continue;
        }
        auto config = config_for(module.path);
        index_.put({.path = std::move(module.path),
                    .document = std::move(module.document),
                    .facts = std::move(module.facts),
                    .commands = std::move(module.commands),
                    .config = std::move(config),
                    .not_analyzed = std::move(module.not_analyzed)});
    }
}

void ProjectEngine::put(const std::string& path, const text::Document& document) {
    auto config = config_for(path);
    auto parsed = parse_file(path, document, size_limit(*config));
    index_.put({.path = path,
                .document = document,
                .facts = std::move(parsed.facts),
                .commands = std::move(parsed.commands),
                .config = std::move(config),
                .not_analyzed = std::move(parsed.not_analyzed),
                .open = true});
}

void ProjectEngine::commit() {
    // Each round reads modules that only the last round showed to be needed; imports end somewhere.
    for (auto unread = index_.commit().unread; !unread.empty(); unread = index_.commit().unread) {
        std::vector<std::string> paths;
        for (const workspace::FileId id : unread)
            paths.push_back(index_.table().path(id));
        read(paths, true);
        const auto still_unread = [&](workspace::FileId id) {
            return index_.table().exists(id) && index_.is_unread(id);
        };
        for (const workspace::FileId id : unread)
            if (still_unread(id))
                index_.remove_path(index_.table().path(id)); // cannot be read: not there for imports
    }
}

const workspace::Snapshot& ProjectEngine::snapshot() {
    if (!scanned_) scan();
    commit();
    return index_.snapshot();
}

CheckResult ProjectEngine::check() {
    (void)this->snapshot();
    CheckResult result;
    result.notes = notes_;
    result.notes.insert(result.notes.end(), sdk_notes_.begin(), sdk_notes_.end());
    const auto& snapshot = index_.snapshot();
    for (const auto& file : snapshot.files()) {
        if (!file) continue;
        ++result.files_indexed;
        if (is_requested(file->path)) add_findings(*file, result);
    }
    for (const std::string& path : python_files_)
        if (is_requested(path)) ++result.files_checked;
    for (const auto& [path, document] : overlays_)
        if (is_requested(path) && !std::ranges::binary_search(python_files_, path)) ++result.files_checked;
    add_configuration_findings(result);
    sort_findings(result.findings);
    return result;
}

void ProjectEngine::add_findings(const workspace::File& file, CheckResult& result) const {
    const auto& snapshot = index_.snapshot();
    for (rules::Diagnostic& found : rules::run(snapshot, file, {.reader = request_.language})) {
        if (!is_for_check(*file.config, *found.rule)) continue;
        Finding finding{
            .rule = found.rule, .severity = found.severity, .path = file.path, .document = file.document};
        finding.range = found.range;
        finding.message = std::move(found.message);
        finding.fixes = std::move(found.fixes);
        for (rules::Related& related : found.related) {
            const auto* other = snapshot.file(related.path);
            if (other == nullptr) continue;
            finding.related.push_back(
                {related.path, other->document, related.range, std::move(related.message)});
        }
        result.findings.push_back(std::move(finding));
    }
}

/// What is wrong with the configuration of other files of the project is not asked for.
void ProjectEngine::add_configuration_findings(CheckResult& result) const {
    if (forced_) return;
    std::set<std::string> in_force;
    const auto add = [&](const std::string& path) {
        if (is_requested(path)) in_force.insert(configs_.origin_of(path).path);
    };
    std::ranges::for_each(python_files_, add);
    for (const auto& [path, document] : overlays_)
        add(path);
    for (const ConfigReport& report : configs_.reports()) {
        if (!in_force.contains(report.path) && !is_requested(report.path)) continue;
        for (const rules::Diagnostic& found : report.diagnostics) {
            Finding finding{.rule = found.rule, .severity = found.severity, .path = report.path};
            finding.document = report.document;
            finding.range = found.range;
            finding.message = found.message;
            result.findings.push_back(std::move(finding));
        }
    }
}

void ProjectEngine::reload(std::span<const std::string> paths) {
    for (const std::string& path : paths) {
        overlays_.erase(path);
        if (ConfigStore::is_watched_path(path)) configs_.invalidate(path);
    }
    scanned_ = false;
}

void ProjectEngine::replace(const std::string& path, text::Document document) {
    put(path, document);
    overlays_.insert_or_assign(path, std::move(document));
}

std::optional<text::Document> ProjectEngine::document(const std::string& path) const {
    const auto* file = index_.snapshot().file(path);
    return file == nullptr ? std::nullopt : std::optional(file->document);
}

FileSettings ProjectEngine::settings(const std::string& path) const {
    FileSettings settings{.config = *config_for(path), .sources = {}};
    if (forced_)
        settings.sources.push_back(request_.config_file);
    else if (auto origin = configs_.origin_of(path); !origin.path.empty())
        settings.sources.push_back(origin.path);
    return settings;
}

std::vector<std::string> ProjectEngine::watched_files() const {
    auto out = python_files_;
    out.insert(out.end(), command_files_.begin(), command_files_.end());
    return out;
}

Config config_at(const workspace::FileSystem& files, const std::string& path) {
    Pool pool(0);
    const ProjectEngine engine(files, pool,
                               EngineRequest{.paths = {std::string(workspace::parent_of(path))}});
    return engine.settings(path).config;
}

} // namespace modal_lsp::server::cli
