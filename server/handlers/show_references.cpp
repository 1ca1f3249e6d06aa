#include "analysis/text/phrase.hpp"
#include "protocol/uri.hpp"
#include "server/handlers/handlers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::server::handlers {
namespace {

/// More buttons than this no client shows.
constexpr std::size_t kMostChoices = 8;

void open(Session& session, const lsp::Location& place) {
    const auto& can = session.client().capabilities.window;
    if (can.showDocument.support)
        session.peer().call<lsp::ShowDocumentRequest>(
            {.uri = place.uri, .takeFocus = true, .selection = place.range}, [](const auto&) {});
    else
        session.peer().notify<lsp::ShowMessageNotification>(
            {.type = lsp::MessageType::Info,
             .message = fmt::format("{}:{}", protocol::path_of(place.uri).value_or(place.uri),
                                    place.range.start.line + 1)});
}

std::string title_of(const lsp::Location& place) {
    const std::string path = protocol::path_of(place.uri).value_or(place.uri);
    return fmt::format("{}:{}", path.substr(path.rfind('/') + 1), place.range.start.line + 1);
}

/// The client asks its user which one, and what is chosen is opened.
void choose(Session& session, std::vector<lsp::Location> places) {
    if (places.size() > kMostChoices) places.resize(kMostChoices);
    lsp::ShowMessageRequestParams params{.type = lsp::MessageType::Info,
                                         .message = say(session.client().language, {"Go to", "转到"})};
    params.actions.emplace();
    for (const lsp::Location& place : places)
        params.actions->push_back({.title = title_of(place)});
    session.peer().call<lsp::ShowMessageRequest>(params, [&session, places](const auto& answer) {
        if (!answer || !*answer) return;
        const auto chosen = std::ranges::find(places, (*answer)->title, title_of);
        if (chosen != places.end()) open(session, *chosen);
    });
}

} // namespace

tl::expected<std::optional<protocol::Json>, protocol::ResponseError>
show_references(Session& session, const lsp::ExecuteCommandParams& params) {
    constexpr std::size_t kArguments = 3;
    std::optional<std::vector<lsp::Location>> places;
    if (params.arguments && params.arguments->size() == kArguments)
        if (auto read = protocol::decode<std::vector<lsp::Location>>(params.arguments->back()))
            places = *std::move(read);
    if (!places || places->empty())
        return tl::unexpected(
            protocol::ResponseError{.code = protocol::error_code::kInvalidParams,
                                    .message = "expected a document, a position and places as arguments"});
    if (places->size() == 1)
        open(session, places->front());
    else
        choose(session, *std::move(places));
    return protocol::Json(nullptr);
}

} // namespace modal_lsp::server::handlers
