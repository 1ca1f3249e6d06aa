#include "analysis/answers/parameter_field.hpp"

#include <algorithm>
#include <string_view>

namespace modal_lsp::answers {
namespace {

/// `modal.parameter(…)`, however it was imported.
bool makes_parameter(const python::ModuleFacts& facts, const python::Binding& binding) {
    const python::Expr& value = facts.expr(binding.value);
    if (value.kind != python::ExprKind::call) return false;
    const std::string callee = facts.dotted(facts.operands_of(value).front());
    return callee == "parameter" || callee.ends_with(".parameter");
}

/// The class statement whose body a scope is; nullptr when it is none's.
const python::Definition* class_of(const python::ModuleFacts& facts, python::ScopeId scope) {
    const auto found = std::ranges::find_if(facts.definitions, [&](const python::Definition& definition) {
        return definition.is_class && definition.body == scope;
    });
    return found == facts.definitions.end() ? nullptr : &*found;
}

} // namespace

std::optional<Identifier> parameter_field_at(const workspace::Snapshot& snapshot, FileId id,
                                             text::ByteOffset at) {
    const workspace::File* file = snapshot.file(id);
    if (file == nullptr) return std::nullopt;
    const python::ModuleFacts& facts = *file->facts;
    for (const python::Binding& binding : facts.bindings) {
        if (!binding.range.touches(at) || !makes_parameter(facts, binding)) continue;
        const python::Definition* owner = class_of(facts, binding.scope);
        if (owner == nullptr) continue;
        return Identifier{.kind = Identifier::Kind::field,
                          .file = id,
                          .name = std::string(facts.text(binding.name)),
                          .class_name = std::string(facts.text(owner->name)),
                          .class_body = owner->range};
    }
    return std::nullopt;
}

text::ByteRange parameter_field_range(const workspace::Snapshot& snapshot, const Identifier& field) {
    const python::ModuleFacts& facts = *snapshot.file(field.file)->facts;
    for (const python::Binding& binding : facts.bindings)
        if (field.class_body.encloses(binding.range) && facts.text(binding.name) == field.name &&
            makes_parameter(facts, binding))
            return binding.range;
    return {};
}

} // namespace modal_lsp::answers
