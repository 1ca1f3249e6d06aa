#pragma once
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::python {

/// Where a text mentions names that calls of interest go by: `from_name`, `App`, `.function` and the like.
/// Found in one pass over the bytes, before the tree is walked, so that whole subtrees can be passed over.
class InterestMap {
  public:
    explicit InterestMap(std::string_view text);

    /// True when some mention starts inside the range.
    [[nodiscard]] bool any_in(text::ByteRange range) const;

    /// True when a call whose callee ends in this name is kept as a fact.
    [[nodiscard]] bool is_callee(std::string_view last_name) const;

  private:
    std::vector<std::uint32_t> mentions_; ///< sorted byte offsets
    std::vector<std::string> aliases_;    ///< X of `App as X`
};

} // namespace modal_lsp::python
