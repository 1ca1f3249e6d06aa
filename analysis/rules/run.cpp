#include "analysis/rules/run.hpp"

#include "analysis/rules/inspection.hpp"
#include "analysis/rules/suppressions.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace modal_lsp::rules {

using workspace::File;
using workspace::Snapshot;

namespace {

/// A severity the configuration sets holds for all a rule says; otherwise the rule may grade it.
void set_severity(std::vector<Diagnostic>& diagnostics, const Config& config, const Rule& rule) {
    const bool is_set = config.severity.contains(std::string(rule.name)) ||
                        config.severity.contains(std::string(rule.code)) ||
                        (is_strict(config) && rule.strict);
    if (!is_set) return;
    for (Diagnostic& diagnostic : diagnostics)
        diagnostic.severity = *severity_of(config, rule);
}

bool has_subject(const File& file, Subject subject) {
    return subject == Subject::commands ? !file.commands->empty() : file.is_python();
}

/// True when the rule was asked: then that it says nothing means something.
bool ask(const Rule& rule, Language language, Inspection& inspection, std::vector<Diagnostic>& found) {
    const Config& config = *inspection.file.config;
    if (!severity_of(config, rule)) return false;
    if (rule.needs == Needs::workspace && !inspection.snapshot.complete()) return false;
    if (rule.check == nullptr || !has_subject(inspection.file, rule.subject)) return false;
    Report report(rule, language);
    rule.check(inspection, report);
    set_severity(report.diagnostics(), config, rule);
    std::ranges::move(report.diagnostics(), std::back_inserter(found));
    return true;
}

void report_not_analyzed(const File& file, std::vector<Diagnostic>& found) {
    const Rule* rule = find_rule("file-not-analyzed");
    if (file.not_analyzed.empty() || rule == nullptr || !severity_of(*file.config, *rule)) return;
    Report report(*rule);
    report.add_said(text::make_range(0, 0), file.not_analyzed);
    set_severity(report.diagnostics(), *file.config, *rule);
    std::ranges::move(report.diagnostics(), std::back_inserter(found));
}

void suppress(const File& file, Language language, const std::vector<const Rule*>& asked, bool asked_all,
              std::vector<Diagnostic>& found) {
    Judged judged;
    // In a file that is broken or was cut short, a rule's silence proves nothing.
    if (file.is_sound()) judged = {.rules = asked, .all = asked_all};
    auto unused = apply_suppressions(file.path, file.document, found, judged, language);
    const Rule* rule = find_rule("unused-suppression");
    if (!severity_of(*file.config, *rule)) return;
    set_severity(unused, *file.config, *rule);
    std::ranges::move(unused, std::back_inserter(found));
}

/// What stands under `with pytest.raises(...)` and its kin is wrong on purpose.
bool is_expected(const python::ModuleFacts& facts, const Diagnostic& diagnostic) {
    return std::ranges::any_of(facts.withs, [&](const python::With& with) {
        if (!with.body.contains(diagnostic.range.begin)) return false;
        const python::Expr& item = facts.expr(with.item);
        if (item.kind != python::ExprKind::call) return false;
        const python::Expr& callee = facts.expr(facts.operands_of(item).front());
        const auto name = facts.text(callee.text);
        return name == "raises" || name == "assertRaises" || name == "assertRaisesRegex" || name == "warns";
    });
}

void sort(std::vector<Diagnostic>& found) {
    const auto order = [](const Diagnostic& d) {
        return std::tuple(d.range, d.rule->code, std::string_view(d.message));
    };
    std::ranges::stable_sort(found, {}, order);
    found.erase(std::ranges::unique(found, {}, order).begin(), found.end());
}

} // namespace

std::vector<Diagnostic> run(const Snapshot& snapshot, const File& file, const RunOptions& options) {
    const Language language = language_of(*file.config, options.reader);
    std::vector<Diagnostic> found;
    report_not_analyzed(file, found);
    const bool suppressed = options.apply_suppressions && mentions_suppression(file.document.text());
    std::vector<const Rule*> asked;
    if (file.model->uses_modal || suppressed || !file.commands->empty()) {
        Inspection inspection(snapshot, file);
        for (const Rule* rule : catalogue())
            if (ask(*rule, language, inspection, found)) asked.push_back(rule);
        std::erase_if(found, [&](const Diagnostic& d) { return is_expected(*file.facts, d); });
    }
    if (suppressed) suppress(file, language, asked, snapshot.complete(), found);
    sort(found);
    return found;
}

} // namespace modal_lsp::rules
