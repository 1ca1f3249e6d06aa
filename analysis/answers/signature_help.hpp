#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::answers {

/// The signature of a call that is being written.
struct SignatureAnswer {
    struct Parameter {
        std::uint32_t begin = 0, end = 0; ///< bytes in `label`
        std::string documentation;        ///< Markdown
    };

    std::string label;
    std::string documentation; ///< Markdown
    std::vector<Parameter> parameters;
    std::optional<std::uint32_t> active; ///< the argument under the cursor
};

/// Of the innermost call of the SDK around the place; nullopt when there is none.
[[nodiscard]] std::optional<SignatureAnswer> signature_help(const workspace::Snapshot& snapshot,
                                                            modal::FileId file, text::ByteOffset at);

} // namespace modal_lsp::answers
