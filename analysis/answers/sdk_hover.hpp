#pragma once
#include "analysis/answers/hover.hpp"
#include "analysis/answers/markup.hpp"
#include "analysis/docs/sdk_index.hpp"

#include <optional>
#include <string_view>

namespace modal_lsp::answers {

/// What a part of the SDK is, or what an argument of one of its calls means; nullopt elsewhere.
[[nodiscard]] std::optional<HoverAnswer> sdk_hover(const workspace::Snapshot& snapshot, modal::FileId file,
                                                   text::ByteOffset at);

/// Signature, docstring, since when, and where more is said.
void describe_symbol(const docs::Symbol& symbol, Markup& out);
/// The same beside a menu that shows the signature: what it does comes first, and is all there is room for.
void describe_briefly(const docs::Symbol& symbol, Markup& out);
/// The signature as a menu has room for it.
[[nodiscard]] std::string short_signature(const docs::Symbol& symbol);

/// Where more is said of what stands at a place.
struct DocumentationPlace {
    std::string title; ///< "Volume.commit"
    std::string url;
};

/// Of a name of the SDK, else of the call around the place.
[[nodiscard]] std::optional<DocumentationPlace> documentation_at(const workspace::Snapshot& snapshot,
                                                                 modal::FileId file, text::ByteOffset at);

/// Text in which backquotes mark code.
void prose(std::string_view text, Markup& out);

/// "1 h 30 min" for a number of seconds, "16 GiB" for one of MiB, by what the parameter counts; empty when
/// there is nothing to make clearer.
[[nodiscard]] std::string in_units(std::string_view parameter, std::int64_t value);

} // namespace modal_lsp::answers
