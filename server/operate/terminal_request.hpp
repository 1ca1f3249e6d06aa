#pragma once
#include "protocol/types/basic.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace modal_lsp::server::operate {

// NOLINTBEGIN(readability-identifier-naming): members are spelt as JSON members are in the LSP.

/// A request of our own: the client opens a terminal and runs the words in it, without a shell in between.
struct RunInTerminalParams {
    std::string title;
    std::vector<std::string> argv;
    std::string cwd;
    std::map<std::string, std::string> env;

    static constexpr auto fields() {
        using protocol::field;
        return std::tuple{field("title", &RunInTerminalParams::title),
                          field("argv", &RunInTerminalParams::argv), field("cwd", &RunInTerminalParams::cwd),
                          field("env", &RunInTerminalParams::env)};
    }
};

// NOLINTEND(readability-identifier-naming)

struct RunInTerminalRequest {
    static constexpr std::string_view name = "modal-lsp/runInTerminal";
    using Params = RunInTerminalParams;
    using Result = std::nullptr_t;
};

} // namespace modal_lsp::server::operate
