#include "analysis/modal/object_names.hpp"
#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <string>

namespace modal_lsp::rules {
namespace {

using modal::ObjectKind;

void check(Inspection& inspection, Report& report) {
    for (const modal::Lookup& lookup : inspection.file.model->lookups) {
        const bool checked = lookup.kind == ObjectKind::volume || lookup.kind == ObjectKind::dict ||
                             lookup.kind == ObjectKind::queue ||
                             lookup.kind == ObjectKind::network_file_system;
        const std::string* name = lookup.name.names.certain();
        if (!checked || name == nullptr || name->empty() || modal::is_object_name(*name)) continue;
        Diagnostic& diagnostic = report.add(
            lookup.name.range,
            {"\"{}\" is no name for a {}: this raises InvalidError; use up to 64 of A-Z a-z 0-9 - _ .",
             "\"{}\" 不能作为 {} 的名称：这里会引发 InvalidError；请使用不超过 64 个 A-Z a-z 0-9 - _ . 字符"},
            *name, modal::name_of(lookup.kind));
        const std::string better = modal::slug(*name);
        if (lookup.name.is_literal && !better.empty())
            diagnostic.fixes.push_back(fix(report.say({"Change to \"{}\"", "改为 \"{}\""}, better),
                                           Safety::unsafe, replace(inspection, lookup.name.range, better)));
    }
}

} // namespace

extern constinit const Rule object_name_invalid;
const Rule object_name_invalid{
    .code = "MDL453",
    .name = "object-name-invalid",
    .group = "names",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
The name of a Volume, Dict, Queue or Sandbox has characters that Modal does not allow.

## Why
Names of objects are made of letters, digits, `-`, `_` and `.`, and have 64 characters at most. Another name raises
`InvalidError`.

~~~python bad raises:InvalidError
import modal

volume = modal.Volume.from_name("my models")  # error: [object-name-invalid] "my models" is no name
~~~

~~~python fixed
import modal

volume = modal.Volume.from_name("my-models")
~~~

~~~python good
import modal

volume = modal.Volume.from_name("my-models")
secret = modal.Secret.from_name("any name at all")
~~~

## Fix
Unsafe: an object of the other name is another object.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
