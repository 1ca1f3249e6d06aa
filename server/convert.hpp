#pragma once
#include "analysis/text/document.hpp"
#include "analysis/text/edit.hpp"
#include "protocol/types/basic.hpp"
#include "protocol/types/sync.hpp"

#include <vector>

/// The only place where positions of the LSP meet byte offsets. All of it is total: what lies outside of a
/// document is taken as its nearest place (LSP 3.17 §position).
namespace modal_lsp::server::convert {

using text::ByteOffset;
using text::ByteRange;
using text::Document;
using text::Encoding;

[[nodiscard]] lsp::Position to_lsp(const Document& document, ByteOffset offset, Encoding encoding);
[[nodiscard]] lsp::Range to_lsp(const Document& document, ByteRange range, Encoding encoding);
[[nodiscard]] lsp::TextEdit to_lsp(const Document& document, const text::Edit& edit, Encoding encoding);

[[nodiscard]] ByteOffset offset_of(const Document& document, const lsp::Position& position,
                                   Encoding encoding);
/// The ends of a reversed range change places.
[[nodiscard]] ByteRange range_of(const Document& document, const lsp::Range& range, Encoding encoding);

/// The document after the changes, each in the coordinates of the text before it.
[[nodiscard]] Document apply(const Document& document,
                             const std::vector<lsp::TextDocumentContentChangeEvent>& changes,
                             Encoding encoding);

} // namespace modal_lsp::server::convert
