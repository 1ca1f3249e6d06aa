#pragma once
#include "analysis/answers/nearness.hpp"
#include "protocol/types/basic.hpp"
#include "server/convert.hpp"
#include "server/session.hpp"

#include <optional>

namespace modal_lsp::server::handlers {

/// A cursor's place in a document that is known.
struct Place {
    View view;
    text::ByteOffset offset;
};

/// `params` has a `textDocument` and a `position`.
template <class Params>
[[nodiscard]] std::optional<Place> place_of(const Session& session, const Params& params) {
    const auto view = session.view(params.textDocument.uri);
    if (!view) return std::nullopt;
    return Place{*view, convert::offset_of(view->file.document, params.position, session.client().encoding)};
}

[[nodiscard]] inline lsp::Range range_in(const Session& session, const workspace::File& file,
                                         text::ByteRange range) {
    return convert::to_lsp(file.document, range, session.client().encoding);
}

/// Nothing when the file was forgotten meanwhile.
[[nodiscard]] inline std::optional<lsp::Location>
location_of(const Session& session, const workspace::Snapshot& snapshot, const answers::Location& location) {
    const workspace::File* file = snapshot.file(location.file);
    if (file == nullptr) return std::nullopt;
    return lsp::Location{session.documents().uri_of(file->path), range_in(session, *file, location.range)};
}

} // namespace modal_lsp::server::handlers
