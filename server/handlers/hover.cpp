#include "analysis/answers/hover.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

namespace modal_lsp::server::handlers {

lsp::HoverRequest::Result hover(const Session& session, const lsp::HoverParams& params) {
    const auto place = place_of(session, params);
    if (!place) return std::nullopt;
    const auto answer = answers::hover(place->view.snapshot, place->view.file.id, place->offset);
    if (!answer) return std::nullopt;
    const bool markdown = session.client().hover_markdown;
    return lsp::Hover{.contents = {.kind = markdown ? lsp::MarkupKind::Markdown : lsp::MarkupKind::PlainText,
                                   .value = markdown ? answer->markdown : answer->plain},
                      .range = range_in(session, place->view.file, answer->range)};
}

} // namespace modal_lsp::server::handlers
