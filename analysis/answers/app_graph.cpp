#include "analysis/answers/app_graph.hpp"

#include "analysis/answers/describe.hpp"
#include "analysis/answers/entity.hpp"
#include "analysis/answers/world_settings.hpp"
#include "analysis/modal/dependencies.hpp"
#include "analysis/modal/module_view.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace modal_lsp::answers {
namespace {

using workspace::Snapshot;

constexpr std::string_view kUnnamed = "(unnamed)";
constexpr auto kShownSettings = std::to_array<std::string_view>({"gpu", "schedule"});
constexpr std::size_t kLongestNote = 40;

NodeKind node_kind(modal::ObjectKind kind) {
    switch (kind) {
    case modal::ObjectKind::app: return NodeKind::app;
    case modal::ObjectKind::function: return NodeKind::function;
    case modal::ObjectKind::cls: return NodeKind::class_;
    case modal::ObjectKind::server: return NodeKind::server;
    default: return NodeKind::resource;
    }
}

std::string app_of(const modal::AppKey& key) {
    return key.name.empty() ? std::string(kUnnamed) : key.name;
}

std::string tag_of(const modal::Member& member) {
    return member.tag.options.empty() ? member.name : member.tag.options.front().text.display();
}

std::string member_id(const std::string& app, const std::string& name) {
    return app + "/" + name;
}

class Builder {
  public:
    Builder(const Snapshot& snapshot, const std::function<bool(const workspace::File&)>& is_wanted)
        : snapshot_(snapshot), is_wanted_(is_wanted), modules_(snapshot) {}

    AppGraph build() {
        for_each_file([&](const workspace::File& file) { add_definitions(file); });
        for_each_file([&](const workspace::File& file) { add_uses(file); });
        AppGraph graph;
        for (auto& [id, node] : nodes_)
            graph.nodes.push_back(std::move(node));
        graph.edges.assign(edges_.begin(), edges_.end());
        return graph;
    }

  private:
    template <class Visit> void for_each_file(Visit&& visit) {
        for (const auto& file : snapshot_.files())
            if (file && file->model->uses_modal && is_wanted_(*file)) visit(*file);
    }

    GraphNode& node(const std::string& id, NodeKind kind) {
        const auto [found, is_new] = nodes_.try_emplace(id);
        if (is_new) {
            found->second.id = found->second.label = id;
            found->second.kind = kind;
        }
        return found->second;
    }

    std::string app(const std::string& name) { return node(name, NodeKind::app).id; }

    std::string member(const std::string& app_name, const std::string& name, NodeKind kind) {
        GraphNode& made = node(member_id(app_name, name), kind);
        made.label = name;
        made.app = app_name;
        return made.id;
    }

    void add_definitions(const workspace::File& file) {
        for (const modal::AppDecl& declared : file.model->apps)
            app(app_of(declared.key));
        for (const modal::Member& each : file.model->members) {
            const std::string id = member(app(app_of(each.app)), tag_of(each), node_kind(each.kind));
            add_notes(nodes_.at(id), each);
            defined_[{each.file, each.name_range}] = id;
            for (const modal::Method& method : each.methods)
                defined_.try_emplace({each.file, method.name_range}, id);
        }
        for (const modal::LocalEntrypoint& each : file.model->entrypoints) {
            const std::string id = member(app(app_of(each.app)), each.name, NodeKind::entrypoint);
            entrypoints_[file.id].push_back({each.range, id});
        }
    }

    void add_notes(GraphNode& node, const modal::Member& member) {
        for (const modal::Setting& setting : member.settings) {
            if (std::ranges::find(kShownSettings, setting.keyword) == kShownSettings.end()) continue;
            const auto source = snapshot_.source({member.registration.file, setting.value});
            add_note(node, setting.keyword + ": " + one_line(source, kLongestNote));
        }
        for (const WorldSetting& setting : settings_that_differ(snapshot_, member))
            add_note(node, fmt::format("{}: {} here, {} in the container", setting.keyword,
                                       one_line(setting.local, kLongestNote),
                                       one_line(setting.container, kLongestNote)));
        for (const std::string& decorator : member.decorators)
            add_note(node, "@" + decorator.substr(decorator.rfind('.') + 1));
    }

    static void add_note(GraphNode& node, std::string note) {
        if (std::ranges::find(node.notes, note) == node.notes.end()) node.notes.push_back(std::move(note));
    }

