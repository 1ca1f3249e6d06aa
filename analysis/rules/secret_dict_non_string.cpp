#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Secret.from_dict"))
        report_values_without_quotes(inspection, report,
                                     inspection.module.given(call->expression, 0, "env_dict"));
}

} // namespace

extern constinit const Rule secret_dict_non_string;
const Rule secret_dict_non_string{
    .code = "MDL404",
    .name = "secret-dict-non-string",
    .group = "secrets",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A value of `Secret.from_dict({...})` that is not a text.

## Why
The values of a secret become environment variables, which are texts. Any other value raises `InvalidError` when the
module is imported; `None` is left out without a word.

~~~python bad raises:InvalidError
import modal

secret = modal.Secret.from_dict({"PORT": 8000})  # error: [secret-dict-non-string] the value of "PORT" is not a text
~~~

~~~python fixed
import modal

secret = modal.Secret.from_dict({"PORT": "8000"})
~~~

~~~python good
import os

import modal

secret = modal.Secret.from_dict({"PORT": "8000", "TOKEN": os.environ.get("TOKEN"), "NONE": None})
~~~

## Fix
Safe: puts the value, as it is written, into quotes.

## Known limits
Looks at dictionaries that are written in the call.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
