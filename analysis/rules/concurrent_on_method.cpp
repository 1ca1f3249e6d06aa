#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const modal::Decorated& decorated : inspection.module.decorated()) {
        const modal::ModalDecorator* concurrent = decorated.find("modal.concurrent");
        if (concurrent == nullptr || !decorated.owner || !is_registered(inspection, decorated)) continue;
        report.add(
            concurrent->range,
            {"a method cannot be concurrent by itself: this raises InvalidError; put it on the class, below "
             "@app.cls()",
             "方法本身不能设置并发：这里会引发 InvalidError；请放到类上，位于 @app.cls() 之下"});
    }
}

} // namespace

extern constinit const Rule concurrent_on_method;
const Rule concurrent_on_method{
    .code = "MDL517",
    .name = "concurrent-on-method",
    .group = "cls-lifecycle",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/concurrent-inputs",
    .page = R"md(
`@modal.concurrent` on a method.

## Why
How many inputs a container takes at once is a matter of the class. On a method it raises `InvalidError`.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")


@app.cls()
class Model:
    @modal.method()
    @modal.concurrent(max_inputs=10)  # error: [concurrent-on-method] put it on the class
    def run(self): ...
~~~

~~~python good
import modal

app = modal.App("shop")


@app.cls()
@modal.concurrent(max_inputs=10)
class Model:
    @modal.method()
    def run(self): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
