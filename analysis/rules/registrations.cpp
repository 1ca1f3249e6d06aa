#include "analysis/rules/registrations.hpp"

#include <algorithm>

namespace modal_lsp::rules {

std::vector<Registration> registrations(Inspection& inspection) {
    std::vector<Registration> found;
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* decorator = decorated.registration();
        if (decorator == nullptr || decorator->symbol == "modal.App.local_entrypoint") continue;
        found.push_back({.what = &decorated,
                         .decorator = decorator,
                         .definition = &inspection.facts.definition(decorated.definition)});
    }
    return found;
}

std::optional<modal::GivenArgument> setting(Inspection& inspection, const Registration& registration,
                                            std::string_view keyword) {
    if (!registration.decorator->called) return std::nullopt;
    return inspection.module.given(registration.decorator->expression, -1, keyword);
}

std::optional<modal::Value> certain_value(Inspection& inspection,
                                          const std::optional<modal::GivenArgument>& argument,
                                          const modal::Context& context) {
    const modal::Values values = inspection.module.value_of(argument, context);
    const modal::Value* value = values.certain();
    return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<modal::Value> certain_setting(Inspection& inspection, const Registration& registration,
                                            std::string_view keyword) {
    return certain_value(inspection, setting(inspection, registration, keyword), registration.what->context);
}

std::optional<std::string> certain_text(Inspection& inspection,
                                        const std::optional<modal::GivenArgument>& argument,
                                        const modal::Context& context) {
    const auto value = certain_value(inspection, argument, context);
    const bool known = value && value->kind == modal::ValueKind::text && value->pattern.is_known();
    return known ? std::optional(value->pattern.known()) : std::nullopt;
}

std::vector<const modal::Decorated*> methods_of(Inspection& inspection, python::DefId cls) {
    std::vector<const modal::Decorated*> found;
    for (const modal::Decorated& decorated : inspection.module.decorated())
        if (decorated.owner == cls) found.push_back(&decorated);
    return found;
}

bool is_registered(Inspection& inspection, const modal::Decorated& decorated) {
    const modal::ModalDecorator* own = decorated.registration();
    if (own != nullptr) return own->symbol != "modal.App.local_entrypoint";
    return decorated.owner &&
           std::ranges::any_of(inspection.module.decorated(), [&](const modal::Decorated& other) {
               return other.definition == *decorated.owner && other.registration() != nullptr;
           });
}

} // namespace modal_lsp::rules
