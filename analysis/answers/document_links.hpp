#pragma once
#include "analysis/answers/nearness.hpp"

#include <string>
#include <vector>

namespace modal_lsp::answers {

struct DocumentLink {
    text::ByteRange range; ///< the content of the lookup's name literal
    FileId file{};
    text::ByteOffset at; ///< in `file`: the name of what is looked up
    std::string tooltip; ///< plain text
    friend bool operator==(const DocumentLink&, const DocumentLink&) = default;
};

/// One link for each lookup of the file whose name is a literal that leads to a `def` or `class` of the
/// workspace; to the nearest when there are several. Unknown files give none.
[[nodiscard]] std::vector<DocumentLink> document_links(const workspace::Snapshot& snapshot, FileId file);

} // namespace modal_lsp::answers
