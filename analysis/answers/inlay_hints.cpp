#include "analysis/answers/inlay_hints.hpp"

#include "analysis/answers/sdk_hover.hpp"
#include "analysis/modal/cron.hpp"
#include "analysis/modal/module_view.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <fmt/format.h>

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

/// "2 × H100 always on" for `min_containers=2` beside `gpu="H100"`.
std::string always_on(modal::ModuleView& module, const modal::SdkCall& call) {
    const auto count = module.value_of(module.given(call.expression, -1, "min_containers"), call.context);
    const modal::Value* containers = count.certain();
    if (containers == nullptr || containers->kind != modal::ValueKind::integer || containers->integer < 1)
        return {};
    const auto given = module.given(call.expression, -1, "gpu");
    if (!given) return "always on";
    const auto type = module.value_of(given, call.context);
    const modal::Value* gpu = type.certain();
    if (gpu == nullptr || gpu->kind != modal::ValueKind::text || !gpu->pattern.is_known()) return "always on";
    return fmt::format("{} × {} always on", containers->integer, gpu->pattern.known());
}

/// What is named by an argument in which no name stands.
std::string name_of(const modal::NameArgument& argument) {
    const std::string* name = argument.names.certain();
    return argument.given && !argument.is_literal && name != nullptr ? fmt::format("\"{}\"", *name)
                                                                     : std::string();
}

class Collector {
  public:
    Collector(const workspace::Snapshot& snapshot, const workspace::File& file, text::ByteRange range)
        : file_(file), config_(*file.config), range_(range), modules_(snapshot), module_(modules_, file.id) {}

    std::vector<InlayHint> collect() {
        for (const modal::SdkCall& call : module_.calls()) {
            if (config_.inlay_hints_units) add_units(call);
            if (config_.inlay_hints_always_on)
                if (const auto given = module_.given(call.expression, -1, "min_containers"))
                    add(given->value_range.end, always_on(module_, call));
        }
        if (config_.inlay_hints_names)
            for (const modal::Lookup& lookup : file_.model->lookups) {
                add(lookup.app.expression_range.end, name_of(lookup.app));
                add(lookup.name.expression_range.end, name_of(lookup.name));
            }
        std::ranges::stable_sort(hints_, {}, &InlayHint::at);
        return std::move(hints_);
    }

  private:
    void add(text::ByteOffset at, std::string label) {
        if (!label.empty() && range_.touches(at)) hints_.push_back({at, std::move(label)});
    }

    void add_units(const modal::SdkCall& call) {
        for (const modal::GivenArgument& argument : module_.arguments(call.expression))
            add(argument.value_range.end, meaning(*file_.facts, argument));
        if (call.symbol != "modal.Cron") return;
        if (const auto given = module_.given(call.expression, 0, "cron_string"))
            add(given->value_range.end, schedule(module_, call));
    }

    const workspace::File& file_;
    const Config& config_;
    text::ByteRange range_;
    workspace::SnapshotModules modules_;
    modal::ModuleView module_;
    std::vector<InlayHint> hints_;
};

} // namespace

std::vector<InlayHint> inlay_hints(const workspace::Snapshot& snapshot, modal::FileId id,
                                   text::ByteRange range) {
    const workspace::File* file = snapshot.file(id);
    if (file == nullptr || !file->config->inlay_hints || !file->model->uses_modal) return {};
    return Collector(snapshot, *file, range).collect();
}

} // namespace modal_lsp::answers
