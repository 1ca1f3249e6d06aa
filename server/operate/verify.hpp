#pragma once
#include "server/operate/cli_output.hpp"
#include "server/operate/log_patterns.hpp"
#include "server/operate/preflight.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// What became of one address.
struct Answered {
    WebAddress address;
    bool ok = false;
    long status = 0;
    std::string message;
};

struct Verified {
    bool ok = false;
    std::string message; ///< for people, with the addresses
    std::string app_id;
    std::vector<Answered> addresses;
    std::vector<Failure> failures; ///< found in the log
};

/// Where Modal's command line is, and what it works on.
struct Deployed {
    Prefix prefix;
    text::Version version;
    std::string folder;      ///< where commands are run
    std::string app;         ///< name or id
    std::string environment; ///< empty: the profile's
    std::vector<WebAddress> addresses;
};

/// How long a container may take to start, and how long its first lines are waited for.
struct Patience {
    std::chrono::seconds cold_start{150}, log{30};
};

/// Whether what was deployed works: web functions answer at `/health`; other apps are listed, and their log
/// holds no known failure.
[[nodiscard]] Task<Verified> verify(const Tools& tools, Deployed deployed, Patience patience);

[[nodiscard]] nlohmann::json to_json(const Verified& verified);

/// A log as far as it goes, for no longer than that.
[[nodiscard]] Task<std::vector<std::string>> read_log(const Tools& tools, Deployed deployed,
                                                      std::chrono::seconds time);

/// `list --json` of a group of commands, "app"; nullopt with a logged reason when that fails.
[[nodiscard]] Task<std::optional<std::vector<Row>>> list(const Tools& tools, Deployed deployed,
                                                         std::string group);

/// The row of an app by name or id, running or deployed; nullptr when it is not there.
[[nodiscard]] const Row* find_app(const std::vector<Row>& rows, std::string_view app);

/// A value of a row; empty when it has none.
[[nodiscard]] std::string value_in(const Row& row, std::string_view key);

} // namespace modal_lsp::server::operate
