#pragma once
#include "analysis/text/language.hpp"
#include "analysis/workspace/io.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// A known way to fail, as it was found in a log.
struct Failure {
    std::string kind;    ///< "import", "secret", "dependencies", "port", "cuda", "memory"
    std::string message; ///< what it means
    std::string fix;
    std::string rule;       ///< of ours that finds the cause in the source; empty: none does
    std::string text;       ///< the line of the log
    std::string path;       ///< absolute: the innermost file of the project on the way there; empty: not told
    std::uint32_t line = 0; ///< one-based
    friend bool operator==(const Failure&, const Failure&) = default;
};

/// Looks for known failures, each kind of message once, the first first. `folder` is the project's: paths of
/// the container are told by their ends to be of files there.
[[nodiscard]] std::vector<Failure> failures_in(const std::vector<std::string>& lines,
                                               const std::string& folder, const workspace::FileSystem& files,
                                               Language language);

[[nodiscard]] nlohmann::json to_json(const Failure& failure);

} // namespace modal_lsp::server::operate
