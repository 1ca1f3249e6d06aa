#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

struct Range {
    std::string_view keyword;
    std::int64_t least, most;
};

constexpr auto kRanges = std::to_array<Range>({{"max_batch_size", 1, 1000}, {"wait_ms", 0, 600000}});

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.batched")) {
        for (const Range& range : kRanges) {
            const auto argument = inspection.module.given(call->expression, -1, range.keyword);
            if (!argument && !inspection.module.may_be_spread(call->expression))
                report.add(call->range,
                           {"{}= is needed: this raises TypeError; give {} to {}",
                            "需要 {}=：这里会引发 TypeError；请给出 {} 到 {}"},
                           range.keyword, range.least, range.most);
            const auto value = certain_value(inspection, argument, call->context);
            if (!value || value->kind != modal::ValueKind::integer) continue;
            if (value->integer >= range.least && value->integer <= range.most) continue;
            report.add(argument->range,
                       {"{} is out of range, and this raises InvalidError; give {} to {}",
                        "{} 超出范围，这里会引发 InvalidError；请给出 {} 到 {}"},
                       inspection.source(argument->range), range.least, range.most);
        }
    }
}

} // namespace

extern constinit const Rule batched_arguments;
const Rule batched_arguments{
    .code = "MDL519",
    .name = "batched-arguments",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/dynamic-batching",
    .page = R"md(
`@modal.batched` without its arguments, or with ones out of range.

## Why
Both are needed: `max_batch_size` from 1 to 1000, and `wait_ms` from 0 to 600000. Anything else raises an error when
the module is imported.

~~~python bad raises:InvalidError
import modal


@modal.batched(max_batch_size=5000, wait_ms=100)  # error: [batched-arguments] max_batch_size=5000 is out of range
def embed(texts): ...
~~~

~~~python good
import modal


@modal.batched(max_batch_size=50, wait_ms=100)
def embed(texts): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
