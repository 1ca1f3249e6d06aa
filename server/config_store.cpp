#include "server/config_store.hpp"

#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::server {
namespace {

constexpr int kMostLevels = 64;

/// "/a" of "/a/b", "/" of "/a"; empty above the root.
std::string parent_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos || path == "/") return {};
    return path.substr(0, slash == 0 ? 1 : slash);
}

std::vector<rules::Diagnostic> diagnostics_of(const ConfigFile& file) {
    const rules::Rule* rule = rules::find_rule("invalid-configuration");
    const auto severity = rule == nullptr ? std::nullopt : severity_of(file.config, *rule);
    if (!severity) return {};
    rules::Report report(*rule);
    for (const ConfigProblem& problem : file.problems)
        report.add_said(problem.range, problem.message).severity = *severity;
    return std::move(report.diagnostics());
}

} // namespace

void ConfigStore::set_sdk_source(SdkSource source) {
    environments_.set_active(source.environments);
    sdk_source_ = std::move(source);
    resolved_.clear();
}

void ConfigStore::set_site(std::shared_ptr<const docs::SiteIndex> site) {
    site_ = std::move(site);
    resolved_.clear();
}

void ConfigStore::set_live(std::map<std::string, std::shared_ptr<const live::Listing>> live) {
    live_ = std::move(live);
    resolved_.clear();
}

bool ConfigStore::set_folders(std::vector<ConfigFolder> folders, Config outside) {
    if (folders == folders_ && outside == outside_) return false;
    folders_ = std::move(folders);
    outside_ = std::move(outside);
    entries_.clear();
    resolved_.clear();
    return true;
}

std::shared_ptr<const Config> ConfigStore::config_for(const std::string& path) {
    return resolve(parent_of(path)).config;
}

ConfigOrigin ConfigStore::origin_of(const std::string& path) {
    const std::string file = resolve(parent_of(path)).path;
    if (file.empty()) return {};
    return {file, entry(file).file.set_keys};
}

bool ConfigStore::invalidate(const std::string& path) {
    std::vector<std::string> below;
    for (auto it = entries_.lower_bound(path); it != entries_.end() && it->first.starts_with(path); ++it)
        if (workspace::is_inside(it->first, path)) below.push_back(it->first);
    if (SdkVersions::is_source(path)) environments_.forget(); // what is locked is installed about then
    bool changed = versions_.forget(path);
    changed = requirements_.forget(path) || changed;
    for (const std::string& known : below)
        changed = refresh(known) || changed;
    if (changed) resolved_.clear();
    return changed;
}

bool ConfigStore::set_overlay(const std::string& path, std::optional<text::Document> document) {
    if (!is_config_path(path)) return false;
    if (document)
        overlays_.insert_or_assign(path, *std::move(document));
    else
        overlays_.erase(path);
    return invalidate(path);
}

std::vector<ConfigReport> ConfigStore::reports() const {
    std::vector<ConfigReport> out;
    for (const auto& [path, entry] : entries_)
        if (entry.file.present) out.push_back({path, entry.content.document, diagnostics_of(entry.file)});
    return out;
}

bool ConfigStore::is_config_path(std::string_view path) {
    const std::string_view name = workspace::file_name_of(path);
    return name == kOwnConfigName || name == kProjectConfigName;
}

bool ConfigStore::is_watched_path(std::string_view path) {
    return is_config_path(path) || SdkVersions::is_source(path);
}

ConfigStore::Content ConfigStore::read(const std::string& path) const {
    Content out;
    if (const auto open = overlays_.find(path); open != overlays_.end()) {
        out.exists = true;
        out.document = open->second;
        if (out.document.text().size() > kMaxConfigFileBytes)
            out.failure = fmt::format("larger than {} bytes: not read", kMaxConfigFileBytes);
    } else {
        const auto status = files_->status(path);
        if (!status || status->kind != workspace::EntryKind::file) return out;
        auto text = files_->read(path, kMaxConfigFileBytes);
        out.exists = true;
        if (text)
            out.document = text::Document(*std::move(text));
        else
            out.failure = presentable(text.error(), 300);
    }
    out.hash = text::content_hash(out.document.text());
    return out;
}

