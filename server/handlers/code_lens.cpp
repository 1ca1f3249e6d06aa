#include "analysis/answers/code_lens.hpp"

#include "server/capabilities.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using answers::LensAction;

lsp::Command show(const Session& session, const std::string& uri, const lsp::Range& range,
                  const answers::CodeLens& lens) {
    protocol::Json places = protocol::Json::array();
    for (const answers::Location& place : lens.places)
        if (const auto location = location_of(session, session.project().snapshot(), place))
            places.push_back(protocol::encode(*location));
    return {.title = lens.title,
            .command = std::string(kShowReferencesCommand),
            .arguments = {{uri, protocol::encode(range.start), std::move(places)}}};
}

} // namespace

lsp::CodeLensRequest::Result code_lens(const Session& session, const lsp::CodeLensParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    std::vector<lsp::CodeLens> out;
    for (const answers::CodeLens& lens : answers::code_lenses(view->snapshot, view->file.id)) {
        if (lens.action != LensAction::show) continue;
        const lsp::Range range = range_in(session, view->file, lens.range);
        out.push_back({.range = range, .command = show(session, params.textDocument.uri, range, lens)});
    }
    return out;
}

} // namespace modal_lsp::server::handlers
