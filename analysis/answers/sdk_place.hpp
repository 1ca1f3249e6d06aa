#pragma once
#include "analysis/docs/sdk_index.hpp"
#include "analysis/syntax/call_context.hpp"
#include "analysis/workspace/snapshot.hpp"

#include <optional>
#include <string>

namespace modal_lsp::answers {

/// A dotted name in good or half-typed code, and what of the SDK it is.
struct SdkName {
    std::string path;       ///< "modal.Image.pip_install"; "modal.Image" for a variable that holds one
    text::ByteRange range;  ///< of the last name
    bool is_object = false; ///< a value of that class, not the class or function itself
};

/// What the name at a place stands for, whatever way it is reached: through aliases, variables, calls and the
/// project's own functions and classes. nullopt for what is not the SDK's, and where it is not certain.
[[nodiscard]] std::optional<SdkName> sdk_name_at(const workspace::Snapshot& snapshot, modal::FileId file,
                                                 text::ByteOffset at);

/// What stands in front of the dot that the name being typed at a place follows; `range` is what is typed of
/// it.
[[nodiscard]] std::optional<SdkName> sdk_owner_at(const workspace::Snapshot& snapshot, modal::FileId file,
                                                  text::ByteOffset at);

/// A call of the SDK with open parentheses around a place.
struct SdkCallSite {
    const docs::Symbol* symbol = nullptr; ///< never null
    syntax::CallContext context;
};

[[nodiscard]] std::optional<SdkCallSite> sdk_call_at(const workspace::Snapshot& snapshot, modal::FileId file,
                                                     text::ByteOffset at);

/// The same for parentheses that are found already: what is called is the dearer question.
[[nodiscard]] std::optional<SdkCallSite> sdk_call_of(const workspace::Snapshot& snapshot, modal::FileId file,
                                                     syntax::CallContext context);

/// Where the word that ends at, or is around, the offset begins.
[[nodiscard]] text::ByteRange word_around(std::string_view text, text::ByteOffset at);

} // namespace modal_lsp::answers
