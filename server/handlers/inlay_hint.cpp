#include "analysis/answers/inlay_hints.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {

lsp::InlayHintRequest::Result inlay_hint(const Session& session, const lsp::InlayHintParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    const text::Document& document = view->file.document;
    const text::ByteRange range = convert::range_of(document, params.range, session.client().encoding);
    std::vector<lsp::InlayHint> out;
    for (answers::InlayHint& found : answers::inlay_hints(view->snapshot, view->file.id, range)) {
        lsp::InlayHint hint{.position = convert::to_lsp(document, found.at, session.client().encoding)};
        hint.label = std::move(found.label);
        hint.paddingLeft = true;
        out.push_back(std::move(hint));
    }
    return out;
}

} // namespace modal_lsp::server::handlers
