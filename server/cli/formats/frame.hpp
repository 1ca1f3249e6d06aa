#pragma once
#include "analysis/text/document.hpp"
#include "analysis/text/offset.hpp"
#include "server/cli/formats/formats.hpp"
#include "server/cli/terminal.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::server::cli {

/// A piece of source with the place it is from and marks under the range.
struct Frame {
    std::string_view path; ///< as it is to be shown
    const text::Document* document = nullptr;
    text::ByteRange range;
    Ink ink = Ink::error; ///< of the marks
    char mark = '^';
};

/// The "-->" line, the source lines and the marks. Ranges over several lines are drawn with a bar at the
/// left; long ones keep their first and last lines. Work is bounded by the terminal's width, not by the
/// length of a line.
[[nodiscard]] std::string draw_frame(const Frame& frame, const FormatOptions& options);

} // namespace modal_lsp::server::cli
