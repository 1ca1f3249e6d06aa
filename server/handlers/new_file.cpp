#include "analysis/answers/new_module.hpp"
#include "analysis/modal/object_names.hpp"
#include "analysis/text/phrase.hpp"
#include "analysis/workspace/path.hpp"
#include "protocol/uri.hpp"
#include "server/handlers/argument.hpp"
#include "server/handlers/handlers.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using protocol::Json;
using Answer = std::optional<Json>;

Json kinds() {
    Json out = Json::array();
    for (const answers::Snippet& each : answers::snippets())
        out.push_back({{"kind", answers::kind_of(each)}, {"summary", each.summary}});
    return {{"kinds", std::move(out)}};
}

/// The folder that is named, the one of the document that is named, else the first of the workspace.
std::string folder_for(const Session& session, const Json& argument) {
    if (const auto folder = protocol::path_of(word_in(argument, "folder"))) return *folder;
    if (const auto document = protocol::path_of(word_in(argument, "uri")))
        return std::string(workspace::parent_of(*document));
    const auto& folders = session.project().folders();
    return folders.empty() ? "/" : folders.front().path;
}

bool can_create(const lsp::ClientCapabilities& can) {
    const auto& edit = can.workspace.workspaceEdit;
    return can.workspace.applyEdit && edit.documentChanges &&
           std::ranges::find(edit.resourceOperations, "create") != edit.resourceOperations.end();
}

lsp::WorkspaceEdit creating(const std::string& uri, const std::string& text) {
    lsp::WorkspaceEdit edit;
    edit.documentChanges = {
        {lsp::CreateFile{.uri = uri, .options = lsp::CreateFileOptions{.overwrite = false}},
         lsp::TextDocumentEdit{.textDocument = {.uri = uri}, .edits = {lsp::TextEdit{.newText = text}}}}};
    return edit;
}

/// Creates the file by way of the client, and shows it. What clients cannot, they are given the text for.
void create(Session& session, const std::string& uri, const std::string& text,
            protocol::Reply<Answer> reply) {
    Json answer{{"uri", uri}, {"text", text}, {"created", false}};
    if (!can_create(session.client().capabilities)) return std::move(reply).ok(std::move(answer));
    // A function that is called later has to be copyable.
    const auto waiting = std::make_shared<protocol::Reply<Answer>>(std::move(reply));
    session.peer().call<lsp::ApplyEditRequest>(
        {.label = "modal-lsp", .edit = creating(uri, text)},
        [&session, uri, answer, waiting](const auto& done) mutable {
            if (!done || !done->applied)
                return std::move(*waiting).fail(
                    {.code = protocol::error_code::kRequestFailed,
                     .message = say(session.client().language,
                                    {"the editor did not create the file: {}", "编辑器没有创建该文件：{}"},
                                    done ? done->failureReason.value_or("?") : done.error().message)});
            if (session.client().capabilities.window.showDocument.support)
                session.peer().call<lsp::ShowDocumentRequest>({.uri = uri, .takeFocus = true},
                                                              [](const auto&) {});
            answer["created"] = true;
            std::move(*waiting).ok(std::move(answer));
        });
}

} // namespace

void new_file(Session& session, const lsp::ExecuteCommandParams& params, protocol::Reply<Answer> reply) {
    const auto refuse = [&](const Phrase& why, const std::string& what = {}) {
        std::move(reply).fail({.code = protocol::error_code::kInvalidParams,
                               .message = say(session.client().language, why, what)});
    };
    if (!params.arguments || params.arguments->empty()) return std::move(reply).ok(kinds());
    const Json& argument = params.arguments->front();
    if (!argument.is_object()) return refuse({"expected one object as the argument", "参数应是一个对象"});
    const std::string kind = word_in(argument, "kind"), name = word_in(argument, "name");
    const answers::Snippet* snippet = answers::snippet_of(kind);
    if (snippet == nullptr)
        return refuse({"there is no \"{}\" to begin with", "没有名为 \"{}\" 的模板"}, kind);
    if (!modal::is_object_name(name))
        return refuse({"\"{}\" is no name for an app: up to 64 of A-Z a-z 0-9 - _ . are",
                       "\"{}\" 不是应用名：应为最多 64 个 A-Z a-z 0-9 - _ . 字符"},
                      name);
    const std::string folder = folder_for(session, argument);
    const std::string path = workspace::join(folder, answers::file_name_for(name));
    if (session.project().files().status(path)) return refuse({"{} is there already", "{} 已存在"}, path);
    create(session, protocol::uri_of(path),
           answers::new_module(*snippet, name, session.config_in(folder)->modal_version), std::move(reply));
}

} // namespace modal_lsp::server::handlers
