#include "analysis/rules/container_imports.hpp"

#include <algorithm>

namespace modal_lsp::rules {
namespace {

using python::BindingKind;

/// True when the scope lies in the definition: a function's body, or a method of the class.
bool is_inside(const python::ModuleFacts& facts, python::ScopeId scope, python::DefId definition) {
    for (; scope != python::kModuleScope; scope = facts.scope(scope).parent)
        if (facts.scope(scope).definition == definition) return true;
    return false;
}

} // namespace

std::optional<modal::ImageContents> image_contents(Inspection& inspection, const Registration& registration) {
    modal::Evaluator& evaluator = inspection.module.evaluator();
    if (!registration.decorator->called && registration.decorator->callee.receiver == nullptr)
        return std::nullopt;
    const auto chain =
        modal::image_of_call(evaluator, registration.decorator->expression, registration.what->context,
                             registration.decorator->callee.receiver.get());
    if (!chain) return modal::ImageContents{};
    if (!chain->complete) return std::nullopt;
    return modal::contents_of(evaluator, *chain);
}

std::vector<ContainerImport> container_imports(Inspection& inspection, const Registration& registration) {
    std::vector<ContainerImport> found;
    const python::ModuleFacts& facts = inspection.facts;
    for (const python::Binding& binding : facts.bindings) {
        if (binding.kind != BindingKind::import_module && binding.kind != BindingKind::import_from) continue;
        const python::Import& import = facts.imports[binding.detail];
        if (import.level != 0 || binding.region != python::kAlways) continue;
        const bool at_import = binding.scope == python::kModuleScope;
        if (!at_import && !is_inside(facts, binding.scope, registration.what->definition)) continue;
        const auto guards = inspection.module.guards_of(binding.region, binding.range.begin);
        // What fails there is only raised in containers of that very image.
        if (guards.imports_block) continue;
        const auto module = facts.text(import.module);
        found.push_back({.binding = &binding,
                         .top = std::string(module.substr(0, module.find('.'))),
                         .range = import.module_range,
                         .at_import = at_import});
    }
    return found;
}

} // namespace modal_lsp::rules
