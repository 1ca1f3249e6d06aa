#include "analysis/rules/rule.hpp"

namespace modal_lsp::rules {

extern constinit const Rule unused_suppression;
const Rule unused_suppression{
    .code = "MDL001",
    .name = "unused-suppression",
    .group = "modal-lsp",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide",
    .page = R"md(
A `# modal-lsp: ignore[…]` comment, or a rule named in one, that suppresses nothing.

## Why
A suppression outlives the problem it was written for and then hides the next one. A name that is no rule is reported
here too.

~~~python bad
import modal

app = modal.App("shop")  # modal-lsp: ignore[from-name-unknown-target]  # error: [unused-suppression]
~~~

~~~python fixed
import modal

app = modal.App("shop")
~~~

~~~python good
import modal

app = modal.App("shop")
~~~

## Fix
Safe: takes the name, or the whole comment, away.

## Known limits
A suppression of a rule that the configuration switches off is not called unused.
)md",
};

} // namespace modal_lsp::rules
