#include "analysis/rules/rule.hpp"

namespace modal_lsp::rules {

extern constinit const Rule invalid_configuration;
const Rule invalid_configuration{
    .code = "MDL003",
    .name = "invalid-configuration",
    .group = "modal-lsp",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide",
    .page = R"md(
A key or value in `modal-lsp.toml`, or in `[tool.modal-lsp]` of `pyproject.toml`, that modal-lsp does not understand.

## Why
A misspelt key is silently without effect everywhere else. Here it is reported where it stands, in the editor and by
`modal-lsp check`, and the rest of the file still counts.

## Known limits
None.
)md",
};

} // namespace modal_lsp::rules
