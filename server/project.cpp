#include "server/project.hpp"

#include "analysis/workspace/path.hpp"
#include "analysis/workspace/prefilter.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::server {
namespace {

constexpr std::array<std::string_view, 3> kProjectMarkers = {kOwnConfigName, kProjectConfigName, "setup.py"};

/// A folder that nobody called a project is looked at, but not searched through.
constexpr std::size_t kMostDirectoriesUnasked = 1000;

} // namespace

bool Project::set_folders(std::vector<ConfigFolder> folders, Config outside, bool opened) {
    opened_ = opened;
    if (!configs_.set_folders(folders, std::move(outside))) return false;
    std::vector<std::string> roots;
    for (const ConfigFolder& folder : folders)
        roots.push_back(folder.path);
    index_.set_roots(std::move(roots));
    folders_ = std::move(folders);
    filters_.clear();
    return true;
}

std::string Project::project_around(const std::string& path) const {
    const std::string start(workspace::parent_of(path));
    std::optional<std::string> marked;
    for (std::string around = start;; around = workspace::parent_of(around)) {
        const auto has = [&](std::string_view name) {
            return files_->status(workspace::join(around, name)).has_value();
        };
        if (has(".git")) return around;
        if (!marked && std::ranges::any_of(kProjectMarkers, has)) marked = around;
        if (around == "/") break;
    }
    return marked.value_or(start);
}

workspace::DiscoverOptions Project::options_for(const std::string& root) {
    const auto config = config_for(workspace::join(root, "x.py"));
    workspace::DiscoverOptions options;
    options.respect_gitignore = config->respect_gitignore;
    options.exclude.push_back(
        {.directory = config->folder.empty() ? root : config->folder, .patterns = config->exclude});
    options.max_files = config->max_files;
    return options;
}

std::vector<Walk> Project::walks() {
    std::vector<Walk> out;
    for (const ConfigFolder& folder : folders_) {
        Walk walk{.root = folder.path, .options = options_for(folder.path)};
        const auto has = [&](std::string_view name) {
            return files_->status(workspace::join(walk.root, name)).has_value();
        };
        if (!opened_ && !has(".git") && std::ranges::none_of(kProjectMarkers, has))
            walk.options.max_directories = kMostDirectoriesUnasked;
        out.push_back(std::move(walk));
    }
    return out;
}

workspace::PathFilter* Project::filter_of(const std::string& path) {
    const ConfigFolder* innermost = nullptr;
    for (const ConfigFolder& folder : folders_)
        if (workspace::is_inside(path, folder.path) &&
            (innermost == nullptr || folder.path.size() > innermost->path.size()))
            innermost = &folder;
    if (innermost == nullptr) return nullptr;
    const auto found = filters_.find(innermost->path);
    if (found != filters_.end()) return &found->second;
    const std::string& root = innermost->path;
    return &filters_.emplace(root, workspace::PathFilter(*files_, root, options_for(root))).first->second;
}

bool Project::belongs(const std::string& path) {
    workspace::PathFilter* filter = filter_of(path);
    return filter != nullptr && !filter->is_ignored(path);
}

bool Project::may_hold_files(const std::string& directory) {
    if (index_.table().is_directory(directory)) return true;
    const auto is_below = [&](const auto& file) {
        return file && !file->is_python() && workspace::is_inside(file->path, directory);
    };
    if (std::ranges::any_of(snapshot().files(), is_below)) return true;
    const auto status = files_->status(directory);
    if (!status || status->kind != workspace::EntryKind::directory) return false;
    workspace::PathFilter* filter = filter_of(directory);
    return filter != nullptr && !filter->is_ignored(directory, workspace::EntryKind::directory);
}

std::vector<std::string> Project::indexed() const {
    std::vector<std::string> out;
    for (const auto& file : snapshot().files())
        if (file) out.push_back(file->path);
    return out;
}

bool Project::ignore_file_changed(const std::string& path) {
    bool changed = false;
    for (auto& [root, filter] : filters_)
        changed = filter.file_changed(path) || changed;
    return changed || workspace::file_name_of(path) == ".gitignore";
}

std::vector<std::string> Project::set_files(const std::vector<std::string>& found, const Documents& open) {
    filters_.clear();
    std::vector<std::string> gone, fresh, unheard;
    const auto& table = index_.table();
    for (std::size_t number = 0; number < table.size(); ++number) {
        const workspace::FileId id{static_cast<std::uint32_t>(number)};
        if (!table.exists(id) || std::ranges::binary_search(found, table.path(id))) continue;
        if (open.find(table.path(id)) == nullptr) gone.push_back(table.path(id));
    }
    for (const std::string& path : found) {
        if (!disk_.contains(path)) fresh.push_back(path);
        if (!table.find(path)) unheard.push_back(path);
    }
    for (const std::string& path : gone)
        remove(path);
    if (!unheard.empty()) index_.add_paths(unheard);
    return fresh;
}

