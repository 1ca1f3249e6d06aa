#include "server/actions.hpp"

#include "analysis/rules/fix_plan.hpp"
#include "analysis/rules/suppressions.hpp"
#include "analysis/text/phrase.hpp"
#include "server/workspace_edits.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace modal_lsp::server {
namespace {

using Edits = std::map<std::string, std::vector<text::Edit>>;

constexpr std::array<std::string_view, 3> kKinds = {"fix", "fixAll", "suppress"};

/// As files hold them: nothing for a file that is not known.
std::optional<text::Document> text_of(const workspace::Snapshot& snapshot, const std::string& path) {
    const workspace::File* file = snapshot.file(path);
    return file == nullptr ? std::nullopt : std::optional(file->document);
}

std::optional<lsp::WorkspaceEdit> workspace_edit(const Session& session, const workspace::Snapshot& snapshot,
                                                 const Edits& edits) {
    WorkspaceEdits changes(session, snapshot);
    for (const auto& [path, list] : edits)
        for (const text::Edit& edit : list)
            changes.add(path, edit);
    return std::move(changes).take();
}

Edits edits_of(const rules::Fix& fix) {
    Edits edits;
    for (const rules::FileEdit& edit : fix.edits)
        edits[edit.path].push_back(edit.edit);
    return edits;
}

Edits all_safe_edits(Session& session, const View& view) {
    std::vector<const rules::Fix*> fixes;
    const auto& findings = session.diagnostics().findings(view.file.path);
    for (const rules::Diagnostic& diagnostic : findings)
        if (const rules::Fix* fix = rules::applicable_fix(diagnostic.fixes, false)) fixes.push_back(fix);
    return rules::plan_fixes(fixes, [&](const std::string& path) { return text_of(view.snapshot, path); })
        .edits;
}

bool is_only_safe_fix(const rules::Diagnostic& found, const rules::Fix& fix) {
    const auto safe = [](const rules::Fix& other) { return other.safety == rules::Safety::safe; };
    return safe(fix) && std::ranges::count_if(found.fixes, safe) == 1;
}

} // namespace

protocol::Json to_json(const ActionId& id) {
    return {{"kind", kKinds[static_cast<std::size_t>(id.kind)]},
            {"uri", id.uri},
            {"rule", id.rule},
            {"begin", id.range.begin.value},
            {"end", id.range.end.value},
            {"fix", id.fix}};
}

std::optional<ActionId> action_id_of(const protocol::Json& json) {
    if (!json.is_object()) return std::nullopt;
    const auto word = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto number = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0U;
    };
    const auto kind = std::ranges::find(kKinds, word("kind"));
    if (kind == kKinds.end()) return std::nullopt;
    return ActionId{.kind = static_cast<ActionId::Kind>(kind - kKinds.begin()),
                    .uri = word("uri"),
                    .rule = word("rule"),
                    .range = text::make_range(number("begin"), number("end")),
                    .fix = number("fix")};
}

std::vector<Action> actions_at(Session& session, const std::string& uri, text::ByteRange range) {
    std::vector<Action> out, suppressions;
    const auto view = session.view(uri);
    if (!view) return out;
    const Language language = session.language_for(view->file);
    for (const rules::Diagnostic& found : session.diagnostics().findings(view->file.path)) {
        if (!found.range.overlaps(range)) continue;
        const ActionId base{.uri = uri, .rule = std::string(found.rule->name), .range = found.range};
        const lsp::Diagnostic shown =
            session.diagnostics().to_lsp(found, view->file.document, view->snapshot);
        for (std::size_t i = 0; i < found.fixes.size(); ++i) {
            Action action{.id = base, .title = found.fixes[i].title, .mends = shown};
            action.id.fix = i;
            action.preferred = is_only_safe_fix(found, found.fixes[i]);
            out.push_back(std::move(action));
        }
        // What the engine itself reports is not about code, and a comment there would not help.
        if (found.rule->check == nullptr || !commands::takes_comments(view->file.commands->host)) continue;
        const bool whole_file =
            rules::suppress_here(view->file.document, found.range, *found.rule).whole_file;
        Action action{.id = base, .title = {}, .mends = shown};
        action.id.kind = ActionId::Kind::suppress;
        action.title = whole_file
                           ? say(language, {"Ignore {} in this file", "在此文件中忽略 {}"}, found.rule->name)
                           : say(language, {"Ignore {} on this line", "在此行忽略 {}"}, found.rule->name);
        suppressions.push_back(std::move(action));
    }
    std::ranges::move(suppressions, std::back_inserter(out));
    return out;
}

std::optional<Action> fix_all_action(Session& session, const std::string& uri) {
    const auto view = session.view(uri);
    if (!view || all_safe_edits(session, *view).empty()) return std::nullopt;
    return Action{.id = {.kind = ActionId::Kind::fix_all, .uri = uri},
                  .title = say(session.language_for(view->file),
                               {"Fix all safely fixable Modal problems", "修复所有可安全修复的 Modal 问题"})};
}

std::optional<lsp::WorkspaceEdit> edit_of(Session& session, const ActionId& id) {
    const auto view = session.view(id.uri);
    if (!view) return std::nullopt;
    if (id.kind == ActionId::Kind::fix_all)
        return workspace_edit(session, view->snapshot, all_safe_edits(session, *view));
    for (const rules::Diagnostic& found : session.diagnostics().findings(view->file.path)) {
        if (found.rule->name != id.rule || found.range != id.range) continue;
        if (id.kind == ActionId::Kind::suppress) {
            auto edit = rules::suppress_here(view->file.document, found.range, *found.rule).edit;
            return workspace_edit(session, view->snapshot, {{view->file.path, {std::move(edit)}}});
        }
        if (id.fix < found.fixes.size())
            return workspace_edit(session, view->snapshot, edits_of(found.fixes[id.fix]));
    }
    return std::nullopt;
}

} // namespace modal_lsp::server
