#include "analysis/rules/command_lines.hpp"
#include "analysis/rules/inspection.hpp"

namespace modal_lsp::rules {
namespace {

void check(Inspection& inspection, Report& report) {
    for (const commands::CurlCommand& curl : inspection.file.commands->curl) {
        const auto severity = graded(inspection.file, curl.talk, Severity::warning);
        if (!severity || curl.talk || curl.limited) continue;
        report.add(curl.range, {"a request to a Modal endpoint without --max-time may wait for minutes",
                                "向 Modal 端点发出的请求没有 --max-time，可能要等数分钟"});
    }
}

} // namespace

extern constinit const Rule cli_curl_no_limit;
const Rule cli_curl_no_limit{
    .code = "MDL978",
    .name = "cli-curl-no-limit",
    .group = "command-line",
    .severity = Severity::information,
    .enabled = false,
    .strict = Severity::warning,
    .since = "0.1.0",
    .subject = Subject::commands,
    .docs_url = "https://modal.com/docs/guide/webhook-timeouts",
    .page = R"md(
`curl` asks a `*.modal.run` endpoint without a time limit. A convention: off unless selected or `strict`.

## Why
The first request starts a container, and a request that runs long is answered with redirects every 150 seconds. A
script that checks whether a service is up should say how long it will wait.

~~~sh bad strict
curl https://me--shop-web.modal.run/health  # warning: [cli-curl-no-limit] --max-time
~~~

~~~sh good strict
curl --fail --max-time 60 https://me--shop-web.modal.run/health
curl -sm 60 https://me--shop-web.modal.run/health
curl https://example.com
~~~

## Known limits
Only addresses that are written out are known to be Modal's.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
