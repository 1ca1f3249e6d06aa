#include "analysis/answers/code_lens.hpp"

#include "server/capabilities.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/operation.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

lsp::Command show(const Session& session, const View& view, const std::string& uri, const lsp::Range& range,
                  const answers::CodeLens& lens) {
    protocol::Json places = protocol::Json::array();
    for (const answers::Location& place : lens.places)
        if (const auto location = location_of(session, view.snapshot, place))
            places.push_back(protocol::encode(*location));
    return {.title = lens.title,
            .command = std::string(kShowReferencesCommand),
            .arguments = {{uri, protocol::encode(range.start), std::move(places)}}};
}

} // namespace

lsp::Command command_of(const std::string& uri, const answers::CodeLens& lens) {
    protocol::Json argument{{"uri", uri}};
    if (!lens.function.empty()) argument["function"] = lens.function;
    if (!lens.app.empty()) argument["app"] = lens.app;
    return {.title = lens.title,
            .command = std::string(kCommandPrefix) + std::string(lens.command),
            .arguments = std::vector<protocol::Json>{std::move(argument)}};
}

lsp::CodeLensRequest::Result code_lens(const Session& session, const lsp::CodeLensParams& params) {
    const std::string& uri = params.textDocument.uri;
    const auto view = session.view(uri);
    if (!view || !view->file.config->code_lenses) return std::nullopt;
    std::vector<lsp::CodeLens> out;
    for (const answers::CodeLens& lens :
         answers::code_lenses(view->snapshot, view->file.id, session.language_for(view->file))) {
        const lsp::Range range = range_in(session, view->file, lens.range);
        if (lens.command.empty())
            out.push_back({.range = range, .command = show(session, *view, uri, range, lens)});
        else if (session.client().is_trusted && is_file_uri(uri)) // what has no file cannot be run
            out.push_back({.range = range, .command = command_of(uri, lens)});
    }
    return out;
}

} // namespace modal_lsp::server::handlers
