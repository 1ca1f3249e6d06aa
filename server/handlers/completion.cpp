#include "analysis/answers/completion.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

lsp::CompletionItemKind kind_of(answers::CompletionKind kind) {
    switch (kind) {
    case answers::CompletionKind::app: return lsp::CompletionItemKind::Module;
    case answers::CompletionKind::class_: return lsp::CompletionItemKind::Class;
    case answers::CompletionKind::function: return lsp::CompletionItemKind::Function;
    case answers::CompletionKind::environment: return lsp::CompletionItemKind::EnumMember;
    case answers::CompletionKind::method: return lsp::CompletionItemKind::Method;
    case answers::CompletionKind::property: return lsp::CompletionItemKind::Property;
    case answers::CompletionKind::keyword: return lsp::CompletionItemKind::Variable;
    case answers::CompletionKind::snippet: return lsp::CompletionItemKind::Snippet;
    case answers::CompletionKind::value:
    case answers::CompletionKind::resource: break;
    }
    return lsp::CompletionItemKind::Value;
}

lsp::MarkupContent markup(const Session& session, const std::string& text) {
    const bool markdown = session.client().completion_markdown;
    return {.kind = markdown ? lsp::MarkupKind::Markdown : lsp::MarkupKind::PlainText, .value = text};
}

std::vector<lsp::TextEdit> edits_of(const Session& session, const workspace::File& file,
                                    const std::vector<text::Edit>& edits) {
    std::vector<lsp::TextEdit> out;
    for (const text::Edit& edit : edits)
        out.push_back(convert::to_lsp(file.document, edit, session.client().encoding));
    return out;
}

} // namespace

lsp::CompletionRequest::Result completion(const Session& session, const lsp::CompletionParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const workspace::File& file = place->view.file;
    auto answer = answers::completion(place->view.snapshot, file.id, place->offset);
    const bool later = session.client().resolves_documentation;
    lsp::CompletionList list{.isIncomplete = answer.incomplete || session.is_indexing()};
    for (answers::CompletionItem& found : answer.items) {
        lsp::CompletionItem item{.label = std::move(found.label), .kind = kind_of(found.kind)};
        if (!found.detail.empty()) item.detail = std::move(found.detail);
        item.filterText = std::move(found.filter_text);
        item.sortText = std::move(found.sort_text);
        if (session.client().snippets && !found.snippet.empty()) {
            found.edit.replacement = std::move(found.snippet);
            item.insertTextFormat = lsp::InsertTextFormat::Snippet;
        }
        if (!found.also.empty()) item.additionalTextEdits = edits_of(session, file, found.also);
        item.textEdit = convert::to_lsp(file.document, found.edit, session.client().encoding);
        if (later && !found.documentation.empty())
            item.data = protocol::Json{{"uri", params.textDocument.uri}, {"offset", place->offset.value}};
        else if (!found.documentation.empty())
            item.documentation = markup(session, found.documentation);
        list.items.push_back(std::move(item));
    }
    return list;
}

lsp::CompletionItem resolve_completion(const Session& session, const lsp::CompletionItem& item) {
    lsp::CompletionItem out = item;
    if (!item.data || !item.data->is_object()) return out;
    const auto uri = item.data->find("uri"), offset = item.data->find("offset");
    if (uri == item.data->end() || !uri->is_string() || offset == item.data->end() ||
        !offset->is_number_unsigned())
        return out;
    const auto view = session.view(uri->get<std::string>());
    if (!view) return out;
    const auto size = static_cast<std::uint32_t>(view->file.document.text().size());
    const text::ByteOffset at{std::min(offset->get<std::uint32_t>(), size)};
    const auto answer = answers::completion(view->snapshot, view->file.id, at);
    const auto found = std::ranges::find(answer.items, item.label, &answers::CompletionItem::label);
    if (found != answer.items.end()) out.documentation = markup(session, found->documentation);
    return out;
}

} // namespace modal_lsp::server::handlers
