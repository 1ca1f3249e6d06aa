#include "analysis/answers/definition.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

lsp::DefinitionResult answer(const Session& session, const lsp::DefinitionParams& params, bool as_links) {
    const auto place = place_of(session, params);
    if (!place) return {};
    const workspace::Snapshot& snapshot = place->view.snapshot;
    std::vector<lsp::Location> locations;
    std::vector<lsp::LocationLink> links;
    for (const answers::Link& link : answers::definition(snapshot, place->view.file.id, place->offset)) {
        const workspace::File* file = snapshot.file(link.file);
        if (file == nullptr) continue;
        const std::string uri = session.documents().uri_of(file->path);
        const lsp::Range name = range_in(session, *file, link.selection);
        if (!as_links) {
            locations.push_back({.uri = uri, .range = name});
            continue;
        }
        links.push_back({.originSelectionRange = range_in(session, place->view.file, link.origin),
                         .targetUri = uri,
                         .targetRange = range_in(session, *file, link.full),
                         .targetSelectionRange = name});
    }
    if (as_links) return links;
    return locations;
}

} // namespace

lsp::DefinitionResult definition(const Session& session, const lsp::DefinitionParams& params) {
    return answer(session, params, session.client().definition_links);
}

lsp::DefinitionResult declaration(const Session& session, const lsp::DefinitionParams& params) {
    return answer(session, params, session.client().declaration_links);
}

} // namespace modal_lsp::server::handlers
