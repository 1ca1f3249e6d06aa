#pragma once
#include "server/cli/finding.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::cli {

/// Findings that were there when a project began to be checked, by their fingerprints.
struct Baseline {
    std::vector<std::string> fingerprints; ///< sorted
};

/// The file's text: versioned JSON, sorted by path, with rule and message beside each fingerprint for people.
[[nodiscard]] std::string baseline_text(const CheckResult& result, std::string_view base);

/// Reads what `baseline_text` wrote. A message when it is not JSON, not a baseline, or of another version.
[[nodiscard]] tl::expected<Baseline, std::string> parse_baseline(std::string_view text);

struct BaselineMatch {
    std::size_t known = 0; ///< findings taken away
    std::size_t gone = 0;  ///< entries of the baseline that nothing matches any more
};

/// Takes the findings of the baseline out of the result.
BaselineMatch remove_known(CheckResult& result, const Baseline& baseline, std::string_view base);

} // namespace modal_lsp::server::cli
