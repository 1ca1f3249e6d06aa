#include "analysis/docs/search.hpp"
#include "analysis/docs/site_index.hpp"
#include "server/actions.hpp"
#include "server/capabilities.hpp"
#include "server/graph_formats.hpp"
#include "server/handlers/handlers.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using Outcome = tl::expected<std::optional<protocol::Json>, protocol::ResponseError>;

tl::unexpected<protocol::ResponseError> refuse(int code, std::string message) {
    return tl::unexpected(protocol::ResponseError{.code = code, .message = std::move(message)});
}

std::size_t python_files(const workspace::FileTable& table) {
    std::size_t count = 0;
    for (std::size_t number = 0; number < table.size(); ++number) {
        const workspace::FileId id{static_cast<std::uint32_t>(number)};
        count += table.exists(id) && table.path(id).ends_with(".py") ? 1U : 0U;
    }
    return count;
}

protocol::Json status(const Session& session) {
    const workspace::Snapshot& snapshot = session.project().snapshot();
    std::size_t modal_files = 0;
    for (const auto& file : snapshot.files())
        modal_files += file && file->model->uses_modal ? 1U : 0U;
    protocol::Json folders = protocol::Json::array();
    for (const ConfigFolder& folder : session.project().folders())
        folders.push_back(folder.path);
    return {{"version", MODAL_LSP_VERSION},
            {"client", session.client().name},
            {"encoding", encoding_name(session.client().encoding)},
            {"folders", std::move(folders)},
            {"pythonFiles", python_files(snapshot.table())},
            {"modalFiles", modal_files},
            {"apps", snapshot.apps().apps().size()},
            {"openDocuments", session.documents().all().size()},
            {"counters", protocol::encode(session.counters())}};
}

Outcome apply(Session& session, const lsp::ExecuteCommandParams& params) {
    if (!params.arguments || params.arguments->empty())
        return refuse(protocol::error_code::kInvalidParams,
                      "expected the action to apply as the only argument");
    const auto id = action_id_of(params.arguments->front());
    if (!id)
        return refuse(protocol::error_code::kInvalidParams, "the argument is no action of this server's");
    auto edit = edit_of(session, *id);
    if (!edit) return refuse(protocol::error_code::kRequestFailed, "the problem is no more");
    if (!session.client().capabilities.workspace.applyEdit)
        return refuse(protocol::error_code::kRequestFailed, "this editor does not let servers change text");
    session.peer().call<lsp::ApplyEditRequest>({.label = "modal-lsp", .edit = *std::move(edit)},
                                               [](const auto&) {});
    return protocol::Json(nullptr);
}

/// The only argument, when it is text.
std::optional<std::string> word_of(const lsp::ExecuteCommandParams& params) {
    if (!params.arguments || params.arguments->size() != 1 || !params.arguments->front().is_string())
        return std::nullopt;
    return params.arguments->front().get<std::string>();
}

Outcome open_documentation(Session& session, const lsp::ExecuteCommandParams& params) {
    const auto url = word_of(params);
    // Nothing but pages: whatever asks, this opens no program with an argument of its choice.
    if (!url || !url->starts_with("https://"))
        return refuse(protocol::error_code::kInvalidParams,
                      "expected the address of a page as the only argument");
    if (session.client().capabilities.window.showDocument.support)
        session.peer().call<lsp::ShowDocumentRequest>({.uri = *url, .external = true}, [](const auto&) {});
    else
        session.peer().notify<lsp::ShowMessageNotification>(
            {.type = lsp::MessageType::Info, .message = *url});
    return protocol::Json(nullptr);
}

Outcome graph(const Session& session, const lsp::ExecuteCommandParams& params) {
    const bool given = params.arguments && !params.arguments->empty();
    const auto format = given ? word_of(params) : std::optional<std::string>("mermaid");
    const auto graph = answers::app_graph(session.project().snapshot(), [](const auto&) { return true; });
    if (auto drawn = drawn_as(graph, format.value_or(""))) return *std::move(drawn);
    return refuse(protocol::error_code::kInvalidParams,
                  "expected mermaid, dot, json or svg as the only argument");
}

Outcome search_documentation(Session& session, const lsp::ExecuteCommandParams& params) {
    constexpr std::size_t kMost = 20, kExcerptBytes = 160;
    const auto words = word_of(params);
    if (!words) return refuse(protocol::error_code::kInvalidParams, "expected words as the only argument");
    protocol::Json found = protocol::Json::array();
    const auto add = [&](std::string title, std::string url, std::string text) {
        found.push_back({{"title", std::move(title)}, {"url", std::move(url)}, {"text", std::move(text)}});
    };
    for (const docs::Symbol* symbol : docs::search(docs::Index::embedded(), *words, kMost))
        add(std::string(symbol->path), docs::url_of(symbol->path), std::string(symbol->summary));
    if (session.site() != nullptr)
        for (const docs::PageSection* section : session.site()->search(*words, kMost))
            add(section->title(), section->url, docs::excerpt(*section, *words, kExcerptBytes));
    return found;
}

} // namespace

Outcome execute_command(Session& session, const lsp::ExecuteCommandParams& params) {
    if (params.command == kStatusCommand) return status(session);
    if (params.command == kReindexCommand) {
        session.reindex();
        return protocol::Json(nullptr);
    }
    if (params.command == kApplyCommand) return apply(session, params);
    if (params.command == kShowReferencesCommand) return show_references(session, params);
    if (params.command == kAppsCommand) return apps(session);
    if (params.command == kGraphCommand) return graph(session, params);
    if (params.command == kOpenDocumentationCommand) return open_documentation(session, params);
    if (params.command == kSearchDocumentationCommand) return search_documentation(session, params);
    return refuse(protocol::error_code::kInvalidParams, "unknown command \"" + params.command + "\"");
}

} // namespace modal_lsp::server::handlers
