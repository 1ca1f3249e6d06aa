#pragma once
#include "analysis/text/offset.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::commands {

/// Text as a shell would get it, and where each of its bytes stands in the file: what is quoted, escaped or
/// indented by the file around it has that taken off.
struct ShellText {
    std::string text;
    std::vector<std::uint32_t> origins; ///< byte offsets in the file, one for each byte of `text`
    bool talk = false;                  ///< only spoken of: nobody runs it as it stands
    bool moved = false;                 ///< started by code: in which folder is not known

    void add(char c, std::size_t origin) {
        text.push_back(c);
        origins.push_back(static_cast<std::uint32_t>(origin));
    }

    /// The bytes of the file from `begin` up to `end`, as they are.
    void add(std::string_view file, std::size_t begin, std::size_t end) {
        for (std::size_t at = begin; at < end; ++at)
            add(file[at], at);
    }

    [[nodiscard]] bool empty() const { return text.empty(); }

    /// Where the bytes from `begin` up to `end` (not empty) stand, with everything between.
    [[nodiscard]] text::ByteRange range(std::size_t begin, std::size_t end) const {
        return text::make_range(origins[begin], origins[end - 1] + 1);
    }
};

} // namespace modal_lsp::commands
