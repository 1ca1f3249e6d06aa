#include "analysis/rules/call_edits.hpp"

#include <utility>

namespace modal_lsp::rules {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\';
}

} // namespace

FileEdit replace(const Inspection& inspection, text::ByteRange range, std::string text) {
    return {inspection.file.path, {range, std::move(text)}};
}

FileEdit insert(const Inspection& inspection, text::ByteOffset at, std::string text) {
    return replace(inspection, {at, at}, std::move(text));
}

FileEdit remove_argument(const Inspection& inspection, python::ExprId call,
                         const modal::GivenArgument& argument) {
    const std::string_view text = inspection.file.document.text();
    const std::uint32_t call_end = inspection.facts.expr(call).range.end.value;
    std::uint32_t begin = argument.range.begin.value, end = argument.range.end.value;
    // The comma behind goes with it, and the blanks up to the next argument; the last one takes the comma
    // before.
    std::uint32_t at = end;
    while (at < call_end && is_blank(text[at]))
        ++at;
    if (at < call_end && text[at] == ',') {
        end = at + 1;
        while (end < call_end && is_blank(text[end]))
            ++end;
        if (end < call_end && text[end] != ')') return replace(inspection, text::make_range(begin, end), "");
        end = at + 1;
    }
    while (begin > 0 && is_blank(text[begin - 1]))
        --begin;
    if (begin > 0 && text[begin - 1] == ',') {
        --begin;
        // A trailing comma that was there stays what it was.
        if (end > argument.range.end.value) end = argument.range.end.value;
    } else {
        begin = argument.range.begin.value;
    }
    return replace(inspection, text::make_range(begin, end), "");
}

std::optional<FileEdit> add_argument(const Inspection& inspection, python::ExprId call,
                                     const std::string& argument) {
    const text::ByteRange range = inspection.facts.expr(call).range;
    const std::string_view text = inspection.file.document.text();
    if (range.empty() || text[range.end.value - 1] != ')') return std::nullopt;
    const auto arguments = inspection.module.arguments(call);
    if (arguments.empty()) return insert(inspection, {range.end.value - 1}, argument);
    return insert(inspection, arguments.back().range.end, ", " + argument);
}

std::optional<std::string> spelled(const Inspection& inspection, std::string_view public_path) {
    const python::ModuleFacts& facts = inspection.facts;
    const std::string_view member = public_path.substr(public_path.find('.') + 1);
    std::optional<std::string> found;
    for (const python::Binding& binding : facts.bindings) {
        if (binding.scope != python::kModuleScope) continue;
        const bool module = binding.kind == python::BindingKind::import_module;
        if (!module && binding.kind != python::BindingKind::import_from) continue;
        const python::Import& import = facts.imports[binding.detail];
        if (import.level != 0 || facts.text(import.module) != "modal") continue;
        const std::string name(facts.text(binding.name));
        if (module) return name + "." + std::string(member);
        if (facts.text(import.name) == member) found = name;
    }
    return found;
}

std::optional<FileEdit> make_for_async(const Inspection& inspection, const modal::SdkCall& call) {
    const std::string_view text = inspection.file.document.text();
    const auto line = text.substr(0, call.range.begin.value).find_last_of('\n');
    std::size_t at = line == std::string_view::npos ? 0 : line + 1;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
        ++at;
    if (!text.substr(at).starts_with("for ")) return std::nullopt;
    return insert(inspection, {static_cast<std::uint32_t>(at)}, "async ");
}

std::optional<FileEdit> take_quotes_off(const Inspection& inspection, const modal::GivenArgument& argument) {
    const python::Expr& expr = inspection.facts.expr(argument.value);
    const auto written = inspection.facts.text(expr.text);
    if (expr.kind != python::ExprKind::string || written.empty() ||
        written.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return replace(inspection, argument.value_range, std::string(written));
}

Fix fix(std::string title, Safety safety, FileEdit edit) {
    return {.title = std::move(title), .safety = safety, .edits = {std::move(edit)}};
}

} // namespace modal_lsp::rules
