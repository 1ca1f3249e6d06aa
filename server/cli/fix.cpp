#include "server/cli/fix.hpp"

#include "server/cli/formats/summary.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

using EditsByPath = std::map<std::string, std::vector<text::Edit>>;

EditsByPath grouped(const rules::Fix& fix) {
    EditsByPath edits;
    for (const rules::FileEdit& edit : fix.edits)
        edits[edit.path].push_back(edit.edit);
    return edits;
}

bool inside(const std::vector<text::Edit>& edits, std::size_t size) {
    return std::ranges::all_of(edits, [&](const text::Edit& edit) {
        return edit.range.begin <= edit.range.end && edit.range.end.value <= size;
    });
}

/// Edits that merely meet count as touching too: in which order two insertions at one place belong is not
/// known. The next round applies what was left out.
bool touches(const std::vector<text::Edit>& chosen, const text::Edit& edit) {
    // `chosen` is sorted and free of overlaps, so the ends ascend as well.
    const auto first = std::ranges::lower_bound(chosen, edit.range.begin, {},
                                                [](const text::Edit& e) { return e.range.end; });
    return first != chosen.end() && first->range.overlaps(edit.range);
}

bool applicable(EditsByPath& edits, const FixPlan& plan, const TextOf& text_of) {
    for (auto& [path, list] : edits) {
        const std::optional<text::Document> document = text_of(path);
        if (!document || !inside(list, document->text().size()) || !text::normalize(list)) return false;
        const auto chosen = plan.edits.find(path);
        if (chosen == plan.edits.end()) continue;
        if (std::ranges::any_of(list, [&](const text::Edit& edit) { return touches(chosen->second, edit); }))
            return false;
    }
    return true;
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
        out += text[i];
    }
    return out;
}

} // namespace

FixPlan choose_fixes(const CheckResult& result, bool unsafe, const TextOf& text_of) {
    FixPlan plan;
    for (const Finding& finding : result.findings) {
        const rules::Fix* const fix = applicable_fix(finding, unsafe);
        if (fix == nullptr) continue;
        EditsByPath edits = grouped(*fix);
        if (!applicable(edits, plan, text_of)) continue;
        for (auto& [path, list] : edits) {
            std::vector<text::Edit>& chosen = plan.edits[path];
            chosen.insert(chosen.end(), list.begin(), list.end());
            std::ranges::sort(chosen, {}, &text::Edit::range);
        }
        ++plan.chosen;
    }
    return plan;
}

std::string apply_edits(const text::Document& document, std::vector<text::Edit> edits) {
    const std::size_t line_feed = document.text().find('\n');
    const bool crlf =
        line_feed != std::string_view::npos && line_feed > 0 && document.text()[line_feed - 1] == '\r';
    if (crlf)
        for (text::Edit& edit : edits)
            edit.replacement = with_crlf(edit.replacement);
    return text::apply(document.text(), edits);
}

FixOutcome fix_all(CheckEngine& engine, bool unsafe) {
    const TextOf text_of = [&](const std::string& path) { return engine.document(path); };
    FixOutcome outcome;
    outcome.remaining = engine.check();
    for (int round = 0; round < kMostRounds; ++round) {
        FixPlan plan = choose_fixes(outcome.remaining, unsafe, text_of);
        if (plan.chosen == 0) return outcome;
        for (auto& [path, edits] : plan.edits) {
            const text::Document before = engine.document(path).value_or(text::Document());
            const text::Document after(apply_edits(before, std::move(edits)));
            outcome.changes.try_emplace(path, FileChange{before, after}).first->second.after = after;
            engine.replace(path, after);
        }
        outcome.applied += plan.chosen;
        outcome.remaining = engine.check();
    }
    outcome.settled = choose_fixes(outcome.remaining, unsafe, text_of).chosen == 0;
    return outcome;
}

} // namespace modal_lsp::server::cli
