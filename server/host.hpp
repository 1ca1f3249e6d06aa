#pragma once
#include "analysis/workspace/io.hpp"
#include "server/process/process.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// What the session needs of the process around it. Real in `server/serve`, played by hand in tests.
/// Everything is called on the loop's thread, and calls back on it.
struct Host {
    /// Work for a worker; what it returns is then run on the loop. Both may be dropped when the server ends.
    using Job = std::function<std::function<void()>()>;

    const workspace::FileSystem* files = nullptr; ///< never null; for any thread
    std::vector<std::string> environments = {};   ///< Python environments that are active around the process
    std::string site_folder = {};                 ///< of the pages that were fetched; empty: none
    std::string cache_folder = {};                ///< where to keep what was read of SDKs; empty: nowhere
    std::string live_folder = {};                 ///< where to keep what was read of Modal; empty: nowhere
    std::function<void(Job)> in_background;
    std::function<void(std::chrono::milliseconds, std::function<void()>)> after;
    /// Replaces the folders that are watched; changes in them arrive as Session::disk_changed. False when
    /// this machine cannot watch.
    std::function<bool(std::vector<std::string>)> watch;
    /// The server ends when this process does.
    std::function<void(std::int64_t)> end_with_process;
    /// Runs another program.
    process::Start start_process = {};
    std::string search_path = {}; ///< PATH
    std::string program = {};     ///< of the server itself, absolute
    std::vector<std::string> variables =
        {}; ///< of its environment, NAME=VALUE: what is secret in them is hidden
};

} // namespace modal_lsp::server
