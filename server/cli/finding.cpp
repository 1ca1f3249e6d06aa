#include "server/cli/finding.hpp"

#include <algorithm>
#include <tuple>

namespace modal_lsp::server::cli {

void sort_findings(std::vector<Finding>& findings) {
    std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
        return std::tie(a.path, a.range.begin, a.rule->code) < std::tie(b.path, b.range.begin, b.rule->code);
    });
}

} // namespace modal_lsp::server::cli
