#include "analysis/answers/snippet.hpp"

#include "analysis/text/version.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::answers {
namespace {

constexpr auto kSnippets = std::to_array<Snippet>({
    {"modal-batched", "A function that gets its inputs in batches", R"(@{app}.function()
@{modal}.batched(max_batch_size=${1:16}, wait_ms=${2:100})
def ${3:embed}(${4:texts}: list[str]) -> list[int]:
    return [len(text) for text in ${4:texts}]
)"},
    {"modal-clone-secret", "A script that copies a secret to another environment",
     R"(KEYS = ["${1:API_KEY}"]


@{app}.function(
    secrets=[{modal}.Secret.from_name("${2:my-secret}", environment_name="${3:dev}", required_keys=KEYS)],
    serialized=True,  # the container needs nothing else of this file
)
def read_secret(keys: list[str]) -> dict[str, str]:
    import os

    return {key: os.environ[key] for key in keys}


@{app}.local_entrypoint()
def clone_secret():
    # Modal does not show what a secret holds; a function that has it can.
    values = read_secret.remote(KEYS)
    {modal}.Secret.objects.create("${2:my-secret}", values, environment_name="${4:staging}")
    print("${4:staging} has it now")
)"},
    {"modal-concurrent", "A function whose containers take several inputs at a time", R"(@{app}.function()
@{modal}.concurrent(max_inputs=${1:100})
async def ${2:fetch}(${3:url}: str) -> str:
    return ${3:url}
)"},
    {"modal-cron", "A function that runs on a schedule",
     R"(@{app}.function(schedule={modal}.Cron("${1:0 6 * * *}", timezone="${2:UTC}"))
def ${3:nightly}():
    print("running")
)"},
    {"modal-dict", "A named dictionary that all containers share",
     R"(${1:store} = {modal}.Dict.from_name("${2:my-dict}", create_if_missing=True)
)"},
    {"modal-gpu-class",
     "A class that loads a model on a GPU once per container, and looks whether there is one",
     R"(${1:model}_image = {modal}.Image.debian_slim().uv_pip_install("torch")


@{app}.cls(gpu="${2:L4}", image=${1:model}_image)
class ${3:Model}:
    @{modal}.enter()
    def load(self):
        import torch

        assert torch.cuda.is_available()
        self.device = torch.cuda.get_device_name()

    @{modal}.method()
    def ${4:run}(self, ${5:prompt}: str) -> str:
        return f"{${5:prompt}} on {self.device}"
)"},
    {"modal-queue", "A named queue, and a function that empties it",
     R"(${1:jobs} = {modal}.Queue.from_name("${2:my-queue}", create_if_missing=True)


@{app}.function()
def ${3:work}():
    while (job := ${1:jobs}.get(block=False)) is not None:
        print(job)
)"},
    {"modal-sandbox", "A sandbox that runs a command", R"(def ${1:run_in_sandbox}(*${2:command}: str) -> str:
    ${3:sandbox_app} = {modal}.App.lookup("${4:my-sandboxes}", create_if_missing=True)
    sandbox = {modal}.Sandbox.create(app=${3:sandbox_app}, timeout=${5:600})
    try:
        process = sandbox.exec(*${2:command})
        return process.stdout.read()
    finally:
        sandbox.terminate()
)"},
    {"modal-web-endpoint", "A web app with a health check",
     R"(${1:web}_image = {modal}.Image.debian_slim().uv_pip_install("fastapi[standard]")


@{app}.function(image=${1:web}_image)
@{modal}.asgi_app()
def ${2:serve}():
    from fastapi import FastAPI

    api = FastAPI()

    @api.get("/health")
    def health():
        return {"status": "ok"}

    return api
)"},
});

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

std::span<const Snippet> snippets() {
    return kSnippets;
}

std::string with_names(std::string_view body, std::string_view modal, std::string_view app) {
    std::string out(body);
    replace_all(out, "{modal}", modal);
    replace_all(out, "{app}", app);
    return out;
}

std::string for_version(std::string body, std::string_view modal_version) {
    constexpr text::Version kChange{.major = 1, .minor = 1, .patch = 0};
    const auto version = text::parse_version(modal_version);
    if (version && *version < kChange) {
        replace_all(body, ".uv_pip_install(", ".pip_install(");
        replace_all(body, ".Secret.objects.create(", ".Secret.create_deployed(");
    }
    return body;
}

std::string without_places(std::string_view body) {
    std::string out;
    while (!body.empty()) {
        const auto dollar = std::min(body.find('$'), body.size());
        out += body.substr(0, dollar);
        body.remove_prefix(dollar);
        if (body.empty()) break;
        // "$1", "${1}" or "${1:default}".
        const auto close = body.find('}'), colon = body.find(':');
        const bool braced = body.starts_with("${") && close != std::string_view::npos;
        if (braced && colon < close) out += body.substr(colon + 1, close - colon - 1);
        body.remove_prefix(braced ? close + 1 : std::min<std::size_t>(2, body.size()));
    }
    return out;
}

std::string escape_snippet(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '$' || c == '}' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

} // namespace modal_lsp::answers
