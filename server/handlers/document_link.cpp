#include "analysis/answers/document_links.hpp"
#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <fmt/format.h>

namespace modal_lsp::server::handlers {

lsp::DocumentLinkRequest::Result document_link(const Session& session,
                                               const lsp::DocumentLinkParams& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    const bool tooltips = session.client().capabilities.textDocument.documentLink.tooltipSupport;
    std::vector<lsp::DocumentLink> out;
    for (const auto& found : answers::document_links(view->snapshot, view->file.id)) {
        const workspace::File* target = view->snapshot.file(found.file);
        if (target == nullptr) continue;
        // "#L3,5" is how editors read a place in a file's URI; lines and columns count from one.
        const auto at = convert::to_lsp(target->document, found.at, session.client().encoding);
        lsp::DocumentLink link{.range = range_in(session, view->file, found.range)};
        link.target =
            fmt::format("{}#L{},{}", session.documents().uri_of(target->path), at.line + 1, at.character + 1);
        if (tooltips) link.tooltip = found.tooltip;
        out.push_back(std::move(link));
    }
    return out;
}

} // namespace modal_lsp::server::handlers