ConfigStore::Entry ConfigStore::parse(const std::string& path, Content content) {
    Entry out;
    out.content = std::move(content);
    if (!out.content.exists) return out;
    const ConfigFolder* around = folder_around(path);
    const Config& base = around == nullptr ? outside_ : around->settings;
    if (out.content.failure.empty()) {
        out.file = read_config_file(path, out.content.document.text(), base);
    } else {
        out.file = read_config_file(path, "", base);
        out.file.present = out.file.broken = true;
        out.file.problems.push_back({"", out.content.failure, {}});
    }
    if (out.file.present) out.config = share(out.file.config);
    return out;
}

const ConfigStore::Entry& ConfigStore::entry(const std::string& path) {
    const auto found = entries_.find(path);
    if (found != entries_.end()) return found->second;
    return entries_.emplace(path, parse(path, read(path))).first->second;
}

/// Reads a known file again. True when it is not what it was.
bool ConfigStore::refresh(const std::string& path) {
    Entry& old = entries_.at(path);
    Content content = read(path);
    const bool same = content.exists == old.content.exists && content.hash == old.content.hash &&
                      content.failure == old.content.failure;
    if (same) return false;
    const bool counted = old.file.present;
    Entry now = parse(path, std::move(content));
    if (now.file.broken && counted) {
        now.file.config = old.file.config;
        now.file.set_keys = old.file.set_keys;
        now.config = old.config;
    }
    old = std::move(now);
    return counted || old.file.present;
}

const ConfigStore::Resolved& ConfigStore::resolve(const std::string& folder) {
    const auto found = resolved_.find(folder);
    if (found != resolved_.end()) return found->second;
    return resolved_.emplace(folder, search(folder)).first->second;
}

ConfigStore::Resolved ConfigStore::search(const std::string& folder) {
    Resolved found = search_files(folder);
    const ConfigFolder* around = folder_around(folder);
    Config config = *found.config;
    const std::string top = around == nullptr ? "/" : around->path;
    add_sdk(config, folder, top);
    config.requirements = requirements_.find(folder, top);
    config.site = site_;
    if (const auto live = live_.find(top); live != live_.end()) config.live = live->second;
    if (config != *found.config) found.config = share(std::move(config));
    return found;
}

void ConfigStore::add_sdk(Config& config, const std::string& folder, const std::string& top) {
    const bool configured = config.python != "auto";
    std::optional<SdkPackage> package;
    if (sdk_source_.load)
        package = configured ? environments_.configured(workspace::join(config.folder, config.python))
                             : environments_.find(folder, top);
    // Who names an interpreter means its package, whatever is pinned.
    if (config.modal_version == "auto" && configured && package) config.modal_version = package->version;
    if (config.modal_version == "auto")
        config.modal_version = versions_.find(folder, top).value_or(package ? package->version : "auto");
    if (package && package->version == config.modal_version) config.sdk = sdk_source_.load(*package);
}

ConfigStore::Resolved ConfigStore::search_files(const std::string& folder) {
    const ConfigFolder* around = folder_around(folder);
    std::string at = folder;
    for (int level = 0; level < kMostLevels && !at.empty(); ++level, at = parent_of(at)) {
        for (const auto name : {kOwnConfigName, kProjectConfigName}) {
            const std::string path = workspace::join(at, name);
            if (const Entry& candidate = entry(path); candidate.file.present) return {candidate.config, path};
        }
        if (around != nullptr && at == around->path) break;
    }
    Config config = around == nullptr ? outside_ : around->settings;
    config.folder = around == nullptr ? folder : around->path;
    return {share(std::move(config)), {}};
}

/// The innermost workspace folder that holds the path; nullptr outside of all.
const ConfigFolder* ConfigStore::folder_around(std::string_view path) const {
    const ConfigFolder* best = nullptr;
    for (const ConfigFolder& folder : folders_)
        if (workspace::is_inside(path, folder.path) &&
            (best == nullptr || folder.path.size() > best->path.size()))
            best = &folder;
    return best;
}

std::shared_ptr<const Config> ConfigStore::share(Config config) {
    std::erase_if(shared_, [](const auto& known) { return known.expired(); });
    for (const auto& known : shared_)
        if (auto same = known.lock(); *same == config) return same;
    auto out = std::make_shared<const Config>(std::move(config));
    shared_.push_back(out);
    return out;
}

} // namespace modal_lsp::server
