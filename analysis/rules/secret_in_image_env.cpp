#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kKeyEnds = std::to_array<std::string_view>(
    {"_TOKEN", "API_KEY", "_SECRET", "_PASSWORD", "SECRET_KEY", "ACCESS_KEY"});

/// `os.environ["X"]`, `os.environ.get("X")` and the like.
bool reads_environment(const python::ModuleFacts& facts, python::ExprId id) {
    const python::Expr& expr = facts.expr(id);
    if (expr.kind == ExprKind::attribute) {
        const auto name = facts.text(expr.text);
        if (name == "environ" || name == "getenv") return true;
    }
    if (expr.kind == ExprKind::string || expr.kind == ExprKind::conditional) return false;
    return std::ranges::any_of(facts.operands_of(expr),
                               [&](python::ExprId part) { return reads_environment(facts, part); });
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Image.env")) {
        const auto argument = inspection.module.given(call->expression, 0, "vars");
        for (const DictEntry& entry : dict_entries(inspection, argument)) {
            const python::Expr& key = inspection.facts.expr(entry.key);
            if (key.kind != ExprKind::string) continue;
            const auto name = inspection.facts.text(key.text);
            const bool secret = std::ranges::any_of(kKeyEnds, [&](auto end) { return name.ends_with(end); });
            if (!secret || !reads_environment(inspection.facts, entry.value)) continue;
            report.add(
                key.range,
                {"\"{}\" is written into a layer of the image, for everybody to read who can use it; hand it "
                 "over in secrets=",
                 "\"{}\" 会写入镜像层，任何能使用该镜像的人都能读到；请通过 secrets= 传递"},
                name);
        }
    }
}

} // namespace

extern constinit const Rule secret_in_image_env;
const Rule secret_in_image_env{
    .code = "MDL406",
    .name = "secret-in-image-env",
    .group = "secrets",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A token of your own environment is put into the environment of an image.

## Why
`Image.env` writes its values into a layer of the image, where everybody who can use the image can read them. A secret
is handed to the container when it starts.

~~~python bad
import os

import modal

image = modal.Image.debian_slim().env({"HF_TOKEN": os.environ["HF_TOKEN"]})  # warning: [secret-in-image-env] "HF_TOKEN" is written into a layer
~~~

~~~python good
import os

import modal

image = modal.Image.debian_slim().env({"HF_HOME": "/cache", "STAGE": os.environ.get("STAGE", "dev")})
secret = modal.Secret.from_dict({"HF_TOKEN": os.environ["HF_TOKEN"]})
~~~

## Known limits
Knows keys by how they end: _TOKEN, API_KEY, _SECRET, _PASSWORD.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
