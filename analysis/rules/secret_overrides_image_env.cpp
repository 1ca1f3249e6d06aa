#include "analysis/modal/image.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace modal_lsp::rules {
namespace {

/// Keys that a secret certainly sets.
std::vector<std::string> keys_of(Inspection& inspection, const modal::Value& secret) {
    std::vector<std::string> keys;
    modal::Evaluator& evaluator = inspection.module.evaluator();
    const python::ModuleFacts* facts = evaluator.modules().facts(secret.context.file);
    if (facts == nullptr) return keys;
    const bool from_dict = secret.path == "modal.Secret.from_dict";
    const bool by_name = secret.path == "modal.Secret.from_name";
    if (!from_dict && !by_name) return keys;
    const auto argument = from_dict
                              ? modal::Evaluator::argument(*facts, secret.expression, 0, "env_dict")
                              : modal::Evaluator::argument(*facts, secret.expression, -1, "required_keys");
    const modal::Values values = evaluator.evaluate(argument.expression, secret.context);
    const modal::Value* value = values.certain();
    const auto items = value != nullptr ? evaluator.items_of(*value) : std::nullopt;
    if (!items) return keys;
    for (const auto& item : items->items) {
        const modal::Values& text = from_dict ? item.key : item.value;
        if (const modal::Value* key = text.certain(); key != nullptr && key->kind == modal::ValueKind::text)
            if (key->pattern.is_known()) keys.push_back(key->pattern.known());
    }
    return keys;
}

void report_overrides(Inspection& inspection, const Registration& registration, const modal::Value& secret,
                      const modal::ImageContents& image, Report& report) {
    for (const std::string& key : keys_of(inspection, secret)) {
        const auto set =
            std::ranges::find(image.environment, key, [](const auto& entry) { return entry.first; });
        const auto argument = setting(inspection, registration, "secrets");
        if (set == image.environment.end() || !argument) continue;
        Diagnostic& diagnostic =
            report.add(argument->range,
                       {"\"{}\" of the image's env is never seen: a secret sets it, too; set it in one place",
                        "镜像 env 中的 \"{}\" 永远不会生效：某个 Secret 也设置了它；请只在一处设置"},
                       key);
        diagnostic.related.push_back({.path = inspection.snapshot.table().path(set->second.file),
                                      .range = set->second.range,
                                      .message = report.say({"the image sets it here", "镜像在此处设置它"})});
    }
}

void check(Inspection& inspection, Report& report) {
    modal::Evaluator& evaluator = inspection.module.evaluator();
    for (const Registration& registration : registrations(inspection)) {
        const auto secrets = certain_setting(inspection, registration, "secrets");
        const auto items = secrets ? evaluator.items_of(*secrets) : std::nullopt;
        if (!items || items->items.empty()) continue;
        const auto chain =
            modal::image_of_call(evaluator, registration.decorator->expression, registration.what->context,
                                 registration.decorator->callee.receiver.get());
        if (!chain || !chain->complete) continue;
        const modal::ImageContents image = modal::contents_of(evaluator, *chain);
        for (const auto& item : items->items)
            if (const modal::Value* secret = item.value.certain())
                report_overrides(inspection, registration, *secret, image, report);
    }
}

} // namespace

extern constinit const Rule secret_overrides_image_env;
const Rule secret_overrides_image_env{
    .code = "MDL401",
    .name = "secret-overrides-image-env",
    .group = "secrets",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/environment_variables",
    .page = R"md(
A function's secret sets a variable that its image sets, too.

## Why
Secrets are put into the environment when the container starts, over what the image has. The image's value is never
seen.

~~~python bad
import modal

app = modal.App("shop")
image = modal.Image.debian_slim().env({"STAGE": "prod"})


@app.function(image=image, secrets=[modal.Secret.from_dict({"STAGE": "dev"})])  # warning: [secret-overrides-image-env] "STAGE" of the image
def charge(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
image = modal.Image.debian_slim().env({"STAGE": "prod"})


@app.function(image=image, secrets=[modal.Secret.from_dict({"API_KEY": "x"})])
def charge(): ...
~~~

## Known limits
What a secret that is looked up by name holds is known only from its `required_keys`.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
