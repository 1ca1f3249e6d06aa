#include "analysis/answers/code_lens.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace modal_lsp::answers {
namespace {

using workspace::File;
using workspace::Ref;
using workspace::Snapshot;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

class Collector {
  public:
    Collector(const Snapshot& snapshot, const File& file) : snapshot_(snapshot), file_(file) {}

    std::vector<CodeLens> collect() {
        apps();
        runnables();
        members();
        entrypoints();
        lookups();
        std::ranges::stable_sort(out_, {}, [](const CodeLens& lens) { return lens.range.begin; });
        return std::move(out_);
    }

  private:
    void apps() {
        for (const modal::AppDecl& app : file_.model->apps) {
            if (!app.at_module_level || app.name_range.empty()) continue;
            const std::string* name = app.name.likely();
            const std::string called = name == nullptr ? std::string() : *name;
            out_.push_back(
                {.range = app.name_range, .title = "Deploy", .action = LensAction::deploy, .app = called});
            out_.push_back(
                {.range = app.name_range, .title = "Serve", .action = LensAction::serve, .app = called});
            if (!called.empty())
                out_.push_back(
                    {.range = app.name_range, .title = "Logs", .action = LensAction::logs, .app = called});
        }
    }

    void runnables() {
        for (const workspace::Runnable& each : workspace::runnables(file_)) {
            if (each.web) continue;
            const auto range = name_of(each);
            if (!range.empty())
                out_.push_back(
                    {.range = range, .title = "Run", .action = LensAction::run, .function = each.name});
        }
    }

    /// Where it is defined, if that is in this file.
    [[nodiscard]] text::ByteRange name_of(const workspace::Runnable& each) const {
        if (each.entrypoint) return file_.model->entrypoints[each.entry.number].name_range;
        const modal::Member& member = snapshot_.member(each.entry);
        if (member.file != file_.id) return {};
        if (each.name == member.name) return member.name_range;
        for (const modal::Method& method : member.methods)
            if (each.name == member.name + "." + method.name &&
                reads(snapshot_, file_.id, method.name_range, method.name))
                return method.name_range;
        return {};
    }

    void members() {
        for (std::size_t i = 0; i < file_.model->members.size(); ++i) {
            const modal::Member& member = file_.model->members[i];
            if (member.file != file_.id) continue;
            Target target{.kind = TargetKind::member,
                          .role = Role::definition,
                          .range = member.name_range,
                          .entry = Ref{file_.id, static_cast<std::uint32_t>(i)}};
            target.entities = entities_of(snapshot_, *target.entry);
            std::set<Location> callers;
            for (const Use& use : uses_of(snapshot_, target.entities))
                if (use.argument == &use.lookup->name) callers.insert({use.file, use.lookup->range});
            add_uses(member.name_range, {callers.begin(), callers.end()}, command_uses(snapshot_, target));
        }
    }

    void entrypoints() {
        for (std::size_t i = 0; i < file_.model->entrypoints.size(); ++i) {
            const Target target{.kind = TargetKind::entrypoint,
                                .role = Role::definition,
                                .range = file_.model->entrypoints[i].name_range,
                                .entry = Ref{file_.id, static_cast<std::uint32_t>(i)}};
            add_uses(target.range, {}, command_uses(snapshot_, target));
        }
    }

    void add_uses(text::ByteRange range, std::vector<Location> callers,
                  const std::vector<Location>& commands) {
        std::string title;
        if (!callers.empty()) title = counted(callers.size(), "caller", "callers") + " through from_name";
        if (!commands.empty())
            title += (title.empty() ? "" : " · ") + counted(commands.size(), "command", "commands");
        if (title.empty()) return;
        callers.insert(callers.end(), commands.begin(), commands.end());
        out_.push_back({.range = range, .title = std::move(title), .places = std::move(callers)});
    }

    void lookups() {
        for (const modal::Lookup& lookup : file_.model->lookups) {
            if (!modal::is_member_kind(lookup.kind) || lookup.method_range.empty()) continue;
            std::set<Location> places;
            std::string title;
            for (const Entity& entity : named_by(snapshot_, lookup))
                for (const Ref& ref : members_of(snapshot_, entity)) {
                    const modal::Member& member = snapshot_.member(ref);
                    if (!places.insert({member.file, member.name_range}).second) continue;
                    if (title.empty())
                        title = fmt::format("{} {} in {}", kind_word(member.kind), member.name,
                                            shown_path(snapshot_, member.file));
                }
            if (places.empty()) continue;
            if (places.size() > 1) title += fmt::format(" and {} more", places.size() - 1);
            out_.push_back({.range = lookup.method_range,
                            .title = "→ " + title,
                            .places = {places.begin(), places.end()}});
        }
    }

    const Snapshot& snapshot_;
    const File& file_;
    std::vector<CodeLens> out_;
};

} // namespace

std::vector<CodeLens> code_lenses(const Snapshot& snapshot, FileId id) {
    const File* file = snapshot.file(id);
    return file == nullptr ? std::vector<CodeLens>() : Collector(snapshot, *file).collect();
}

} // namespace modal_lsp::answers
