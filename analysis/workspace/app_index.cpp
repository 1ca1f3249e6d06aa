#include "analysis/workspace/app_index.hpp"

#include "analysis/workspace/snapshot.hpp"

#include <algorithm>
#include <tuple>

namespace modal_lsp::workspace {
namespace {

using modal::AppDecl;
using modal::AppKey;
using modal::Member;
using modal::ModuleModel;

/// What the models say of one app, before apps of one name are put together.
struct AppFacts {
    std::vector<Ref> members;
    std::vector<AppKey> includes;
    bool open = false;
};

/// Puts the models of all files together.
class Gathering {
  public:
    explicit Gathering(const std::vector<std::shared_ptr<const File>>& files) : files_(files) {
        for (std::uint32_t i = 0; i < files.size(); ++i)
            if (files[i] && files[i]->model) gather(FileId{i}, *files[i]->model);
        for (const auto& file : files)
            if (file && file->model && file->model->has_unknown_registration) open_neighbours(*file);
    }

    /// The members of an app and of what it includes; false when more may exist than is seen.
    bool collect(const AppKey& key, std::set<AppKey>& seen, std::vector<Ref>& members) const {
        if (!seen.insert(key).second) return true;
        const auto found = facts_.find(key);
        if (found == facts_.end()) return true;
        members.insert(members.end(), found->second.members.begin(), found->second.members.end());
        bool closed = !found->second.open;
        for (const AppKey& other : found->second.includes)
            closed = collect(other, seen, members) && closed;
        return closed;
    }

    /// True when the file was read whole and without errors, and so were those that it needs.
    [[nodiscard]] bool is_sound(FileId file) const {
        const auto& entry = files_[static_cast<std::size_t>(file)];
        return entry && entry->is_sound() && entry->model->unread.empty();
    }

    [[nodiscard]] const Member& member(const Ref& ref) const {
        return files_[static_cast<std::size_t>(ref.file)]->model->members[ref.number];
    }

  private:
    void gather(FileId id, const ModuleModel& model) {
        for (std::uint32_t i = 0; i < model.members.size(); ++i)
            facts_[model.members[i].app].members.push_back({id, i});
        for (const modal::Include& include : model.includes) {
            AppFacts& into = facts_[include.into];
            if (include.from)
                into.includes.push_back(*include.from);
            else
                into.open = true;
        }
        for (const AppKey& key : model.open_apps)
            facts_[key].open = true;
        for (const AppDecl& app : model.apps)
            keys_by_file_[id].push_back(app.key);
    }

    /// Something is registered with an app that could not be told: it may be any of the file's own, of the
    /// files it looked into, and of those that looked into it.
    void open_neighbours(const File& file) {
        open_apps_of(file.id);
        for (const FileId other : file.model->consulted)
            open_apps_of(other);
        for (const auto& other : files_)
            if (other && other->model &&
                std::ranges::find(other->model->consulted, file.id) != other->model->consulted.end())
                open_apps_of(other->id);
    }

    void open_apps_of(FileId file) {
        const auto keys = keys_by_file_.find(file);
        if (keys == keys_by_file_.end()) return;
        for (const AppKey& key : keys->second)
            facts_[key].open = true;
    }

