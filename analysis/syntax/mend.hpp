#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::syntax {

/// The text with its half-typed statements made into statements of the same length that say nothing, so that
/// what stands around them keeps its meaning and a parser need not guess where they were to end: `x = f("a`
/// becomes `x = _    `, `@app.function(` becomes blank, `if x.` before an indented line becomes `if _:`. All
/// other bytes stay where they are, line breaks included.
///
/// A function of the text alone. nullopt when there is nothing to mend; what is broken in other ways is left
/// as it is, and so is a text with so many half-typed statements that it is hardly Python.
[[nodiscard]] std::optional<std::string> mend(std::string_view text);

} // namespace modal_lsp::syntax
