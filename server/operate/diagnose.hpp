#pragma once
#include "server/operate/verify.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// One thing that was looked at, the cheap ones first.
struct Step {
    std::string name; ///< "environment", "logs", "containers"
    bool ok = false;
    std::string message;
};

/// A command for the person to run: what costs more, or wants a terminal.
struct Offer {
    std::string title;
    std::vector<std::string> argv;
};

struct Diagnosis {
    bool ok = false; ///< nothing was found to be wrong
    std::string message;
    std::vector<Step> steps;
    std::vector<Failure> failures;
    std::vector<Offer> offers;
};

/// Searches for the cause: the wrong environment or profile, known failures in the log, containers that run.
/// `subject` is of the app's file; `deployed` says where it should be.
[[nodiscard]] Task<Diagnosis> diagnose(const Tools& tools, Subject subject, Deployed deployed);

[[nodiscard]] nlohmann::json to_json(const Diagnosis& diagnosis);

} // namespace modal_lsp::server::operate
