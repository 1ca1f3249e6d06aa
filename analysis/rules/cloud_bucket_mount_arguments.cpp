#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.CloudBucketMount")) {
        const auto given = inspection.module.given(call->expression, -1, "key_prefix");
        const auto prefix = certain_text(inspection, given, call->context);
        if (prefix && !prefix->ends_with('/')) {
            Diagnostic& diagnostic =
                report.add(given->value_range,
                           {"a prefix ends in \"/\": this raises ValueError when the app is deployed",
                            "前缀要以 \"/\" 结尾：部署应用时会引发 ValueError"});
            const python::Expr& literal = inspection.facts.expr(given->value);
            if (literal.kind == python::ExprKind::string && !literal.inner.empty())
                diagnostic.fixes.push_back(fix(report.say({"Add the slash", "添加斜杠"}), Safety::safe,
                                               insert(inspection, literal.inner.end, "/")));
        }
        const auto pays = inspection.module.given(call->expression, -1, "requester_pays");
        const auto value = certain_value(inspection, pays, call->context);
        if (value && value->kind == modal::ValueKind::boolean && value->truth &&
            !inspection.module.given(call->expression, -1, "secret") &&
            !inspection.module.may_be_spread(call->expression))
            report.add(pays->range, {"who pays is told by a secret: without secret= this raises ValueError "
                                     "when the app is deployed",
                                     "付费方由密钥指明：缺少 secret= 时部署会引发 ValueError"});
    }
}

} // namespace

extern constinit const Rule cloud_bucket_mount_arguments;
const Rule cloud_bucket_mount_arguments{
    .code = "MDL913",
    .name = "cloud-bucket-mount-arguments",
    .group = "dict-queue-volume",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/cloud-bucket-mounts",
    .page = R"md(
`key_prefix` of a bucket mount does not end in a slash, or `requester_pays` comes without a secret.

## Why
Both raise `ValueError` when the app is run or deployed.

~~~python bad
import modal

app = modal.App("shop")


bucket = modal.CloudBucketMount("data", key_prefix="models")  # error: [cloud-bucket-mount-arguments] a prefix ends in "/"
~~~

~~~python fixed
import modal

app = modal.App("shop")


bucket = modal.CloudBucketMount("data", key_prefix="models/")
~~~

~~~python bad
import modal

app = modal.App("shop")


bucket = modal.CloudBucketMount("data", requester_pays=True)  # error: [cloud-bucket-mount-arguments] who pays is told by a secret
~~~

~~~python good
import modal

app = modal.App("shop")


bucket = modal.CloudBucketMount("data", key_prefix="models/")
~~~

## Fix
Safe: adds the slash.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
