#include "analysis/rules/sdk_changes.hpp"

#include "analysis/modal/sdk_changes.hpp"
#include "analysis/rules/call_edits.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace modal_lsp::rules {
namespace {

using modal::Mend;
using modal::SdkChange;

bool concerns(const SdkChange& change, const modal::SdkCall& call) {
    // Modules are left out of public paths: `modal.gpu.` is only in the path as it is written.
    if (change.symbol.ends_with('.')) return call.callee.path.starts_with(change.symbol);
    // What is still in a module of the SDK's own is no business of its public names: `modal.mount.Mount`.
    return call.symbol == change.symbol &&
           (!change.keyword.empty() || call.callee.path.starts_with(change.symbol));
}

/// What to call it: for a whole family its name.
std::string name_for(const SdkChange& change, const modal::SdkCall& call) {
    if (!change.symbol.ends_with('.')) return call.symbol;
    if (change.symbol == "modal.gpu.") return call.callee.path;
    return std::string(change.symbol.substr(0, change.symbol.size() - 1));
}

std::string shown(text::Version version) {
    return fmt::format("{}.{}.{}", version.major, version.minor, version.patch);
}

/// What is wrong with a use: `what` is gone or deprecated. nullptr when it is right for the version in use.
Diagnostic* report_use(Inspection& inspection, const SdkChange& change, std::string_view what,
                       text::ByteRange range, Report& report) {
    if (change.gone != modal::kNotGone && has_sdk(inspection, change.gone)) {
        // A keyword that is gone may be refused, or raise an error of its own that says so.
        const bool is_missing = change.keyword == "namespace" || change.symbol.starts_with("modal.gpu.");
        const bool raises = change.gone == text::Version{1, 4, 0} && !is_missing;
        return &(raises
                     ? report.add(range, {"{} raises since {}; use {}", "{} 自 {} 起会引发错误；请使用 {}"},
                                  what, shown(change.gone), change.replacement)
                     : report.add(range, {"{} is gone since {}; use {}", "{} 自 {} 起已移除；请使用 {}"},
                                  what, shown(change.gone), change.replacement));
    }
    if (!has_sdk(inspection, change.deprecated) || change.deprecated == text::Version{}) return nullptr;
    Diagnostic& diagnostic =
        report.add(range, {"{} is deprecated since {}; use {}", "{} 自 {} 起已弃用；请使用 {}"}, what,
                   shown(change.deprecated), change.replacement);
    diagnostic.severity = Severity::warning;
    diagnostic.tags.push_back(Tag::deprecated);
    return &diagnostic;
}

void check_call(Inspection& inspection, const modal::SdkCall& call, const SdkChange& change, Report& report) {
    if (!concerns(change, call)) return;
    if (change.keyword.empty()) {
        Diagnostic* diagnostic =
            report_use(inspection, change, name_for(change, call), call.name_range, report);
        if (diagnostic != nullptr && change.mend == Mend::rename && !call.aio &&
            inspection.source(call.name_range) == call.symbol.substr(call.symbol.rfind('.') + 1))
            diagnostic->fixes.push_back(
                fix(report.say({"Use {}", "改用 {}"}, change.written), Safety::safe,
                    replace(inspection, call.name_range, std::string(change.written))));
        return;
    }
    const auto argument = inspection.module.given(call.expression, -1, change.keyword);
    if (!argument) return;
    Diagnostic* diagnostic =
        report_use(inspection, change, fmt::format("{}=", change.keyword), argument->range, report);
    if (diagnostic == nullptr || change.mend != Mend::rename) return;
    const bool flag = change.written == "single_use_containers";
    if (flag && inspection.source(argument->value_range) != "1") return;
    const std::string text =
        flag ? "single_use_containers=True"
             : fmt::format("{}={}", change.written, inspection.source(argument->value_range));
    diagnostic->fixes.push_back(fix(report.say({"Use {}", "改用 {}"}, change.written), Safety::safe,
                                    replace(inspection, argument->range, text)));
}

} // namespace

bool has_sdk(const Inspection& inspection, text::Version version) {
    const std::string& set = inspection.file.config->modal_version;
    const auto in_use = set == "auto" ? std::nullopt : text::parse_version(set);
    return !in_use || *in_use >= version;
}

void report_changes(Inspection& inspection, std::string_view rule, Report& report) {
    for (const SdkChange& change : modal::sdk_changes()) {
        if (change.rule != rule) continue;
        for (const modal::SdkCall& call : inspection.module.calls())
            check_call(inspection, call, change, report);
    }
}

} // namespace modal_lsp::rules
