#include "analysis/rules/cls_parameters.hpp"

#include <algorithm>

namespace modal_lsp::rules {

std::vector<ClsParameter> cls_parameters(Inspection& inspection, const modal::Value& cls) {
    std::vector<ClsParameter> found;
    if (cls.kind != modal::ValueKind::class_ || cls.file != inspection.file.id) return found;
    const python::Definition& definition = inspection.facts.definition(cls.definition);
    if (!definition.body || !definition.bases.empty()) return found;
    if (!inspection.facts.bindings_of(*definition.body, "__init__").empty()) return found;
    const auto calls = inspection.module.calls_of("modal.parameter");
    for (const python::Binding& binding : inspection.facts.bindings) {
        if (binding.scope != *definition.body || binding.kind != python::BindingKind::assignment) continue;
        if (std::ranges::find(calls, binding.value, &modal::SdkCall::expression) == calls.end()) continue;
        const bool given = inspection.module.given(binding.value, -1, "default").has_value() ||
                           inspection.module.given(binding.value, -1, "init").has_value() ||
                           inspection.module.may_be_spread(binding.value);
        found.push_back({std::string(inspection.facts.text(binding.name)), !given});
    }
    return found;
}

} // namespace modal_lsp::rules
