#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::rules {
namespace {

/// Why a path is none to mount at; nullopt when it is.
const Phrase* fault_of(std::string_view path) {
    static constexpr Phrase kRelative{
        "\"{}\" is relative: a volume cannot be mounted there, and this raises InvalidError; "
        "start it with \"/\"",
        "\"{}\" 是相对路径：无法在此挂载卷，会引发 InvalidError；请以 \"/\" 开头"};
    static constexpr Phrase kTaken{
        "\"{}\" is the system's own: a volume cannot be mounted there, and this raises "
        "InvalidError; use a folder of its own",
        "\"{}\" 属于系统：无法在此挂载卷，会引发 InvalidError；请使用单独的目录"};
    static constexpr Phrase kUp{
        "\"{}\" goes up: a volume cannot be mounted there, and this raises InvalidError; write the "
        "path out",
        "\"{}\" 含有 ..：无法在此挂载卷，会引发 InvalidError；请写出完整路径"};
    if (!path.starts_with('/')) return &kRelative;
    std::string_view bare = path;
    while (bare.size() > 1 && bare.ends_with('/'))
        bare.remove_suffix(1);
    if (bare == "/" || bare == "/root" || bare == "/tmp") return &kTaken;
    const std::string whole = std::string(path) + "/";
    return whole.find("/../") != std::string::npos ? &kUp : nullptr;
}

void check(Inspection& inspection, Report& report) {
    for (const Registration& registration : registrations(inspection)) {
        const auto argument = setting(inspection, registration, "volumes");
        const auto value = certain_value(inspection, argument, registration.what->context);
        const auto items = value ? inspection.module.evaluator().items_of(*value) : std::nullopt;
        if (!items || items->shape != python::ExprKind::dict) continue;
        for (const auto& item : items->items) {
            const modal::Value* key = item.key.certain();
            if (key == nullptr || key->kind != modal::ValueKind::text || !key->pattern.is_known()) continue;
            const Phrase* fault = fault_of(key->pattern.known());
            if (fault == nullptr) continue;
            const bool here =
                item.site.file == inspection.file.id && argument->range.contains(item.site.range.begin);
            report.add_said(here ? item.site.range : argument->range,
                            report.say(*fault, key->pattern.known()));
        }
    }
}

} // namespace

extern constinit const Rule volume_mount_path;
const Rule volume_mount_path{
    .code = "MDL910",
    .name = "volume-mount-path",
    .group = "dict-queue-volume",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/volumes",
    .page = R"md(
A volume is mounted where it cannot be.

## Why
The place must be an absolute path without `..`, and none of `/`, `/root` and `/tmp` themselves. Another one raises
`InvalidError` when the function is registered.

~~~python bad raises:InvalidError
import modal

app = modal.App("shop")
volume = modal.Volume.from_name("models")


@app.function(volumes={"models": volume})  # error: [volume-mount-path] "models" is relative
def train(): ...
~~~

~~~python good
import modal

app = modal.App("shop")
volume = modal.Volume.from_name("models")


@app.function(volumes={"/models/": volume, "/root/cache": modal.Volume.from_name("cache")})
def train(): ...
~~~

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
