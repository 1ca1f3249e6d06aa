#pragma once
#include "analysis/text/edit.hpp"
#include "analysis/text/line_index.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace modal_lsp::text {

/// One version of one file's text. Immutable; a copy shares the text and its line index.
class Document {
  public:
    Document();
    explicit Document(std::string text);

    [[nodiscard]] std::string_view text() const { return *text_; }

    [[nodiscard]] const std::shared_ptr<const std::string>& shared_text() const { return text_; }

    [[nodiscard]] const LineIndex& lines() const { return *lines_; }

    /// The document after one edit. The range is clamped to the text.
    [[nodiscard]] Document edited(const Edit& edit) const;

    [[nodiscard]] std::string_view slice(ByteRange range) const;

  private:
    std::shared_ptr<const std::string> text_;
    std::shared_ptr<const LineIndex> lines_;
};

/// A 64-bit hash of the bytes: tells whether a file's content is what it was. Not cryptographic.
[[nodiscard]] std::uint64_t content_hash(std::string_view text);

} // namespace modal_lsp::text
