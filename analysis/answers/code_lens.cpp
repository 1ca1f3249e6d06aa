#include "analysis/answers/code_lens.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

struct Operation {
    std::string_view command, title;
    bool is_lens = false;
    bool needs_name = false; ///< of the app
};

/// What can be done with an app; more lenses than a few hide the code.
constexpr auto kOperations = std::to_array<Operation>({
    {"deploy", "Deploy", true, false},
    {"serve", "Serve", true, false},
    {"logs", "Logs", true, true},
    {"verify", "Verify the deployment", false, true},
    {"diagnose", "Find out what is wrong", false, true},
    {"stop", "Stop the deployed app", false, true},
    {"e2e", "Check end to end", false, false},
    {"preflight", "Check before deploying", false, false},
});

class Collector {
  public:
    Collector(const Snapshot& snapshot, const File& file, bool all)
        : snapshot_(snapshot), file_(file), all_(all) {}

    std::vector<CodeLens> operations() {
        apps();
        runnables();
        return std::move(out_);
    }

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
            for (const Operation& each : kOperations)
                if ((all_ || each.is_lens) && (name != nullptr || !each.needs_name))
                    out_.push_back({.range = app.name_range,
                                    .title = std::string(each.title),
                                    .command = each.command,
                                    .app = name == nullptr ? std::string() : *name});
        }
    }

    void runnables() {
        for (const workspace::Runnable& each : workspace::runnables(file_)) {
            const auto range = name_of(each);
            if (range.empty()) continue;
            if (!each.web)
                out_.push_back({.range = range, .title = "Run", .command = "run", .function = each.name});
            if (all_ && !each.entrypoint)
                out_.push_back(
                    {.range = range, .title = "Open a shell", .command = "shell", .function = each.name});
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
    bool all_; ///< also what has no lens
    std::vector<CodeLens> out_;
};

} // namespace

std::vector<CodeLens> code_lenses(const Snapshot& snapshot, FileId id) {
    const File* file = snapshot.file(id);
    return file == nullptr ? std::vector<CodeLens>() : Collector(snapshot, *file, false).collect();
}

std::vector<CodeLens> operations_at(const Snapshot& snapshot, FileId id, text::ByteRange range) {
    const File* file = snapshot.file(id);
    if (file == nullptr) return {};
    auto all = Collector(snapshot, *file, true).operations();
    const auto& lines = file->document.lines();
    std::erase_if(all, [&](const CodeLens& each) {
        const auto line = lines.line_of(each.range.begin);
        return line < lines.line_of(range.begin) || line > lines.line_of(range.end);
    });
    return all;
}

} // namespace modal_lsp::answers
