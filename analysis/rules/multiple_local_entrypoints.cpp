#include "analysis/rules/inspection.hpp"
#include "analysis/workspace/path.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    const auto& entrypoints = inspection.file.model->entrypoints;
    for (std::size_t i = 1; i < entrypoints.size(); ++i)
        report.add(entrypoints[i].name_range,
                   {"modal run has to be told which entrypoint is meant: {}::{}",
                    "modal run 需要指明使用哪个入口：{}::{}"},
                   workspace::file_name_of(inspection.file.path), entrypoints[i].name);
}

} // namespace

extern constinit const Rule multiple_local_entrypoints;
const Rule multiple_local_entrypoints{
    .code = "MDL162",
    .name = "multiple-local-entrypoints",
    .group = "environment",
    .severity = Severity::hint,
    .editor_only = true,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
A file has several local entrypoints.

## Why
`modal run file.py` does not know which is meant, prints them and ends with an error. `modal run file.py::main` says
it.

~~~python bad
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(): ...


@app.local_entrypoint()
def reindex(): ...  # error: [multiple-local-entrypoints] modal run has to be told which
~~~

~~~python good
import modal

app = modal.App("shop")


@app.local_entrypoint()
def main(): ...
~~~

## Known limits
A hint in the editor: several entrypoints are nothing wrong.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