bool Project::take(ReadModule module) {
    const std::string path = module.path;
    if (!module.readable && !files_->status(path)) {
        const bool known = disk_.contains(path) || index_.table().find(path);
        if (known && !open_.contains(path))
            remove(path);
        else
            disk_.erase(path);
        return known && !open_.contains(path);
    }
    const OnDisk now{.hash = module.hash, .parsed = module.facts != nullptr};
    const auto before = disk_.find(path);
    const bool same =
        before != disk_.end() && before->second.hash == now.hash && before->second.parsed == now.parsed;
    disk_.insert_or_assign(path, now);
    if (!same) looked_for_.clear();
    if (open_.contains(path)) return false;
    const bool is_new = !index_.table().find(path);
    const workspace::FileId id = index_.add_path(path);
    const bool held = !index_.is_unread(id);
    if (same && !is_new && held == now.parsed) return false;
    if (!module.facts) {
        index_.forget(id);
        return held || is_new;
    }
    auto config = config_for(path);
    index_.put({.path = path,
                .document = std::move(module.document),
                .facts = std::move(module.facts),
                .commands = std::move(module.commands),
                .config = std::move(config),
                .not_analyzed = std::move(module.not_analyzed)});
    return true;
}

bool Project::read_mentioning(const std::string& name) {
    if (looked_for_.contains(name)) return false;
    std::vector<std::string> passed_over;
    for (std::size_t number = 0; number < index_.table().size(); ++number) {
        const workspace::FileId id{static_cast<std::uint32_t>(number)};
        if (index_.is_unread(id)) passed_over.push_back(index_.table().path(id));
    }
    bool any = false;
    for (const std::string& path : passed_over) {
        if (is_command_file(path) || open_.contains(path)) continue;
        const auto text = files_->read(path, limit_bytes(path));
        if (!text || text->find(name) == std::string::npos) continue;
        needed_.insert(path);
        any = take(read_module(*files_, path, limit_bytes(path), true)) || any;
    }
    looked_for_.insert(name);
    return any;
}

void Project::remove(const std::string& path) {
    looked_for_.clear();
    disk_.erase(path);
    needed_.erase(path);
    open_.erase(path);
    index_.remove_path(path);
}

workspace::WorkspaceIndex::Content Project::content_of(OpenDocument& document) {
    auto config = config_for(document.path);
    workspace::WorkspaceIndex::Content content{.path = document.path, .document = document.document};
    content.config = std::move(config);
    content.open = true;
    const std::uint64_t limit = std::uint64_t{content.config->max_file_size_kb} * 1024;
    content.not_analyzed = refusal(document.document.text(), limit);
    if (is_command_file(document.path)) {
        if (content.not_analyzed.empty())
            content.commands = read_commands(document.path, document.document.text());
        content.facts = no_facts();
        return content;
    }
    if (!content.not_analyzed.empty()) {
        document.tree.reset();
        content.facts = no_facts();
        return content;
    }
    document.tree = document.tree ? document.tree->reparse(document.document)
                                  : syntax::SyntaxTree::parse(document.document);
    auto parsed = parse_module(*document.tree);
    content.commands = read_commands(document.path, document.document.text());
    content.facts = std::move(parsed.facts);
    content.not_analyzed = std::move(parsed.not_analyzed);
    return content;
}

void Project::put(OpenDocument& document) {
    workspace::WorkspaceIndex& index = document.alone ? *document.alone : index_;
    if (!document.alone) open_.insert(document.path);
    const workspace::FileId id = index.add_path(document.path);
    if (!workspace::may_concern_modal(document.document.text()) && !is_needed(document.path)) {
        document.tree.reset();
        index.forget(id);
        return;
    }
    index.put(content_of(document));
}

void Project::release(const std::string& path) {
    open_.erase(path);
    // Whatever the disk holds is news compared with the editor's text.
    disk_.erase(path);
}

std::uint64_t Project::limit_bytes(const std::string& path) {
    return std::uint64_t{config_for(path)->max_file_size_kb} * 1024;
}

std::shared_ptr<const Config> Project::config_for(const std::string& path) {
    const bool on_disk = path.find('\0') == std::string::npos;
    if (on_disk || folders_.empty()) return configs_.config_for(on_disk ? path : "/untitled");
    return configs_.config_for(workspace::join(folders_.front().path, "untitled"));
}

workspace::IndexChange Project::commit() {
    auto change = index_.commit();
    for (const workspace::FileId id : change.unread)
        needed_.insert(index_.table().path(id));
    return change;
}

void Project::give_up(const std::string& path) {
    const auto id = index_.table().find(path);
    if (id && index_.is_unread(*id)) index_.remove_path(path);
}

bool Project::set_config_overlay(const std::string& path, std::optional<text::Document> text) {
    return configs_.set_overlay(path, std::move(text));
}

std::vector<std::string> Project::reconfigure(Documents& open) {
    std::vector<std::string> read_again;
    filters_.clear();
    const auto files = index_.snapshot().files();
    for (const auto& file : files) {
        if (!file || open.find(file->path) != nullptr) continue;
        auto config = config_for(file->path);
        if (*config == *file->config) continue;
        if (config->max_file_size_kb != file->config->max_file_size_kb) {
            disk_.erase(file->path);
            read_again.push_back(file->path);
        }
        index_.put({.path = file->path,
                    .document = file->document,
                    .facts = file->facts,
                    .commands = file->commands,
                    .config = std::move(config),
                    .not_analyzed = file->not_analyzed,
                    .open = file->open});
    }
    for (auto& [path, document] : open.all())
        if (document.kind == OpenDocument::Kind::source || document.kind == OpenDocument::Kind::alone)
            put(document);
    return read_again;
}

} // namespace modal_lsp::server
