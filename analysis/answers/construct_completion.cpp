#include "analysis/answers/construct_completion.hpp"

#include "analysis/answers/sdk_hover.hpp"
#include "analysis/answers/snippet.hpp"
#include "analysis/syntax/scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace modal_lsp::answers {
namespace {

using python::BindingKind;

/// A decorator with the arguments it cannot do without.
struct Decorator {
    std::string_view path;
    std::string_view arguments; ///< a snippet
};

constexpr auto kOnFunctions = std::to_array<Decorator>({
    {"modal.App.function", "$0"},
    {"modal.App.cls", "$0"},
    {"modal.App.local_entrypoint", ""},
    {"modal.asgi_app", "$0"},
    {"modal.fastapi_endpoint", "$0"},
    {"modal.wsgi_app", "$0"},
    {"modal.web_server", "${1:8000}"},
    {"modal.concurrent", "max_inputs=${1:100}"},
    {"modal.batched", "max_batch_size=${1:16}, wait_ms=${2:100}"},
});

constexpr auto kOnMethods = std::to_array<Decorator>({
    {"modal.method", ""},
    {"modal.enter", ""},
    {"modal.exit", ""},
    {"modal.fastapi_endpoint", "$0"},
    {"modal.asgi_app", "$0"},
    {"modal.wsgi_app", "$0"},
    {"modal.web_server", "${1:8000}"},
    {"modal.batched", "max_batch_size=${1:16}, wait_ms=${2:100}"},
});

constexpr std::string_view kApp = "modal.App.", kConstruct = "modal";

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// What a module calls the SDK and its app, and how it gets them.
class ModuleNames {
  public:
    ModuleNames(const workspace::File& file, text::ByteOffset at)
        : file_(file), modal_(imported_sdk(*file.facts)) {
        for (const modal::AppDecl& app : file.model->apps)
            if (!app.variable.empty() && app.at_module_level && app.range.begin < at)
                apps_.push_back(app.variable);
        if (apps_.empty()) apps_.emplace_back("app");
        if (!modal_.empty()) return;
        const text::ByteOffset first = first_statement();
        import_edits_.push_back({.range = {first, first}, .replacement = "import modal\n"});
    }

    [[nodiscard]] std::string modal() const { return modal_.empty() ? "modal" : modal_; }

    [[nodiscard]] const std::vector<std::string>& apps() const { return apps_; }

    /// The import that is missing, in front of the first one, else behind the docstring and comments at the
    /// top.
    [[nodiscard]] const std::vector<text::Edit>& import_edits() const { return import_edits_; }

  private:
    [[nodiscard]] text::ByteOffset first_statement() const {
        const std::string_view text = file_.document.text();
        syntax::Scanner scanner(text);
        bool in_future_import = false;
        int depth = 0;
        while (const auto token = scanner.next()) {
            using syntax::TokenKind;
            depth += token->kind == TokenKind::open ? 1 : token->kind == TokenKind::close ? -1 : 0;
            if (token->kind == TokenKind::newline && depth == 0) in_future_import = false;
            const bool passed_over = token->kind == TokenKind::comment || token->kind == TokenKind::newline ||
                                     token->kind == TokenKind::string;
            if (passed_over || in_future_import) continue;
            // Imports from the future stay first.
            const std::string_view word = text.substr(token->range.begin.value, token->range.size());
            in_future_import =
                word == "from" && text.substr(token->range.end.value).starts_with(" __future__");
            if (!in_future_import) return token->range.begin;
        }
        return text::ByteOffset{static_cast<std::uint32_t>(text.size())};
    }

    const workspace::File& file_;
    std::string modal_;
    std::vector<std::string> apps_;
    std::vector<text::Edit> import_edits_;
};

/// True when the nearest line above that encloses one of this indentation begins a class.
bool is_in_class(std::string_view above, std::size_t indent) {
    while (indent > 0 && !above.empty()) {
        const auto start = above.find_last_of('\n', above.size() - 1);
        const std::string_view line = above.substr(start == std::string_view::npos ? 0 : start + 1);
        above = above.substr(0, start == std::string_view::npos ? 0 : start);
        const auto begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos || begin >= indent || line[begin] == '#') continue;
        const std::string_view statement = line.substr(begin);
        if (statement.starts_with("class ")) return true;
        if (statement.starts_with("def ") || statement.starts_with("async def ")) return false;
        indent = begin;
    }
    return false;
}

