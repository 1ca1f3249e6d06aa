#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

using python::ExprKind;

constexpr auto kTokenStarts = std::to_array<std::string_view>(
    {"sk-", "hf_", "ghp_", "gho_", "github_pat_", "AKIA", "xoxb-", "xoxp-", "glpat-", "ak-", "as-"});
constexpr auto kKeyEnds = std::to_array<std::string_view>(
    {"_TOKEN", "API_KEY", "_SECRET", "_PASSWORD", "SECRET_KEY", "ACCESS_KEY"});
constexpr auto kPlaceholders = std::to_array<std::string_view>(
    {"dummy",       "empty",    "changeme", "change-me", "test",  "none",   "null",
     "placeholder", "example",  "your",     "xxx",       "fake",  "todo",   "secret",
     "token",       "password", "redacted", "default",   "local", "unused", "not-"});

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool is_placeholder(std::string_view value) {
    const std::string low = lowered(value);
    return std::ranges::any_of(kPlaceholders,
                               [&](auto word) { return low.find(word) != std::string::npos; }) ||
           value.find_first_of("<>{}$ ") != std::string_view::npos;
}

bool is_secret(std::string_view key, std::string_view value) {
    if (value.size() < 12 || is_placeholder(value)) return false;
    const bool token = value.size() >= 20 && std::ranges::any_of(kTokenStarts, [&](auto start) {
                           return value.starts_with(start);
                       });
    const bool named = std::ranges::any_of(kKeyEnds, [&](auto end) { return key.ends_with(end); });
    return token || named;
}

void check_dict(Inspection& inspection, const std::optional<modal::GivenArgument>& argument, Report& report) {
    for (const DictEntry& entry : dict_entries(inspection, argument)) {
        const python::Expr& key = inspection.facts.expr(entry.key);
        const python::Expr& value = inspection.facts.expr(entry.value);
        if (key.kind != ExprKind::string || value.kind != ExprKind::string) continue;
        if (!is_secret(inspection.facts.text(key.text), inspection.facts.text(value.text))) continue;
        report.add(value.range,
                   {"the value of \"{}\" is written in the code, for everybody to read; keep it in a Secret "
                    "and look "
                    "that up with modal.Secret.from_name",
                    "\"{}\" 的值写在代码里，任何人都能读到；请存入 Secret，并用 modal.Secret.from_name 查找"},
                   inspection.facts.text(key.text));
    }
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol == "modal.Secret.from_dict")
            check_dict(inspection, inspection.module.given(call.expression, 0, "env_dict"), report);
        if (call.symbol == "modal.Image.env")
            check_dict(inspection, inspection.module.given(call.expression, 0, "vars"), report);
        if (call.symbol == "modal.App.function" || call.symbol == "modal.App.cls" ||
            call.symbol == "modal.Sandbox.create")
            check_dict(inspection, inspection.module.given(call.expression, -1, "env"), report);
    }
}

} // namespace

extern constinit const Rule hardcoded_secret_value;
const Rule hardcoded_secret_value{
    .code = "MDL405",
    .name = "hardcoded-secret-value",
    .group = "secrets",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/secrets",
    .page = R"md(
A password or token is written in the code.

## Why
Whoever can read the repository can use it, and in `Image.env` or `run_commands` it is baked into a layer of the image
as well. Keep it in a secret of Modal's and look that up by name.

~~~python bad
import modal

secret = modal.Secret.from_dict({"HF_TOKEN": "hf_qJ3kfuXvWmyRzP9aLbcdEFgHiJk"})  # warning: [hardcoded-secret-value] the value of "HF_TOKEN" is written in the code
image = modal.Image.debian_slim().env({"DB_PASSWORD": "correct-horse-battery"})  # warning: [hardcoded-secret-value] the value of "DB_PASSWORD"
~~~

~~~python good
import os

import modal

secret = modal.Secret.from_name("huggingface", required_keys=["HF_TOKEN"])
other = modal.Secret.from_dict({"HF_TOKEN": os.environ["HF_TOKEN"], "API_KEY": "EMPTY", "OPENAI_API_KEY": "dummy"})
~~~

## Known limits
Values that look like placeholders, are short, or are not plain texts are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
