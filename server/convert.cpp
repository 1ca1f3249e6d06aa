#include "server/convert.hpp"

#include <utility>

namespace modal_lsp::server::convert {

lsp::Position to_lsp(const Document& document, ByteOffset offset, Encoding encoding) {
    const auto place = document.lines().position(offset, encoding);
    return {.line = place.line, .character = place.column};
}

lsp::Range to_lsp(const Document& document, ByteRange range, Encoding encoding) {
    return {.start = to_lsp(document, range.begin, encoding), .end = to_lsp(document, range.end, encoding)};
}

lsp::TextEdit to_lsp(const Document& document, const text::Edit& edit, Encoding encoding) {
    return {.range = to_lsp(document, edit.range, encoding), .newText = edit.replacement};
}

ByteOffset offset_of(const Document& document, const lsp::Position& position, Encoding encoding) {
    return document.lines().offset({.line = position.line, .column = position.character}, encoding);
}

ByteRange range_of(const Document& document, const lsp::Range& range, Encoding encoding) {
    ByteRange out{offset_of(document, range.start, encoding), offset_of(document, range.end, encoding)};
    if (out.end < out.begin) std::swap(out.begin, out.end);
    return out;
}

Document apply(const Document& document, const std::vector<lsp::TextDocumentContentChangeEvent>& changes,
               Encoding encoding) {
    Document out = document;
    for (const auto& change : changes)
        out = change.range ? out.edited({range_of(out, *change.range, encoding), change.text})
                           : Document(change.text);
    return out;
}

} // namespace modal_lsp::server::convert
