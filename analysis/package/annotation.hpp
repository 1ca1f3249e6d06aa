#pragma once
#include <string>
#include <string_view>

namespace modal_lsp::package {

/// An annotation as people read it: without the modules in front of names, `_App` as `App`, `Optional[T]` as
/// `T | None` and `Union[A, B]` as `A | B`, on one line, cut when it is long. What is no annotation comes
/// back on one line and otherwise as it is.
[[nodiscard]] std::string readable_annotation(std::string_view written);

/// The names an annotation is made of, outermost first, with their modules: "typing.ClassVar",
/// "__create_spec".
[[nodiscard]] std::string annotated_class(std::string_view written);

/// A default value as `repr` writes it, as far as that can be told from its source: strings in single quotes,
/// "..." for what is long or is not a literal.
[[nodiscard]] std::string readable_default(std::string_view written);

} // namespace modal_lsp::package
