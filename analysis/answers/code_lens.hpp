#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/text/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::answers {

/// A line over code that can be pressed.
struct CodeLens {
    text::ByteRange range; ///< within one line
    std::string title;
    std::string_view command;     ///< what the CLI is to do, "deploy"; empty: the places are shown
    std::vector<Location> places; ///< where to
    std::string function, app;    ///< what the command is about; empty: the file, the file's app
    friend bool operator==(const CodeLens&, const CodeLens&) = default;
};

/// Over a function or class who looks it up and which commands run it, over a lookup its target; over apps
/// and what can be run, what the CLI can do with them. In source order.
[[nodiscard]] std::vector<CodeLens> code_lenses(const workspace::Snapshot& snapshot, FileId file,
                                                Language language = Language::english);

/// Everything that the CLI can do with the apps and functions named on the lines of a range, for editors
/// without lenses.
[[nodiscard]] std::vector<CodeLens> operations_at(const workspace::Snapshot& snapshot, FileId file,
                                                  text::ByteRange range,
                                                  Language language = Language::english);

} // namespace modal_lsp::answers
