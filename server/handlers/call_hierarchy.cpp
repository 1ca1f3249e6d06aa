#include "analysis/answers/call_hierarchy.hpp"

#include "server/handlers/handlers.hpp"
#include "server/handlers/place.hpp"

#include <utility>

namespace modal_lsp::server::handlers {
namespace {

using answers::CallerKind;

lsp::SymbolKind kind_of(CallerKind kind) {
    switch (kind) {
    case CallerKind::class_: return lsp::SymbolKind::Class;
    case CallerKind::method: return lsp::SymbolKind::Method;
    case CallerKind::file: return lsp::SymbolKind::File;
    case CallerKind::function:
    case CallerKind::entrypoint: break;
    }
    return lsp::SymbolKind::Function;
}

std::optional<lsp::CallHierarchyItem> item_of(const Session& session, const workspace::Snapshot& snapshot,
                                              const answers::CallItem& item) {
    const workspace::File* file = snapshot.file(item.file);
    if (file == nullptr) return std::nullopt;
    return lsp::CallHierarchyItem{.name = item.name,
                                  .kind = kind_of(item.kind),
                                  .detail = item.detail,
                                  .uri = session.documents().uri_of(file->path),
                                  .range = range_in(session, *file, item.range),
                                  .selectionRange = range_in(session, *file, item.selection)};
}

std::vector<lsp::Range> ranges_of(const Session& session, const workspace::Snapshot& snapshot,
                                  workspace::FileId caller, const std::vector<text::ByteRange>& places) {
    std::vector<lsp::Range> out;
    if (const workspace::File* file = snapshot.file(caller))
        for (const text::ByteRange place : places)
            out.push_back(range_in(session, *file, place));
    return out;
}

/// The place that an item was made from.
std::optional<Place> place_of(const Session& session, const lsp::CallHierarchyItem& item) {
    const auto view = session.view(item.uri);
    if (!view) return std::nullopt;
    return Place{
        *view, convert::offset_of(view->file.document, item.selectionRange.start, session.client().encoding)};
}

} // namespace

lsp::CallHierarchyPrepareRequest::Result
prepare_call_hierarchy(const Session& session, const lsp::CallHierarchyPrepareParams& params) {
    const auto place = handlers::place_of(session, params);
    if (!place) return std::nullopt;
    const auto found = answers::call_item_at(place->view.snapshot, place->view.file.id, place->offset);
    if (!found) return std::nullopt;
    auto item = item_of(session, place->view.snapshot, *found);
    if (!item) return std::nullopt;
    return std::vector<lsp::CallHierarchyItem>{*std::move(item)};
}

lsp::CallHierarchyIncomingRequest::Result incoming_calls(const Session& session,
                                                         const lsp::CallHierarchyCallsParams& params) {
    const auto place = place_of(session, params.item);
    if (!place) return std::nullopt;
    std::vector<lsp::CallHierarchyIncomingCall> out;
    for (const auto& edge : answers::incoming_calls(place->view.snapshot, place->view.file.id, place->offset))
        if (auto item = item_of(session, place->view.snapshot, edge.other))
            out.push_back(
                {.from = *std::move(item),
                 .fromRanges = ranges_of(session, place->view.snapshot, edge.other.file, edge.places)});
    return out;
}

lsp::CallHierarchyOutgoingRequest::Result outgoing_calls(const Session& session,
                                                         const lsp::CallHierarchyCallsParams& params) {
    const auto place = place_of(session, params.item);
    if (!place) return std::nullopt;
    std::vector<lsp::CallHierarchyOutgoingCall> out;
    for (const auto& edge : answers::outgoing_calls(place->view.snapshot, place->view.file.id, place->offset))
        if (auto item = item_of(session, place->view.snapshot, edge.other))
            out.push_back(
                {.to = *std::move(item),
                 .fromRanges = ranges_of(session, place->view.snapshot, place->view.file.id, edge.places)});
    return out;
}

} // namespace modal_lsp::server::handlers
