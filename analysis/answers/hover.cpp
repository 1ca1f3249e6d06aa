#include "analysis/answers/hover.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/describe.hpp"
#include "analysis/answers/describe_live.hpp"
#include "analysis/answers/literal_hover.hpp"
#include "analysis/answers/sdk_hover.hpp"
#include "analysis/answers/target.hpp"
#include "analysis/answers/world_settings.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace modal_lsp::answers {

using modal::Names;
using modal::ObjectKind;
using workspace::Ref;
using workspace::Snapshot;

namespace {

/// More things than this at one place are not all described.
constexpr std::size_t kShownThings = 3;

class Writer {
  public:
    Writer(const Snapshot& snapshot, FileId asking, const Target& target)
        : snapshot_(snapshot), asking_(asking), target_(target) {}

    Markup write() {
        switch (target_.kind) {
        case TargetKind::method: describe_method(snapshot_, *target_.entry, target_.method, out_); break;
        case TargetKind::entrypoint: describe_entrypoint(snapshot_, *target_.entry, out_); break;
        case TargetKind::app: app(); break;
        case TargetKind::member: member(); break;
        case TargetKind::resource: resource(); break;
        case TargetKind::file: file(); break;
        }
        return std::move(out_);
    }

  private:
    void app() {
        for (std::size_t i = 0; i < std::min(target_.entities.size(), kShownThings); ++i) {
            const Entity& entity = target_.entities[i];
            const auto* entry = snapshot_.apps().find(entity.name);
            if (entry == nullptr)
                unknown_app(entity.name);
            else
                describe_app(snapshot_, *entry, out_);
        }
        if (target_.entities.empty() && target_.entry) describe_declaration(snapshot_, *target_.entry, out_);
        if (!target_.entities.empty()) describe_uses(snapshot_, target_.entities, out_);
        for (std::size_t i = 0; i < std::min(target_.entities.size(), kShownThings); ++i)
            at_modal(ObjectKind::app, target_.entities[i].name);
        if (target_.lookup != nullptr) about_names(app_names(), "app");
    }

    void member() {
        std::vector<Ref> members;
        if (target_.entry) members.push_back(*target_.entry);
        for (const Entity& entity : target_.entities)
            for (const Ref& ref : members_of(snapshot_, entity))
                if (std::ranges::find(members, ref) == members.end()) members.push_back(ref);
        sort_by_nearness(members, snapshot_, asking_,
                         [&](const Ref& ref) { return snapshot_.member(ref).file; });
        const std::size_t shown = std::min(members.size(), kShownThings);
        for (std::size_t i = 0; i < shown; ++i) {
            describe_member(snapshot_, members[i], out_);
            both_worlds(snapshot_.member(members[i]));
        }
        if (members.size() > shown)
            out_.paragraph({words("and " + std::to_string(members.size() - shown) + " more of this name")});
        if (members.empty())
            for (const Entity& entity : target_.entities)
                unknown_member(entity);
        else if (!target_.entities.empty())
            describe_uses(snapshot_, target_.entities, out_);
        std::set<std::string> apps;
        for (const Entity& entity : target_.entities)
            if (apps.insert(entity.app).second && apps.size() <= kShownThings)
                at_modal(ObjectKind::app, entity.app);
        if (target_.lookup == nullptr) return;
        about_names(target_.lookup->app.names, "app");
        about_names(target_.lookup->name.names, kind_word(target_.lookup->kind));
    }

    void both_worlds(const modal::Member& member) {
        for (const WorldSetting& setting : settings_that_differ(snapshot_, member))
            out_.bullet({code(setting.keyword), words(" is "), code(setting.local),
                         words(" on your machine, "), code(setting.container), words(" in the container")});
    }

    /// What a command that names this file can do with it.
    void file() {
        const workspace::File* named = snapshot_.file(*target_.file);
        out_.paragraph({code(shown_path(snapshot_, *target_.file))});
        if (named == nullptr) return out_.paragraph({words("does not mention Modal")});
        for (std::size_t i = 0; i < named->model->apps.size(); ++i)
            describe_declaration(snapshot_, {named->id, static_cast<std::uint32_t>(i)}, out_);
        for (const workspace::Runnable& each : workspace::runnables(*named))
            out_.bullet({code(each.name), words(each.entrypoint ? " local entrypoint"
                                                : each.web      ? " web endpoint"
                                                                : "")});
    }

