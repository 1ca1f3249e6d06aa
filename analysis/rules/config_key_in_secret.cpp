#include "analysis/rules/dict_entries.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

constexpr auto kConfiguration =
    std::to_array<std::string_view>({"DEBUG", "ENV", "ENVIRONMENT", "LOGLEVEL", "LOG_LEVEL", "MODEL",
                                     "MODEL_ID", "MODEL_NAME", "PORT", "REGION", "STAGE"});

void check(Inspection& inspection, Report& report) {
    const python::ModuleFacts& facts = inspection.facts;
    for (const modal::SdkCall* call : inspection.module.calls_of("modal.Secret.from_dict")) {
        const auto given = inspection.module.given(call->expression, 0, "env_dict");
        for (const DictEntry& entry : dict_entries(inspection, given)) {
            const python::Expr& key = facts.expr(entry.key);
            const bool known =
                key.kind == python::ExprKind::string &&
                std::ranges::find(kConfiguration, facts.text(key.text)) != kConfiguration.end();
            if (known)
                report.add(key.range,
                           {"\"{}\" is configuration, not a credential; put it into .env(…) of the image",
                            "\"{}\" 是配置而不是凭据；请放入镜像的 .env(…)"},
                           facts.text(key.text));
        }
    }
}

} // namespace

extern constinit const Rule config_key_in_secret;
const Rule config_key_in_secret{
    .code = "MDL408",
    .name = "config-key-in-secret",
    .group = "secrets",
    .severity = Severity::hint,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/environment-variables",
    .page = R"md(
A secret holds what is configuration.

## Why
Secrets are for credentials: who may not read them cannot see the configuration either, and nobody sees in the code
what it is. The environment of the image is the place.

~~~python bad select=config-key-in-secret
import modal

app = modal.App("shop")


keys = modal.Secret.from_dict({"LOG_LEVEL": "debug"})  # error: [config-key-in-secret] "LOG_LEVEL" is configuration
~~~

~~~python good select=config-key-in-secret
import modal

app = modal.App("shop")


image = modal.Image.debian_slim().env({"LOG_LEVEL": "debug"})
keys = modal.Secret.from_dict({"API_KEY": ""})
~~~

## Known limits
A house convention, off unless asked for. Names of addresses are left out: they often hold credentials.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
