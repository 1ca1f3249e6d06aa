#include "analysis/text/phrase.hpp"
#include "analysis/text/utf8.hpp"
#include "analysis/workspace/path.hpp"
#include "protocol/uri.hpp"
#include "server/capabilities.hpp"
#include "server/handlers/argument.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/once_indexed.hpp"
#include "server/operate/subject_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using protocol::Json;
using Answer = std::optional<Json>;

/// Enough to see that a file is longer than the text.
constexpr std::size_t kMostDifference = 64;

/// "deploy" of "modal-lsp.deploy"; empty for commands that do not operate.
std::string operation_of(std::string_view command) {
    if (!command.starts_with(kCommandPrefix)) return {};
    std::string name(command.substr(kCommandPrefix.size()));
    const auto& known = operate::operating_commands();
    return std::ranges::find(known, name) == known.end() ? std::string() : name;
}

bool flag_in(const Json& argument, const char* key, bool otherwise) {
    const auto found = argument.find(key);
    return found != argument.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

/// The innermost workspace folder around a file; without one the file's project.
std::string folder_around(const Session& session, const std::string& path) {
    std::string found;
    for (const ConfigFolder& folder : session.project().folders())
        if (workspace::is_inside(path, folder.path) && folder.path.size() > found.size()) found = folder.path;
    return found.empty() ? session.project().project_around(path) : found;
}

/// Whether Modal's command line would read the text that the editor shows. Files in other encodings than ours
/// are given the benefit of the doubt.
bool is_on_disk(const Session& session, const workspace::File& file) {
    const std::string_view shown = file.document.text();
    const auto found = session.project().files().read(file.path, shown.size() + kMostDifference);
    if (!found) return false;
    std::string_view kept = *found;
    if (kept.starts_with("\xEF\xBB\xBF") && !shown.starts_with("\xEF\xBB\xBF")) kept.remove_prefix(3);
    return kept == shown || !text::is_utf8(kept);
}

operate::Subject subject_for(Session& session, const std::string& uri, const std::string& function) {
    if (const auto view = is_file_uri(uri) ? session.view(uri) : std::nullopt) {
        const std::string& path = view->file.path;
        operate::Subject subject =
            operate::subject_of(view->file, session.diagnostics().findings(path),
                                folder_around(session, path), function, session.client().language);
        operate::prefer_module(session.project().files(), *view->file.facts, subject);
        subject.is_saved = is_on_disk(session, view->file);
        subject.is_known = !session.is_indexing();
        return subject;
    }
    // Nothing is known of the file; what names an app or asks who is there needs none.
    operate::Subject subject;
    const auto path = is_file_uri(uri) ? protocol::path_of(uri) : std::nullopt;
    const auto& folders = session.project().folders();
    if (path)
        subject.folder = folder_around(session, *path);
    else
        subject.folder = folders.empty() ? "/" : folders.front().path;
    subject.place.folder = subject.place.top = subject.folder;
    operate::apply(*session.config_in(subject.folder), session.client().language, subject);
    return subject;
}

operate::Wish wish_for(Session& session, std::string command, const Json& argument) {
    operate::Wish wish;
    wish.subject = subject_for(session, word_in(argument, "uri"), word_in(argument, "function"));
    wish.subject.is_trusted = session.client().is_trusted;
    operate::Order& order = wish.subject.order;
    order.app = word_in(argument, "app");
    order.environment = word_in(argument, "environment");
    order.tag = word_in(argument, "tag");
    order.follow = flag_in(argument, "follow", true);
    if (const auto given = argument.find("arguments"); given != argument.end() && given->is_array()) {
        wish.has_arguments = true;
        for (const Json& word : *given)
            if (word.is_string()) order.arguments.push_back(word.get<std::string>());
    }
    wish.dry_run = flag_in(argument, "dryRun", false);
    wish.command = std::move(command);
    return wish;
}

} // namespace

void run_command(Session& session, lsp::ExecuteCommandParams params, protocol::Reply<Answer> reply) {
    if (params.command == kRefreshLiveNamesCommand) return refresh_live_names(session, std::move(reply));
    if (params.command == kNewFileCommand) return new_file(session, params, std::move(reply));
    std::string operation = operation_of(params.command);
    if (operation.empty()) {
        auto outcome = execute_command(session, params);
        if (outcome) return std::move(reply).ok(*outcome);
        return std::move(reply).fail(std::move(outcome.error()));
    }
    const bool has_one = params.arguments && !params.arguments->empty();
    const Json argument = has_one ? params.arguments->front() : Json::object();
    if (!argument.is_object())
        return std::move(reply).fail(
            {.code = protocol::error_code::kInvalidParams, .message = "expected one object as the argument"});
    if (const std::string uri = word_in(argument, "uri"); !uri.empty() && !is_file_uri(uri))
        return std::move(reply).fail({.code = protocol::error_code::kInvalidParams,
                                      .message = say(session.client().language,
                                                     {"save the file first: Modal's command line reads files",
                                                      "请先保存文件：Modal 命令行只读取文件"})});
    once_indexed(
        session, std::move(reply),
        [&session, operation, argument, token = params.workDoneToken](protocol::Reply<Answer>& waiting) {
            session.operations().begin(wish_for(session, operation, argument), token, std::move(waiting));
        });
}

void cancel_operation(Session& session, const lsp::WorkDoneProgressCancelParams& params) {
    session.operations().cancel(params.token);
}

} // namespace modal_lsp::server::handlers
