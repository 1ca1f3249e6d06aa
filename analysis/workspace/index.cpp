// How a change travels. `put` replaces one file's facts. `commit` then rebuilds the models that may come out
// differently: those of the files that were put, and of the files that looked into one whose facts changed in
// more than positions. Facts are a function of the text, a model is a function of the facts it consulted, and
// the app index is a function of the models, so nothing is ever patched: what is stale is made anew, and
// compared with what was.
#include "analysis/workspace/index.hpp"

#include "analysis/modal/build_model.hpp"
#include "analysis/workspace/module_finder.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::workspace {
namespace {

const std::shared_ptr<const Config>& default_config() {
    static const auto config = std::make_shared<const Config>();
    return config;
}

const std::shared_ptr<const commands::CommandFacts>& no_commands() {
    static const auto commands = std::make_shared<const commands::CommandFacts>();
    return commands;
}

/// What the app index is made of, places left out: while it stays the same, so does the index.
bool same_apps(const modal::ModuleModel& a, const modal::ModuleModel& b) {
    const auto app_key = [](const modal::AppDecl& app) {
        std::vector<std::pair<modal::Pattern, bool>> names;
        for (const auto& option : app.name.options)
            names.emplace_back(option.text, option.assumed);
        return std::tuple(app.key, app.name.complete, names);
    };
    const auto member_key = [](const modal::Member& member) {
        std::vector<modal::Pattern> tags;
        for (const auto& option : member.tag.options)
            tags.push_back(option.text);
        return std::tuple(member.kind, member.app, member.file, tags, member.tag.complete);
    };
    const auto include_key = [](const modal::Include& include) {
        return std::tuple(include.into, include.from);
    };
    return std::ranges::equal(a.apps, b.apps, {}, app_key, app_key) &&
           std::ranges::equal(a.members, b.members, {}, member_key, member_key) &&
           std::ranges::equal(a.includes, b.includes, {}, include_key, include_key) &&
           std::ranges::equal(a.entrypoints, b.entrypoints, {}, &modal::LocalEntrypoint::app,
                              &modal::LocalEntrypoint::app) &&
           a.open_apps == b.open_apps && a.deployed_as == b.deployed_as &&
           a.has_unknown_registration == b.has_unknown_registration && a.unread.empty() == b.unread.empty() &&
           (!a.has_unknown_registration || a.consulted == b.consulted);
}

bool concerns_apps(const modal::ModuleModel& model) {
    return !model.apps.empty() || !model.deployed_as.empty() || !model.members.empty() ||
           !model.includes.empty() || !model.entrypoints.empty() || !model.open_apps.empty() ||
           model.has_unknown_registration;
}

bool same_soundness(const File& a, const File& b) {
    return a.facts->has_error == b.facts->has_error && a.facts->truncated == b.facts->truncated &&
           a.not_analyzed.empty() == b.not_analyzed.empty();
}

} // namespace

class WorkspaceIndex::ModulesView : public modal::Modules {
  public:
    explicit ModulesView(const WorkspaceIndex& index) : index_(index) {}

    [[nodiscard]] const python::ModuleFacts* facts(FileId file) const override {
        const auto number = static_cast<std::size_t>(file);
        const bool known = number < index_.files_.size() && index_.files_[number];
        return known ? index_.files_[number]->facts.get() : nullptr;
    }

    [[nodiscard]] std::optional<modal::ModuleRef> find(FileId importer, std::string_view dotted,
                                                       std::uint32_t level) const override {
        const auto number = static_cast<std::size_t>(importer);
        if (number >= index_.files_.size() || !index_.files_[number]) return std::nullopt;
        const Config& config = *index_.files_[number]->config;
        return ModuleFinder(*index_.table_, config.source_roots).find(importer, dotted, level);
    }

    [[nodiscard]] std::optional<modal::ModuleRef> submodule(const modal::ModuleRef& package,
                                                            std::string_view name) const override {
        return ModuleFinder(*index_.table_, {}).submodule(package, name);
    }

  private:
    const WorkspaceIndex& index_;
};

WorkspaceIndex::WorkspaceIndex() : table_(std::make_shared<FileTable>()) {
    snapshot_.table_ = table_;
    snapshot_.apps_ = std::make_shared<const AppIndex>();
}

FileTable& WorkspaceIndex::own_table() {
    // Snapshots share the table: while one is about, the next change is made to a copy.
    if (table_.use_count() > 1) table_ = std::make_shared<FileTable>(*table_);
    paths_changed_ = true;
    return *table_;
}

void WorkspaceIndex::set_roots(std::vector<std::string> roots) {
    std::vector<std::string> before = table_->roots();
    std::ranges::sort(before);
    std::vector<std::string> after = roots;
    std::ranges::sort(after);
    if (before != after) own_table().set_roots(std::move(roots));
}

