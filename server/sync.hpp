#pragma once
#include "protocol/types/basic.hpp"

#include <cstdint>
#include <string_view>
#include <tuple>

namespace modal_lsp::server {

// NOLINTBEGIN(readability-identifier-naming): members are spelt as JSON members are in the LSP.

/// How much work was done so far: tests see from it what was not done again.
struct Counters {
    std::int64_t filesIndexed = 0; ///< times a file was read
    std::int64_t analyses = 0;     ///< times the rules were run on a file
    std::int64_t models = 0;       ///< times a file's model was made
    std::int64_t publishes = 0;    ///< diagnostics pushed
    bool complete = false;         ///< every file of the workspace has been looked at

    static constexpr auto fields() {
        using protocol::field;
        return std::tuple{field("filesIndexed", &Counters::filesIndexed),
                          field("analyses", &Counters::analyses), field("models", &Counters::models),
                          field("publishes", &Counters::publishes), field("complete", &Counters::complete)};
    }
};

// NOLINTEND(readability-identifier-naming)

/// A request of our own: answered when reading and diagnosing are done, so that nobody needs to sleep.
struct SyncRequest {
    static constexpr std::string_view name = "modal-lsp/sync";
    using Params = lsp::NoParams;
    using Result = Counters;
};

} // namespace modal_lsp::server
