#pragma once
#include "analysis/rules/rule.hpp"
#include "analysis/text/document.hpp"
#include "analysis/text/offset.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace modal_lsp::server::cli {

/// Another place that explains a finding. Carries its own text, so that a frame can be drawn without the
/// disk.
struct FindingRelated {
    std::string path; ///< absolute
    text::Document document;
    text::ByteRange range;
    std::string message;
};

/// One diagnostic as the command line reports it: self-contained, with the very text its range refers to.
struct Finding {
    const rules::Rule* rule = nullptr; ///< never null; outlives the finding (the constant catalogue)
    rules::Severity severity = rules::Severity::warning; ///< after the configuration
    std::string path;                                    ///< absolute
    text::Document document;                             ///< the file's bytes, a byte order mark included
    text::ByteRange range;                               ///< into `document`; clamped where it is drawn
    std::string message;
    std::vector<FindingRelated> related;
    std::vector<rules::Fix> fixes;
};

/// What one check of the requested paths gave. `findings` is sorted by path, offset and code.
struct CheckResult {
    std::vector<Finding> findings;
    std::size_t files_checked = 0;  ///< Python files whose rules were run
    std::size_t files_indexed = 0;  ///< files read for what they define, the checked ones included
    std::vector<std::string> notes; ///< remarks about the run itself, one sentence each
};

/// Puts findings into the order a CheckResult promises. Stable.
void sort_findings(std::vector<Finding>& findings);

} // namespace modal_lsp::server::cli