    const std::vector<std::shared_ptr<const File>>& files_;
    std::map<AppKey, AppFacts> facts_;
    std::map<FileId, std::vector<AppKey>> keys_by_file_;
};

void add_members(const Gathering& gathering, const std::vector<Ref>& members, AppEntry& entry) {
    for (const Ref& ref : members) {
        const Member& member = gathering.member(ref);
        if (!gathering.is_sound(member.registration.file)) entry.closed = false;
        for (const modal::NameOption& tag : member.tag.options)
            entry.members.push_back({.tag = tag.text.display(),
                                     .known_tag = tag.text.is_known(),
                                     .kind = member.kind,
                                     .member = ref});
    }
}

void sort_members(AppEntry& entry) {
    const auto order = [](const TaggedMember& m) { return std::tuple(m.tag, m.member); };
    std::ranges::sort(entry.members, {}, order);
    entry.members.erase(std::ranges::unique(entry.members).begin(), entry.members.end());
}

} // namespace

/// An app whose name has alternatives stands under each of them, and under none for certain.
template <class Fill>
void AppIndex::add_app(const AppDecl& app, const Ref& declaration, bool closed, Fill&& fill) {
    for (const modal::NameOption& option : app.name.options) {
        const bool known = option.text.is_known();
        AppEntry* entry = nullptr;
        if (known) {
            const auto [place, is_new] = apps_.try_emplace(option.text.known());
            entry = &place->second;
            if (is_new) entry->closed = true;
        } else {
            entry = &unnamed_.emplace_back();
            name_patterns_.push_back(option.text);
        }
        entry->name = option.text.display();
        entry->declarations.push_back(declaration);
        entry->closed = entry->closed && closed && known;
        entry->assumed =
            entry->assumed || option.assumed || !app.name.complete || app.name.options.size() > 1;
        fill(*entry);
    }
}

AppIndex::AppIndex(const std::vector<std::shared_ptr<const File>>& files) {
    const Gathering gathering(files);
    for (std::uint32_t f = 0; f < files.size(); ++f) {
        if (!files[f] || !files[f]->model) continue;
        const auto& apps = files[f]->model->apps;
        for (std::uint32_t i = 0; i < apps.size(); ++i) {
            const AppDecl& app = apps[i];
            std::vector<Ref> members;
            std::set<AppKey> seen;
            // An app made inside a function is made as often as that runs, and by whom is not seen.
            const bool closed = gathering.collect(app.key, seen, members) && gathering.is_sound(FileId{f}) &&
                                app.at_module_level;
            add_app(app, {FileId{f}, i}, closed,
                    [&](AppEntry& entry) { add_members(gathering, members, entry); });
        }
    }
    for (std::uint32_t f = 0; f < files.size(); ++f)
        if (files[f] && files[f]->model) add_includes_and_entrypoints(FileId{f}, *files[f]->model);
    add_deployed_names(files);
    for (auto& [name, entry] : apps_)
        sort_members(entry);
    for (AppEntry& entry : unnamed_)
        sort_members(entry);
}

void AppIndex::add_includes_and_entrypoints(FileId file, const ModuleModel& model) {
    for (std::uint32_t i = 0; i < model.includes.size(); ++i)
        if (const auto app = apps_.find(model.includes[i].into.name); app != apps_.end())
            app->second.includes.push_back({file, i});
    for (std::uint32_t i = 0; i < model.entrypoints.size(); ++i)
        if (const auto app = apps_.find(model.entrypoints[i].app.name); app != apps_.end())
            app->second.entrypoints.push_back({file, i});
}

void AppIndex::add_deployed_names(const std::vector<std::shared_ptr<const File>>& files) {
    std::vector<modal::Pattern> given;
    for (const auto& file : files)
        if (file && file->model)
            for (const modal::Names& names : file->model->deployed_as)
                for (const modal::NameOption& option : names.options)
                    given.push_back(option.text);
    // Which app it is that gets the name is not asked: the name then says nothing about members.
    for (auto& [name, entry] : apps_)
        for (const modal::Pattern& pattern : given)
            entry.closed = entry.closed && !pattern.could_be(name);
    name_patterns_.insert(name_patterns_.end(), given.begin(), given.end());
}

const AppEntry* AppIndex::find(std::string_view name) const {
    const auto found = apps_.find(name);
    return found == apps_.end() ? nullptr : &found->second;
}

bool AppIndex::could_exist(std::string_view name) const {
    return std::ranges::any_of(name_patterns_, [&](const modal::Pattern& p) { return p.could_be(name); });
}

std::vector<const TaggedMember*> AppIndex::members_tagged(const AppEntry& app, std::string_view tag) {
    std::vector<const TaggedMember*> exact, possible;
    for (const TaggedMember& member : app.members) {
        if (member.known_tag) {
            if (member.tag == tag) exact.push_back(&member);
        } else {
            possible.push_back(&member);
        }
    }
    return exact.empty() ? possible : exact;
}

} // namespace modal_lsp::workspace
