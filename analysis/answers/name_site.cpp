#include "analysis/answers/name_site.hpp"

#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/join.hpp"
#include "analysis/syntax/literals.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace modal_lsp::answers {

using modal::NamingCall;
using workspace::Snapshot;

namespace {

/// "a", "b" of "a.b"; empty when it is anything else than names and dots.
std::vector<std::string> parts_of(std::string_view dotted) {
    std::vector<std::string> parts{std::string()};
    for (const char c : dotted) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '_' || static_cast<unsigned char>(c) >= 0x80;
        if (c == '.')
            parts.emplace_back();
        else if (word)
            parts.back().push_back(c);
        else
            return {};
    }
    if (std::ranges::any_of(parts, &std::string::empty)) return {};
    return parts;
}

/// A place in half-typed code, and what names mean there.
class Place {
  public:
    Place(const Snapshot& snapshot, const workspace::File& file, text::ByteOffset at)
        : file_(file), modules_(snapshot), evaluator_(modules_) {
        context_.file = file.id;
        context_.scope = file.facts->scope_at(at);
        context_.at = at;
    }

    [[nodiscard]] std::optional<NamingCall> naming_call(const std::string& callee) {
        const auto parts = parts_of(callee);
        if (parts.size() < 2) return std::nullopt;
        bool is_known = false;
        for (const modal::Value& value : dotted(parts).options) {
            is_known = is_known || value.kind != modal::ValueKind::unknown;
            if (value.kind != modal::ValueKind::external) continue;
            if (auto call = modal::naming_call(modal::public_path(value.path))) return call;
        }
        if (is_known) return std::nullopt;
        // What is half typed may hide the import. Nobody else has such names.
        const bool about_modal = parts.front() == "modal" || file_.model->uses_modal;
        if (!about_modal) return std::nullopt;
        const std::size_t first = parts.front() == "modal" ? 1 : 0;
        std::string path = "modal";
        for (const std::string& part : parts | std::views::drop(first))
            path += "." + part;
        return modal::naming_call(path);
    }

    /// The texts an argument may be, from its source.
    [[nodiscard]] modal::Names names(text::ByteRange argument) {
        const auto source = file_.document.slice(argument);
        if (auto text = literal(source))
            return {.options = {{.text = {.pieces = {*text}}}}, .complete = true};
        if (const auto parts = parts_of(source); !parts.empty()) return names_of(dotted(parts));
        const auto& expressions = file_.facts->expressions;
        const auto found = std::ranges::find(expressions, argument, &python::Expr::range);
        if (found == expressions.end()) return {};
        return evaluator_.names(python::ExprId{static_cast<std::uint32_t>(found - expressions.begin())},
                                context_);
    }

  private:
    [[nodiscard]] modal::Values dotted(const std::vector<std::string>& parts) {
        modal::Values values = evaluator_.look_up(parts.front(), context_);
        for (const std::string& part : parts | std::views::drop(1))
            values = modal::for_each_option(
                values, [&](const modal::Value& value) { return evaluator_.attribute(value, part); });
        return values;
    }

    [[nodiscard]] static modal::Names names_of(const modal::Values& values) {
        modal::Names names{.options = {}, .complete = values.complete};
        for (const modal::Value& value : values.options) {
            if (value.kind == modal::ValueKind::text)
                names.options.push_back(
                    {.text = value.pattern, .assumed = value.assumed, .literal = value.literal});
            else
                names.complete = false;
        }
        return names;
    }

    /// The value of a source that is one plain string literal and nothing else.
    [[nodiscard]] static std::optional<std::string> literal(std::string_view source) {
        const auto split = syntax::split_string_literal(source);
        if (!split || split->formatted || split->bytes || !split->terminated) return std::nullopt;
        const auto content = source.substr(split->content_begin, split->content_end - split->content_begin);
        const bool one = split->triple || split->raw || content.find(split->quote) == std::string_view::npos;
        return one ? std::optional(syntax::unescape(content, split->raw)) : std::nullopt;
    }

    const workspace::File& file_;
    workspace::SnapshotModules modules_;
    modal::Evaluator evaluator_;
    modal::Context context_;
};

/// Which parameter the cursor's argument is for.
std::optional<NameRole> role_of(const syntax::CallContext& context, const NamingCall& call) {
    const bool in_app = !call.app_parameter.empty();
    if (context.keyword == "environment_name") return NameRole::environment;
    if (!context.keyword.empty()) {
        if (in_app && context.keyword == call.app_parameter) return NameRole::app;
        const bool name = context.keyword == call.name_parameter || (in_app && context.keyword == "tag");
        return name ? std::optional(NameRole::name) : std::nullopt;
    }
    if (!context.position) return std::nullopt;
    if (in_app && *context.position == 0) return NameRole::app;
    if (*context.position == (in_app ? 1U : 0U)) return NameRole::name;
    return std::nullopt;
}

const syntax::CallArgument* app_argument(const syntax::CallContext& context, const NamingCall& call) {
    for (const syntax::CallArgument& argument : context.before) {
        if (argument.spread) return nullptr;
        if (argument.keyword == call.app_parameter) return &argument;
    }
    const bool first = !context.before.empty() && context.before.front().keyword.empty();
    return first ? &context.before.front() : nullptr;
}

} // namespace

std::optional<NameSite> name_site_at(const Snapshot& snapshot, FileId file, text::ByteOffset at) {
    const workspace::File* asked = snapshot.file(file);
    if (asked == nullptr) return std::nullopt;
    auto context = syntax::call_context(asked->document.text(), at);
    if (!context || !context->at_argument_start) return std::nullopt;
    Place place(snapshot, *asked, context->callee_range.begin);
    const auto call = place.naming_call(context->callee);
    const auto role = call ? role_of(*context, *call) : std::nullopt;
    if (!role) return std::nullopt;
    NameSite site{.role = *role, .call = *call, .app = {}, .context = std::move(*context)};
    if (site.role == NameRole::name && !call->app_parameter.empty())
        if (const auto* argument = app_argument(site.context, *call)) site.app = place.names(argument->range);
    return site;
}

} // namespace modal_lsp::answers
