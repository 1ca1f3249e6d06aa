#pragma once
#include "server/operate/cli_output.hpp"
#include "server/operate/subject.hpp"
#include "server/operate/tools.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::server::operate {

/// A command that belongs into a terminal.
struct Handover {
    std::string title;
    std::vector<std::string> argv;
    std::string cwd;
};

/// What is known from earlier commands of this session.
struct Memory {
    std::map<std::string, std::vector<std::string>> arguments; ///< by file and function
    std::map<std::string, std::vector<WebAddress>> addresses;  ///< by app and environment
};

/// Where a command is carried out.
struct Desk {
    Tools tools;
    std::function<void(const Handover&)> hand_over;
    /// Shows something to the person; true: it went wrong.
    std::function<void(bool, const std::string&)> tell;
    std::shared_ptr<Memory> memory;
};

/// What the client wants.
struct Wish {
    std::string command; ///< "deploy"
    Subject subject;
    bool dry_run = false;
    bool has_arguments = false; ///< else those of the last time
};

/// Carries a command out, and gives the answer: always with "argv", "cwd", "ok" and "message". The desk
/// outlives the task.
[[nodiscard]] Task<nlohmann::json> perform(const Desk& desk, Wish wish);

/// The operating commands, without their prefix.
[[nodiscard]] const std::vector<std::string>& operating_commands();

} // namespace modal_lsp::server::operate