    void add_uses(const workspace::File& file) {
        for (const modal::Lookup& lookup : file.model->lookups)
            add_lookup(file, lookup);
        modal::ModuleView module(modules_, file.id);
        for (const modal::SdkCall& call : module.calls())
            add_call(file, call);
        for (const modal::Decorated& decorated : module.decorated())
            add_dependencies(file, module, decorated);
    }

    /// What runs the code at a place: the innermost definition around it, else the file's apps, else the
    /// file.
    std::vector<std::string> runners(const workspace::File& file, text::ByteRange range) {
        std::optional<std::pair<std::uint32_t, std::string>> best;
        const auto consider = [&](text::ByteRange around, const std::string& id) {
            if (around.encloses(range) && (!best || around.size() < best->first))
                best.emplace(around.size(), id);
        };
        for (const modal::Member& each : file.model->members)
            if (each.file == file.id) consider(each.range, member_id(app_of(each.app), tag_of(each)));
        for (const auto& [around, id] : entrypoints_[file.id])
            consider(around, id);
        if (best) return {best->second};
        std::set<std::string> found;
        for (const modal::AppDecl& declared : file.model->apps)
            found.insert(app_of(declared.key));
        for (const modal::Member& each : file.model->members)
            found.insert(app_of(each.app));
        std::vector<std::string> apps(found.begin(), found.end());
        if (apps.empty()) apps.push_back(node(shown_path(snapshot_, file.id), NodeKind::file).id);
        return apps;
    }

    void add_edges(const workspace::File& file, text::ByteRange range, const std::string& to,
                   const std::string& label) {
        for (const std::string& from : runners(file, range))
            if (from != to) edges_.insert({from, to, label});
    }

    void add_lookup(const workspace::File& file, const modal::Lookup& lookup) {
        const auto source = snapshot_.source({file.id, lookup.method_range});
        for (const Entity& entity : named_by(snapshot_, lookup)) {
            if (modal::is_member_kind(entity.kind)) {
                const bool known = !members_of(snapshot_, entity).empty();
                const std::string id = member(app(entity.app), entity.name, node_kind(entity.kind));
                if (!known) nodes_.at(id).is_external = true;
                add_edges(file, lookup.range, id, std::string(source));
            } else if (entity.kind != modal::ObjectKind::app &&
                       entity.kind != modal::ObjectKind::environment) {
                add_edges(file, lookup.range, resource(kind_word(entity.kind), entity.name), "");
            }
        }
    }

    std::string resource(const std::string& kind, const std::string& name) {
        return node(kind + " " + name, NodeKind::resource).id;
    }

    void add_call(const workspace::File& file, const modal::SdkCall& call) {
        constexpr std::string_view kFunction = "modal.Function.";
        if (!call.symbol.starts_with(kFunction) || !call.callee.receiver) return;
        const modal::Value& target = *call.callee.receiver;
        if (target.kind != modal::ValueKind::function) return;
        const workspace::File* owner = snapshot_.file(target.file);
        if (owner == nullptr) return;
        const auto found =
            defined_.find({target.file, owner->facts->definition(target.definition).name_range});
        if (found != defined_.end())
            add_edges(file, call.range, found->second, call.symbol.substr(kFunction.size()));
    }

    /// Named objects that a function is given: `Volume.from_name("store")`.
    void add_dependencies(const workspace::File& file, modal::ModuleView& module,
                          const modal::Decorated& decorated) {
        const auto found = defined_.find({file.id, file.facts->definition(decorated.definition).name_range});
        if (found == defined_.end() || decorated.registration() == nullptr) return;
        for (const modal::Dependency& each :
             modal::dependencies_of(module.in(modal::World::local), decorated).list) {
            constexpr std::string_view kFromName = ".from_name(\"";
            const auto at = each.label.find(kFromName);
            if (at == std::string::npos) continue;
            const std::string rest = each.label.substr(at + kFromName.size());
            edges_.insert({found->second,
                           resource(std::string(modal::name_of(each.kind)), rest.substr(0, rest.find('"'))),
                           ""});
        }
    }

    const Snapshot& snapshot_;
    const std::function<bool(const workspace::File&)>& is_wanted_;
    workspace::SnapshotModules modules_;
    std::map<std::string, GraphNode> nodes_;
    std::set<GraphEdge> edges_;
    std::map<Location, std::string> defined_; // names of functions, classes and methods, to their node
    std::map<FileId, std::vector<std::pair<text::ByteRange, std::string>>> entrypoints_;
};

} // namespace

AppGraph app_graph(const Snapshot& snapshot, const std::function<bool(const workspace::File&)>& is_wanted) {
    return Builder(snapshot, is_wanted).build();
}

} // namespace modal_lsp::answers
