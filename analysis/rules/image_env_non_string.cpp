#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.env"))
        report_values_without_quotes(inspection, report,
                                     inspection.module.given(call->expression, 0, "vars"));
}

} // namespace

extern constinit const Rule image_env_non_string;
const Rule image_env_non_string{
    .code = "MDL315",
    .name = "image-env-non-string",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A value of `.env({...})` that is not a text.

## Why
Environment variables are texts. Any other value raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().env({"WORKERS": 4})  # error: [image-env-non-string] "WORKERS" is not a text
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().env({"WORKERS": "4"})
~~~

~~~python good
import modal

image = modal.Image.debian_slim().env({"WORKERS": "4", "DEBUG": str(1)})
~~~

## Fix
Safe: puts the value, as it is written, into quotes.

## Known limits
Looks at dictionaries that are written in the call.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
