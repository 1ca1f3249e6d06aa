#pragma once
#include "analysis/text/document.hpp"
#include "analysis/text/edit.hpp"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace modal_lsp::testing {

/// Text changes as a client sends them: each edit refers to the text that the ones before it left.
struct EditBatch {
    std::vector<text::Edit> edits;
    text::Document after;
};

/// Types like a person, and at times like nobody: inserts, deletes, replaces, moves pieces about, types
/// several changes at once, undoes, and sends ranges that lie outside of the text or run backwards. The same
/// seed gives the same edits.
class RandomEditor {
  public:
    /// `material` are texts to copy pieces from.
    RandomEditor(std::uint64_t seed, text::Document start, std::vector<std::string> material);

    /// Makes the next change; `document()` is what it leaves.
    EditBatch next();

    [[nodiscard]] const text::Document& document() const { return document_; }

  private:
    [[nodiscard]] std::uint32_t below(std::uint32_t limit);
    [[nodiscard]] text::ByteOffset place();
    [[nodiscard]] text::ByteRange range();
    [[nodiscard]] std::string replacement();
    [[nodiscard]] text::Edit edit();
    EditBatch undo();

    std::mt19937_64 random_;
    std::size_t start_bytes_;
    text::Document document_;
    std::vector<text::Document> past_; // the newest last
    std::vector<std::string> material_;
};

} // namespace modal_lsp::testing