FileId WorkspaceIndex::add_path(std::string_view path) {
    if (const auto known = table_->find(path)) return *known;
    return own_table().add(path);
}

void WorkspaceIndex::add_paths(const std::vector<std::string>& paths) {
    FileTable& table = own_table();
    for (const std::string& path : paths)
        table.add(path);
}

void WorkspaceIndex::remove_path(std::string_view path) {
    const auto known = table_->find(path);
    if (!known) return;
    forget(*known);
    own_table().remove(*known);
}

FileId WorkspaceIndex::put(Content content) {
    const FileId id = add_path(content.path);
    const auto number = static_cast<std::size_t>(id);
    if (files_.size() <= number) files_.resize(number + 1);
    File file{.id = id, .path = std::move(content.path), .document = content.document};
    file.facts = std::move(content.facts);
    file.commands = content.commands ? std::move(content.commands) : no_commands();
    file.config = content.config ? content.config : default_config();
    file.not_analyzed = std::move(content.not_analyzed);
    file.open = content.open;
    const auto& before = files_[number];
    const bool same = before && python::same_but_for_positions(*before->facts, *file.facts) &&
                      *before->config == *file.config;
    if (!same) changed_for_others_.insert(id);
    changed_.insert(id);
    files_[number] = std::make_shared<const File>(std::move(file));
    return id;
}

void WorkspaceIndex::forget(FileId file) {
    const auto number = static_cast<std::size_t>(file);
    if (number >= files_.size() || !files_[number]) return;
    files_[number].reset();
    changed_.insert(file);
    changed_for_others_.insert(file);
}

bool WorkspaceIndex::is_unread(FileId file) const {
    const auto number = static_cast<std::size_t>(file);
    return table_->exists(file) && (number >= files_.size() || !files_[number]);
}

void WorkspaceIndex::set_complete(bool complete) {
    snapshot_.complete_ = complete;
}

/// True when a module that a model could not find may be in the workspace now.
bool WorkspaceIndex::misses_what_is_there(const File& file) const {
    if (file.model->missed_member) return true;
    const ModulesView modules(*this);
    return std::ranges::any_of(file.model->missed_modules, [&](const modal::ModuleName& name) {
        return modules.find(name.importer, name.dotted, name.level).has_value();
    });
}

std::set<FileId> WorkspaceIndex::stale_models() const {
    std::set<FileId> stale;
    for (const auto& file : files_) {
        if (!file) continue;
        const auto before = snapshot_.file(file->id);
        const bool is_new = before == nullptr || !before->model || changed_.contains(file->id);
        const auto looked_into = [&](FileId other) { return changed_for_others_.contains(other); };
        if (is_new || std::ranges::any_of(before->model->consulted, looked_into) ||
            (paths_changed_ && misses_what_is_there(*before)))
            stale.insert(file->id);
    }
    return stale;
}

IndexChange WorkspaceIndex::commit() {
    IndexChange change;
    const ModulesView modules(*this);
    std::set<FileId> unread;
    for (const FileId id : changed_)
        if (const auto number = static_cast<std::size_t>(id); number >= files_.size() || !files_[number]) {
            const File* before = snapshot_.file(id);
            change.apps = change.apps || (before != nullptr && concerns_apps(*before->model));
            change.models.push_back(id);
        }
    for (const FileId id : stale_models()) {
        auto& entry = files_[static_cast<std::size_t>(id)];
        auto model = std::make_shared<const modal::ModuleModel>(modal::build_model(id, modules));
        for (const FileId needed : model->unread)
            if (table_->exists(needed)) unread.insert(needed);
        const File* before = snapshot_.file(id);
        const bool is_same = before != nullptr && before->model && same_apps(*before->model, *model) &&
                             same_soundness(*before, *entry);
        change.apps =
            change.apps ||
            (is_same ? false : (before != nullptr && concerns_apps(*before->model)) || concerns_apps(*model));
        auto next = *entry;
        next.model = std::move(model);
        entry = std::make_shared<const File>(std::move(next));
        change.models.push_back(id);
    }
    snapshot_.files_ = files_;
    snapshot_.table_ = table_;
    if (change.apps) {
        auto apps = std::make_shared<const AppIndex>(files_);
        change.apps = !(*apps == *snapshot_.apps_);
        if (change.apps) snapshot_.apps_ = std::move(apps);
    }
    change.unread.assign(unread.begin(), unread.end());
    changed_.clear();
    changed_for_others_.clear();
    paths_changed_ = false;
    return change;
}

} // namespace modal_lsp::workspace
