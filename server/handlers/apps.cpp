#include "analysis/answers/entity.hpp"
#include "analysis/live/listing.hpp"
#include "analysis/modal/decorated.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

// What an editor's tree of apps shows: plain JSON, since no message of the protocol has it.
namespace modal_lsp::server::handlers {
namespace {

using protocol::Json;
using workspace::File;
using workspace::Ref;
using workspace::Snapshot;

class Outline {
  public:
    explicit Outline(const Session& session) : session_(session), snapshot_(session.project().snapshot()) {}

    Json run() {
        Json out = Json::array();
        for (const auto& [name, app] : snapshot_.apps().apps())
            out.push_back(outline_of(app));
        return out;
    }

  private:
    /// `{"uri", "range"}`, with whatever else is said of it.
    Json at(workspace::FileId file, text::ByteRange range, Json out) const {
        const File* holder = snapshot_.file(file);
        if (holder == nullptr) return out;
        out["uri"] = session_.documents().uri_of(holder->path);
        out["range"] = protocol::encode(range_in(session_, *holder, range));
        return out;
    }

    Json outline_of(const workspace::AppEntry& app) {
        Json out{{"name", app.name}};
        std::set<workspace::FileId> files;
        if (!app.declarations.empty()) {
            const Ref& first = app.declarations.front();
            out = at(first.file, snapshot_.app_decl(first).name_range, std::move(out));
        }
        for (const Ref& declaration : app.declarations)
            files.insert(declaration.file);
        Json functions = Json::array();
        for (const workspace::TaggedMember& tagged : app.members)
            add_member(tagged, functions);
        for (const Ref& ref : app.entrypoints) {
            const auto& entrypoint = snapshot_.file(ref.file)->model->entrypoints[ref.number];
            functions.push_back(at(ref.file, entrypoint.name_range,
                                   {{"name", entrypoint.name}, {"kind", "local_entrypoint"}}));
        }
        out["functions"] = std::move(functions);
        if (!app.declarations.empty()) out["deployed"] = deployments_of(app);
        out["resources"] = resources_of(files);
        return out;
    }

    /// The environments that have the app, with its version there.
    [[nodiscard]] Json deployments_of(const workspace::AppEntry& app) const {
        Json out = Json::array();
        const auto& live = snapshot_.file(app.declarations.front().file)->config->live;
        if (live == nullptr) return out;
        for (const live::Environment& environment : live->environments)
            if (const live::App* deployed = environment.app(app.name))
                out.push_back({{"environment", environment.name}, {"version", deployed->version}});
        return out;
    }

    void add_member(const workspace::TaggedMember& tagged, Json& out) const {
        const modal::Member& member = snapshot_.member(tagged.member);
        Json details = Json::array();
        const bool web = std::ranges::any_of(member.decorators, modal::is_web_decorator);
        for (const std::string& decorator : member.decorators)
            details.push_back("@" + decorator.substr(decorator.rfind('.') + 1));
        for (const modal::Setting& setting : member.settings)
            if (setting.keyword == "gpu" || setting.keyword == "schedule")
                details.push_back(setting.keyword + "=" +
                                  std::string(snapshot_.source({member.registration.file, setting.value})));
        const bool is_class = member.kind != modal::ObjectKind::function;
        out.push_back(at(member.file, member.name_range,
                         {{"name", tagged.tag},
                          {"kind", web        ? "web"
                                   : is_class ? "class"
                                              : "function"},
                          {"details", std::move(details)}}));
        if (!is_class) return;
        for (const modal::Method& method : member.methods)
            if (modal::makes_callable(method.decorator))
                out.push_back(at(member.file, method.name_range,
                                 {{"name", tagged.tag + "." + method.name}, {"kind", "method"}}));
    }

    /// What the files that declare the app name.
    Json resources_of(const std::set<workspace::FileId>& files) const {
        std::set<std::pair<std::string_view, std::string>> named;
        for (const workspace::FileId id : files)
            for (const modal::Lookup& lookup : snapshot_.file(id)->model->lookups)
                if (!modal::is_member_kind(lookup.kind) && lookup.kind != modal::ObjectKind::app)
                    for (std::string& name : answers::known_texts(lookup.name.names))
                        named.emplace(modal::name_of(lookup.kind), std::move(name));
        Json out = Json::array();
        for (const auto& [kind, name] : named)
            out.push_back({{"kind", kind}, {"name", name}});
        return out;
    }

    const Session& session_;
    const Snapshot& snapshot_;
};

} // namespace

protocol::Json apps(const Session& session) {
    return Outline(session).run();
}

} // namespace modal_lsp::server::handlers
