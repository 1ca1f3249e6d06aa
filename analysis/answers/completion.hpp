#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/text/edit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace modal_lsp::answers {

enum class CompletionKind : std::uint8_t {
    app,
    class_,
    function,
    resource,
    environment,
    method,
    property,
    keyword,
    value,
    snippet,
};

struct CompletionItem {
    std::string label;
    CompletionKind kind = CompletionKind::function;
    std::string detail;        ///< "class · shop/catalog/app.py"
    std::string documentation; ///< Markdown
    std::string filter_text;   ///< what the client compares with the text it replaces
    std::string sort_text;
    text::Edit edit;
    std::string snippet;          ///< the edit's replacement with places to fill in; empty: there are none
    std::vector<text::Edit> also; ///< elsewhere in the file: an import
    bool is_default_only = false; ///< the name is only the default of a setting from outside
    friend bool operator==(const CompletionItem&, const CompletionItem&) = default;
};

inline constexpr std::size_t kMaxCompletions = 200;

struct CompletionAnswer {
    std::vector<CompletionItem> items;
    /// Items were left out, by what is typed so far: ask again when more is.
    bool incomplete = false;
    text::ByteRange replaced; ///< within one line, around the cursor
    friend bool operator==(const CompletionAnswer&, const CompletionAnswer&) = default;
};

/// Names that may stand at a cursor in an argument of Modal's that takes a name: apps of the workspace,
/// members of the app in question of the kind in question, resources and environments seen elsewhere. Sorted
/// by nearness, then name. Inside a string its content is replaced; where none is begun yet the quotes are
/// added. Anywhere else what the SDK offers there: see sdk_completion.
[[nodiscard]] CompletionAnswer completion(const workspace::Snapshot& snapshot, FileId file,
                                          text::ByteOffset at);

} // namespace modal_lsp::answers
