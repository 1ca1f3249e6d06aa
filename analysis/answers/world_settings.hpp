#pragma once
#include "analysis/answers/nearness.hpp"

#include <string>
#include <vector>

namespace modal_lsp::answers {

/// An argument of a registration that is not the same on the developer's machine and in the container.
struct WorldSetting {
    std::string keyword;
    std::string local, container; ///< values as Python writes them
    friend bool operator==(const WorldSetting&, const WorldSetting&) = default;
};

/// Those of `@app.function(…)` and its like of which both values are certain, in the order they are written.
[[nodiscard]] std::vector<WorldSetting> settings_that_differ(const workspace::Snapshot& snapshot,
                                                             const modal::Member& member);

} // namespace modal_lsp::answers
