#include "analysis/answers/inlay_hints.hpp"

#include "analysis/answers/sdk_hover.hpp"
#include "analysis/modal/cron.hpp"
#include "analysis/modal/module_view.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <algorithm>
#include <charconv>

namespace modal_lsp::answers {
namespace {

using python::ExprKind;

std::string meaning_of_number(const python::ModuleFacts& facts, std::string_view parameter,
                              const python::Expr& value) {
    const std::string_view digits = facts.text(value.text);
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return {};
    return in_units(parameter, number);
}

std::string meaning(const python::ModuleFacts& facts, const modal::GivenArgument& argument) {
    const python::Expr& value = facts.expr(argument.value);
    return value.kind == ExprKind::integer ? meaning_of_number(facts, argument.name, value) : std::string();
}

std::string schedule(modal::ModuleView& module, const modal::SdkCall& call) {
    const auto given = module.given(call.expression, 0, "cron_string");
    if (!given || module.facts().expr(given->value).kind != ExprKind::string) return {};
    return modal::cron_in_words(module.facts().text(module.facts().expr(given->value).text)).value_or("");
}

} // namespace

std::vector<InlayHint> inlay_hints(const workspace::Snapshot& snapshot, modal::FileId id,
                                   text::ByteRange range) {
    std::vector<InlayHint> hints;
    const workspace::File* file = snapshot.file(id);
    if (file == nullptr || !file->config->inlay_hints || !file->model->uses_modal) return hints;
    const workspace::SnapshotModules modules(snapshot);
    modal::ModuleView module(modules, id);
    const auto add = [&](text::ByteOffset at, std::string label) {
        if (!label.empty() && range.touches(at)) hints.push_back({at, std::move(label)});
    };
    for (const modal::SdkCall& call : module.calls()) {
        for (const modal::GivenArgument& argument : module.arguments(call.expression))
            add(argument.value_range.end, meaning(*file->facts, argument));
        if (call.symbol != "modal.Cron") continue;
        if (const auto given = module.given(call.expression, 0, "cron_string"))
            add(given->value_range.end, schedule(module, call));
    }
    std::ranges::sort(hints, {}, &InlayHint::at);
    return hints;
}

} // namespace modal_lsp::answers
