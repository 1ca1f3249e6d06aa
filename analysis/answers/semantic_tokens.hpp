#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <vector>

namespace modal_lsp::answers {

/// What a name of Modal's is: tokens that the editor's own highlighting of Python cannot know.
enum class TokenType : std::uint8_t { app, class_, function, method };

struct SemanticToken {
    text::ByteRange range; ///< on one line, not empty
    TokenType type = TokenType::function;
    bool declares = false; ///< the place that gives it its name
    friend bool operator==(const SemanticToken&, const SemanticToken&) = default;
};

/// What runs on Modal, where it is defined, and names inside strings as what they name; a name that nothing
/// in the workspace has stays a string. In the order of the text, without overlaps.
[[nodiscard]] std::vector<SemanticToken> semantic_tokens(const workspace::Snapshot& snapshot, FileId file);

} // namespace modal_lsp::answers
