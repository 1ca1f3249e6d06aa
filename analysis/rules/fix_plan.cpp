#include "analysis/rules/fix_plan.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::rules {
namespace {

using EditsByPath = std::map<std::string, std::vector<text::Edit>>;

EditsByPath grouped(const Fix& fix) {
    EditsByPath edits;
    for (const FileEdit& edit : fix.edits)
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

} // namespace

const Fix* applicable_fix(const std::vector<Fix>& fixes, bool unsafe) {
    const auto found = std::ranges::find_if(fixes, [&](const Fix& fix) {
        const bool allowed = fix.safety == Safety::safe || (unsafe && fix.safety == Safety::unsafe);
        return allowed && !fix.edits.empty();
    });
    return found == fixes.end() ? nullptr : &*found;
}

FixPlan plan_fixes(const std::vector<const Fix*>& fixes, const TextOf& text_of) {
    FixPlan plan;
    for (const Fix* fix : fixes) {
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

} // namespace modal_lsp::rules
