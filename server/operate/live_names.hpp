#pragma once
#include "analysis/live/listing.hpp"
#include "server/operate/subject.hpp"
#include "server/operate/tools.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// What is to be listed, and from where.
struct LiveQuestion {
    Subject subject;                       ///< where Modal's command line is, and whether it may be run
    std::vector<std::string> environments; ///< to look into; empty: all that the workspace has
    std::set<std::string> apps;            ///< whose versions are asked for, where they are deployed
};

struct LiveAnswer {
    live::Listing listing;
    std::string problem; ///< why nothing could be listed, or not all of it; empty when all is well
    bool ok = false;     ///< something was listed
};

/// Asks the command line for the environments, then for the apps, Secrets, Volumes, Dicts and Queues of each,
/// then for the versions of the apps asked for. One program runs at a time; each has a time limit. `publish`
/// is given what is known as soon as all names are.
[[nodiscard]] Task<LiveAnswer> read_live_names(const Tools& tools, LiveQuestion question,
                                               std::function<void(const live::Listing&)> publish);

} // namespace modal_lsp::server::operate