CompletionItem item_for(const Decorator& decorator, const docs::Symbol& symbol, const std::string& callee,
                        text::ByteRange replaced) {
    CompletionItem item{.label = callee, .kind = CompletionKind::function, .detail = short_signature(symbol)};
    const std::string arguments = "(" + std::string(decorator.arguments) + ")";
    item.filter_text = callee;
    item.snippet = escape_snippet(callee) + arguments;
    item.edit = {.range = replaced, .replacement = callee + without_places(arguments)};
    Markup documentation;
    describe_briefly(symbol, documentation);
    item.documentation = documentation.markdown();
    return item;
}

CompletionAnswer decorators(const workspace::File& file, text::ByteRange typed, text::ByteOffset at,
                            bool in_class) {
    CompletionAnswer answer{.items = {}, .replaced = typed};
    const ModuleNames names(file, at);
    const docs::Index& sdk = sdk_of(*file.config);
    const auto add = [&](const Decorator& decorator, const std::string& callee, bool imports) {
        const docs::Symbol* symbol = sdk.find(decorator.path);
        if (symbol == nullptr || symbol->hidden) return;
        answer.items.push_back(item_for(decorator, *symbol, callee, typed));
        answer.items.back().sort_text = fmt::format("{:05}", answer.items.size());
        if (imports) answer.items.back().also = names.import_edits();
    };
    const auto all =
        in_class ? std::span<const Decorator>(kOnMethods) : std::span<const Decorator>(kOnFunctions);
    for (const Decorator& decorator : all) {
        if (!decorator.path.starts_with(kApp))
            add(decorator, names.modal() + std::string(decorator.path.substr(decorator.path.find('.'))),
                true);
        else
            for (const std::string& app : names.apps())
                add(decorator, app + "." + std::string(decorator.path.substr(kApp.size())), false);
    }
    return answer;
}

CompletionAnswer constructs(const workspace::File& file, text::ByteRange typed, text::ByteOffset at) {
    CompletionAnswer answer{.items = {}, .replaced = typed};
    const ModuleNames names(file, at);
    for (const Snippet& snippet : snippets()) {
        CompletionItem item{.label = std::string(snippet.label),
                            .kind = CompletionKind::snippet,
                            .detail = std::string(snippet.summary)};
        item.snippet = for_version(with_names(snippet.body, names.modal(), names.apps().front()),
                                   file.config->modal_version);
        item.filter_text = item.label;
        // Behind whatever else begins so.
        item.sort_text = fmt::format("z{:05}", answer.items.size());
        item.edit = {.range = typed, .replacement = without_places(item.snippet)};
        Markup documentation;
        documentation.code_block(item.edit.replacement);
        item.documentation = documentation.markdown();
        item.also = names.import_edits();
        answer.items.push_back(std::move(item));
    }
    return answer;
}

} // namespace

std::string imported_sdk(const python::ModuleFacts& facts) {
    std::string name;
    for (const python::Binding& binding : facts.bindings) {
        if (binding.kind != BindingKind::import_module || binding.scope != python::kModuleScope) continue;
        const python::Import& import = facts.imports[binding.detail];
        if (facts.text(import.module) == "modal" && import.level == 0) name = facts.text(binding.name);
    }
    return name;
}

CompletionAnswer construct_completion(const workspace::Snapshot& snapshot, FileId id, text::ByteOffset at) {
    const workspace::File& file = *snapshot.file(id);
    const std::string_view text = file.document.text();
    if (at.value > text.size()) return {};
    std::uint32_t begin = at.value;
    while (begin > 0 && is_word(text[begin - 1]))
        --begin;
    const auto line = file.document.lines().line_range(file.document.lines().line_of(at));
    const std::string_view before = text.substr(line.begin.value, begin - line.begin.value);
    if (syntax::in_comment_or_string(text, at)) return {};
    const text::ByteRange typed = text::make_range(begin, at.value);
    const auto indent = std::min(before.find_first_not_of(" \t"), before.size());
    if (before.substr(indent) == "@") {
        const std::string_view above = text.substr(0, line.begin.value > 0 ? line.begin.value - 1 : 0);
        return decorators(file, typed, at, is_in_class(above, indent));
    }
    const std::string_view word = text.substr(begin, at.value - begin);
    const bool begins = !word.empty() && (kConstruct.starts_with(word) || word.starts_with(kConstruct));
    return before.empty() && begins ? constructs(file, typed, at) : CompletionAnswer{};
}

} // namespace modal_lsp::answers
