#include "analysis/rules/rule.hpp"

namespace modal_lsp::rules {

extern constinit const Rule file_not_analyzed;
const Rule file_not_analyzed{
    .code = "MDL004",
    .name = "file-not-analyzed",
    .group = "modal-lsp",
    .severity = Severity::information,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide",
    .page = R"md(
A file that mentions modal was left out, or read only in part: it is too large, nested too deeply, not text, or took
too long to parse.

## Why
What was not read cannot be checked, and what is missing from the index makes other findings fall silent. This line says
so, once, instead of leaving you to wonder.

## Known limits
The limits are settings (`max-file-size-kb`) and constants; generated files are best excluded with `exclude`.
)md",
};

} // namespace modal_lsp::rules
