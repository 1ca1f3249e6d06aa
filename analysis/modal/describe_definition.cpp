#include "analysis/modal/describe_definition.hpp"

#include "analysis/modal/sdk.hpp"

#include <algorithm>

namespace modal_lsp::modal {
namespace {

using python::Definition;
using python::ModuleFacts;

constexpr int kMaxBases = 8;

/// "modal.method" for `@modal.method()` and for `@method()`.
std::string modal_path(Evaluator& evaluator, python::ExprId decorator, const Context& context) {
    for (const Value& value : evaluator.evaluate(decorator, context).options) {
        const bool named = value.kind == ValueKind::external || value.kind == ValueKind::result;
        if (!named || value.path.starts_with("modal.App.")) continue;
        if (auto path = public_path(value.path); !path.empty()) return path;
    }
    return {};
}

class Description {
  public:
    Description(Evaluator& evaluator, Member& member) : evaluator_(evaluator), member_(member) {}

    void methods(FileId file, python::DefId id, int depth) {
        const ModuleFacts* facts = evaluator_.modules().facts(file);
        if (facts == nullptr || depth > kMaxBases) return;
        const Definition& made = facts->definition(id);
        for (const Definition& inner : facts->definitions)
            if (made.body && inner.scope == *made.body && !inner.is_class) method(file, *facts, inner);
        Context outside{.file = file, .scope = made.scope, .region = made.region, .at = made.range.begin};
        for (const python::ExprId base : made.bases)
            for (const Value& value : evaluator_.evaluate(base, outside).options)
                if (value.kind == ValueKind::class_) methods(value.file, value.definition, depth + 1);
    }

  private:
    void method(FileId file, const ModuleFacts& facts, const Definition& definition) {
        Method made{.name = std::string(facts.text(definition.name))};
        if (std::ranges::find(member_.methods, made.name, &Method::name) != member_.methods.end()) return;
        made.name_range = definition.name_range;
        made.range = definition.range;
        made.signature = facts.text(definition.signature);
        made.summary = facts.text(definition.summary);
        made.is_async = definition.is_async;
        const Context context{.file = file,
                              .scope = definition.scope,
                              .region = definition.region,
                              .at = definition.range.begin};
        for (const python::Decorator& decorator : definition.decorators) {
            made.decorator = modal_path(evaluator_, decorator.expression, context);
            if (!made.decorator.empty()) break;
        }
        member_.methods.push_back(std::move(made));
    }

    Evaluator& evaluator_;
    Member& member_;
};

} // namespace

void describe_definition(Evaluator& evaluator, const Value& target, Member& member) {
    const ModuleFacts* facts = evaluator.modules().facts(target.file);
    if (facts == nullptr) return;
    const Definition& definition = facts->definition(target.definition);
    member.file = target.file;
    member.name = facts->text(definition.name);
    member.name_range = definition.name_range;
    member.range = definition.range;
    member.signature = facts->text(definition.signature);
    member.summary = facts->text(definition.summary);
    member.is_async = definition.is_async;
    const Context context{.file = target.file,
                          .scope = definition.scope,
                          .region = definition.region,
                          .at = definition.range.begin};
    for (const python::Decorator& decorator : definition.decorators)
        if (auto path = modal_path(evaluator, decorator.expression, context); !path.empty())
            member.decorators.push_back(std::move(path));
    if (definition.is_class) Description(evaluator, member).methods(target.file, target.definition, 0);
}

} // namespace modal_lsp::modal
