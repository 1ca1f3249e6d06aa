#pragma once
#include "analysis/answers/nearness.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace modal_lsp::answers {

/// What a lens does when it is pressed.
enum class LensAction : std::uint8_t {
    show,   ///< the places
    run,    ///< `function`
    serve,  ///< the file
    deploy, ///< the file
    logs,   ///< of `app`
};

struct CodeLens {
    text::ByteRange range; ///< within one line
    std::string title;
    LensAction action = LensAction::show;
    std::vector<Location> places; ///< show: where to
    std::string function, app;
    friend bool operator==(const CodeLens&, const CodeLens&) = default;
};

/// Over a function or class who looks it up and which commands run it, over a lookup its target; over apps
/// and what can be run, what the CLI can do with them. In source order.
[[nodiscard]] std::vector<CodeLens> code_lenses(const workspace::Snapshot& snapshot, FileId file);

} // namespace modal_lsp::answers