    void resource() {
        for (std::size_t i = 0; i < std::min(target_.entities.size(), kShownThings); ++i)
            describe_thing(target_.entities[i]);
        if (target_.lookup == nullptr) return;
        const bool environment =
            target_.role == Role::use && target_.range == target_.lookup->environment.range;
        if (environment)
            about_names(target_.lookup->environment.names, kind_word(ObjectKind::environment));
        else
            about_names(target_.lookup->name.names, kind_word(target_.lookup->kind));
    }

    void describe_thing(const Entity& entity) {
        describe_resource(snapshot_, entity, asking_, out_);
        at_modal(entity.kind, entity.name);
    }

    /// Where it is, as far as that was asked.
    void at_modal(ObjectKind kind, const std::string& name) {
        describe_live(snapshot_.file(asking_)->config->live.get(), kind, name, out_);
    }

    // --- why nothing is said
    // -----------------------------------------------------------------------------------

    [[nodiscard]] const Names& app_names() const {
        return target_.lookup->kind == ObjectKind::app ? target_.lookup->name.names
                                                       : target_.lookup->app.names;
    }

    void unknown_app(const std::string& name) {
        out_.paragraph({words("app "), code(name)});
        const auto& external = snapshot_.file(asking_)->config->external_apps;
        if (std::ranges::find(external, name) != external.end())
            out_.paragraph({words("The configuration says that it is deployed from elsewhere.")});
        else if (!snapshot_.complete())
            out_.paragraph({words("Not found yet: the workspace is still being indexed.")});
        else if (snapshot_.apps().could_exist(name))
            out_.paragraph({words(
                "No app is certain to have this name, but one whose name is only known in part may.")});
        else
            out_.paragraph({words(
                "No app of this name is defined in this workspace. It may be deployed from elsewhere.")});
    }

    void unknown_member(const Entity& entity) {
        const auto* app = snapshot_.apps().find(entity.app);
        if (app == nullptr) return unknown_app(entity.app);
        const std::string what = kind_word(entity.kind);
        if (!snapshot_.complete()) {
            out_.paragraph({words(what + " "), code(entity.name),
                            words(" is not found yet: the workspace is still being indexed.")});
            return;
        }
        out_.paragraph(
            {words("App "), code(entity.app), words(" has no " + what + " "), code(entity.name),
             words(app->closed ? "." : " that is seen here. It may have members that are not seen.")});
    }

    void about_names(const Names& names, const std::string& what) {
        for (const modal::NameOption& option : names.options) {
            if (!option.text.is_known())
                out_.paragraph({words("The name of the " + what + " is only known in part: "),
                                code(option.text.display())});
            else if (option.assumed)
                out_.paragraph(
                    {words("The name of the " + what + " "), code(option.text.display()),
                     words(" is the default of a setting from outside, such as an environment variable.")});
        }
        if (names.options.empty() && !names.complete)
            out_.paragraph({words("The name of the " + what +
                                  " is not known: it is made at run time, or in a file that is not read.")});
    }

    const Snapshot& snapshot_;
    FileId asking_;
    const Target& target_;
    Markup out_;
};

} // namespace

std::optional<HoverAnswer> hover(const Snapshot& snapshot, FileId file, text::ByteOffset at,
                                 std::optional<modal::CivilMinute> now) {
    const auto target = target_at(snapshot, file, at);
    const workspace::File* asked = snapshot.file(file);
    if (!target && (asked == nullptr || !asked->is_python())) return std::nullopt;
    if (!target) {
        if (auto literal = literal_hover(snapshot, file, at, now)) return literal;
        return asked->config->sdk_help ? sdk_hover(snapshot, file, at) : std::nullopt;
    }
    const Markup text = Writer(snapshot, file, *target).write();
    if (text.empty()) return std::nullopt;
    return HoverAnswer{.range = target->range, .markdown = text.markdown(), .plain = text.plain()};
}

} // namespace modal_lsp::answers
