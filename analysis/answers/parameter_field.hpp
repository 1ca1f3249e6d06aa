#pragma once
#include "analysis/answers/identifier_sites.hpp"

#include <optional>

namespace modal_lsp::answers {

/// The parameter of a class (`size: int = modal.parameter()`) whose name stands at a place.
[[nodiscard]] std::optional<Identifier> parameter_field_at(const workspace::Snapshot& snapshot, FileId file,
                                                           text::ByteOffset at);

/// Where it is named in the class body.
[[nodiscard]] text::ByteRange parameter_field_range(const workspace::Snapshot& snapshot,
                                                    const Identifier& field);

} // namespace modal_lsp::answers
