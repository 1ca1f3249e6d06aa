#pragma once
#include "server/operate/cli_output.hpp"
#include "server/operate/e2e_checks.hpp"
#include "server/operate/preflight.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// One check with what it gave.
struct Checked {
    WebCheck check;
    std::string url;
    bool ok = false;
    long status = 0;
    std::string message; ///< empty when it is ok
    long milliseconds = 0;
};

struct EndToEnd {
    bool ok = false;
    std::string message; ///< a sentence
    std::vector<std::string> argv;
    std::vector<Checked> checks;
    std::vector<std::string> output; ///< of `serve`, when it did not come up
};

/// Serves the file, asks what the checks beside it ask, and stops it again. `preflight` was good.
[[nodiscard]] Task<EndToEnd> end_to_end(const Tools& tools, Subject subject, Preflight preflight);

/// Where the checks of an app are: "app.e2e.toml" beside "app.py".
[[nodiscard]] std::string checks_path(const std::string& file);

[[nodiscard]] nlohmann::json to_json(const EndToEnd& done);

/// A table for people.
[[nodiscard]] std::string to_table(const EndToEnd& done);

} // namespace modal_lsp::server::operate
