#include "analysis/answers/references.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {

lsp::ReferencesRequest::Result references(const Session& session, const lsp::ReferenceParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const auto& [snapshot, file] = place->view;
    std::vector<lsp::Location> out;
    for (const auto& found :
         answers::references(snapshot, file.id, place->offset, params.context.includeDeclaration))
        if (auto location = location_of(session, snapshot, found)) out.push_back(*std::move(location));
    return out;
}

lsp::DocumentHighlightRequest::Result document_highlight(const Session& session,
                                                         const lsp::DocumentHighlightParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const auto& [snapshot, file] = place->view;
    std::vector<lsp::DocumentHighlight> out;
    for (const auto& found : answers::highlights(snapshot, file.id, place->offset)) {
        const bool writes = found.kind == answers::HighlightKind::write;
        out.push_back(
            {.range = range_in(session, file, found.range),
             .kind = writes ? lsp::DocumentHighlightKind::Write : lsp::DocumentHighlightKind::Read});
    }
    return out;
}

} // namespace modal_lsp::server::handlers
