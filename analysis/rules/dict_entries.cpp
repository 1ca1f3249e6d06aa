#include "analysis/rules/dict_entries.hpp"

#include "analysis/rules/call_edits.hpp"

#include <string>

namespace modal_lsp::rules {

using python::ExprKind;

std::vector<DictEntry> dict_entries(const Inspection& inspection,
                                    const std::optional<modal::GivenArgument>& argument) {
    std::vector<DictEntry> entries;
    const python::ModuleFacts& facts = inspection.facts;
    if (!argument || facts.expr(argument->value).kind != ExprKind::dict) return entries;
    const auto operands = facts.operands_of(facts.expr(argument->value));
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2)
        entries.push_back({operands[i], operands[i + 1]});
    return entries;
}

void report_values_without_quotes(const Inspection& inspection, Report& report,
                                  const std::optional<modal::GivenArgument>& variables) {
    for (const DictEntry& entry : dict_entries(inspection, variables)) {
        const python::Expr& value = inspection.facts.expr(entry.value);
        const bool number = value.kind == ExprKind::integer || value.kind == ExprKind::floating;
        if (!number && value.kind != ExprKind::boolean) continue;
        Diagnostic& diagnostic =
            report.add(value.range,
                       {"the value of {} is not a text, and this raises InvalidError; put it into quotes",
                        "{} 的值不是字符串，这里会引发 InvalidError；请加上引号"},
                       inspection.source(inspection.facts.expr(entry.key).range));
        diagnostic.fixes.push_back(
            fix(report.say({"Put it into quotes", "加上引号"}), Safety::safe,
                replace(inspection, value.range, "\"" + std::string(inspection.source(value.range)) + "\"")));
    }
}

} // namespace modal_lsp::rules
