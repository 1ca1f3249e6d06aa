#include "server/cli/fix.hpp"

#include "server/cli/formats/summary.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

std::string with_crlf(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
        out += text[i];
    }
    return out;
}

} // namespace

rules::FixPlan choose_fixes(const CheckResult& result, bool unsafe, const rules::TextOf& text_of) {
    std::vector<const rules::Fix*> fixes;
    for (const Finding& finding : result.findings)
        if (const rules::Fix* fix = rules::applicable_fix(finding.fixes, unsafe)) fixes.push_back(fix);
    return rules::plan_fixes(fixes, text_of);
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
    const rules::TextOf text_of = [&](const std::string& path) { return engine.document(path); };
    FixOutcome outcome;
    outcome.remaining = engine.check();
    for (int round = 0; round < kMostRounds; ++round) {
        rules::FixPlan plan = choose_fixes(outcome.remaining, unsafe, text_of);
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
