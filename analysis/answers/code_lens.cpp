#include "analysis/answers/code_lens.hpp"

#include "analysis/answers/command_target.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/describe.hpp"
#include "analysis/text/phrase.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace modal_lsp::answers {
namespace {

using workspace::File;
using workspace::Ref;
using workspace::Snapshot;

struct Operation {
    std::string_view command;
    Phrase title;
    bool is_lens = false;
    bool needs_name = false; ///< of the app
};

/// What can be done with an app; more lenses than a few hide the code.
constexpr auto kOperations = std::to_array<Operation>({
    {"deploy", {"Deploy", "部署"}, true, false},
    {"serve", {"Serve", "调试服务"}, true, false},
    {"logs", {"Logs", "日志"}, true, true},
    {"verify", {"Verify the deployment", "验证部署"}, false, true},
    {"diagnose", {"Find out what is wrong", "诊断问题"}, false, true},
    {"stop", {"Stop the deployed app", "停止已部署的应用"}, false, true},
    {"e2e", {"Check end to end", "端到端检查"}, false, false},
    {"preflight", {"Check before deploying", "部署前检查"}, false, false},
});

class Collector {
  public:
    Collector(const Snapshot& snapshot, const File& file, bool all, Language language)
        : snapshot_(snapshot), file_(file), all_(all), language_(language) {}

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
                                    .title = say(language_, each.title),
                                    .command = each.command,
                                    .app = name == nullptr ? std::string() : *name});
        }
    }

    void runnables() {
        for (const workspace::Runnable& each : workspace::runnables(file_)) {
            const auto range = name_of(each);
            if (range.empty()) continue;
            if (!each.web)
                out_.push_back({.range = range,
                                .title = say(language_, {"Run", "运行"}),
                                .command = "run",
                                .function = each.name});
            if (all_ && !each.entrypoint)
                out_.push_back({.range = range,
                                .title = say(language_, {"Open a shell", "打开 shell"}),
                                .command = "shell",
                                .function = each.name});
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
        if (!callers.empty())
            title = callers.size() == 1
                        ? say(language_, {"1 caller through from_name", "1 处通过 from_name 调用"})
                        : say(language_, {"{} callers through from_name", "{} 处通过 from_name 调用"},
                              callers.size());
        if (!commands.empty()) {
            title += title.empty() ? "" : " · ";
            title += commands.size() == 1 ? say(language_, {"1 command", "1 条命令"})
                                          : say(language_, {"{} commands", "{} 条命令"}, commands.size());
        }
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
                        title = say(language_, {"{} {} in {}", "{} {}，在 {}"}, kind_word(member.kind),
                                    member.name, shown_path(snapshot_, member.file));
                }
            if (places.empty()) continue;
            if (places.size() > 1)
                title += say(language_, {" and {} more", " 及另外 {} 处"}, places.size() - 1);
            out_.push_back({.range = lookup.method_range,
                            .title = "→ " + title,
                            .places = {places.begin(), places.end()}});
        }
    }

    const Snapshot& snapshot_;
    const File& file_;
    bool all_; ///< also what has no lens
    Language language_;
    std::vector<CodeLens> out_;
};

} // namespace

std::vector<CodeLens> code_lenses(const Snapshot& snapshot, FileId id, Language language) {
    const File* file = snapshot.file(id);
    return file == nullptr ? std::vector<CodeLens>() : Collector(snapshot, *file, false, language).collect();
}

std::vector<CodeLens> operations_at(const Snapshot& snapshot, FileId id, text::ByteRange range,
                                    Language language) {
    const File* file = snapshot.file(id);
    if (file == nullptr) return {};
    auto all = Collector(snapshot, *file, true, language).operations();
    const auto& lines = file->document.lines();
    std::erase_if(all, [&](const CodeLens& each) {
        const auto line = lines.line_of(each.range.begin);
        return line < lines.line_of(range.begin) || line > lines.line_of(range.end);
    });
    return all;
}

} // namespace modal_lsp::answers
