#include "analysis/modal/sdk_objects.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

struct Given {
    std::string_view path, type;
};

/// Methods that give an object of another class than their own, or nothing of Modal's.
constexpr auto kOthers = std::to_array<Given>({
    {"modal.App.cls", ""},
    {"modal.App.deploy", "modal.App"},
    {"modal.App.function", ""},
    {"modal.App.include", "modal.App"},
    {"modal.App.local_entrypoint", ""},
    {"modal.App.lookup", "modal.App"},
    {"modal.App.run", ""},
    {"modal.App.server", ""},
    {"modal.Cls.from_name", "modal.Cls"},
    {"modal.Cls.with_batching", "modal.Cls"},
    {"modal.Cls.with_concurrency", "modal.Cls"},
    {"modal.Cls.with_options", "modal.Cls"},
    {"modal.Dict.ephemeral", "modal.Dict"},
    {"modal.Dict.from_id", "modal.Dict"},
    {"modal.Dict.from_name", "modal.Dict"},
    {"modal.Function.from_name", "modal.Function"},
    {"modal.Function.spawn", "modal.FunctionCall"},
    {"modal.Function.with_batching", "modal.Function"},
    {"modal.Function.with_concurrency", "modal.Function"},
    {"modal.Function.with_options", "modal.Function"},
    {"modal.FunctionCall.from_id", "modal.FunctionCall"},
    {"modal.Image.build", "modal.Image"},
    {"modal.Image.hydrate", "modal.Image"},
    {"modal.Image.imports", ""},
    {"modal.Image.pipe", ""},
    {"modal.Image.publish", ""},
    {"modal.NetworkFileSystem.ephemeral", "modal.NetworkFileSystem"},
    {"modal.NetworkFileSystem.from_name", "modal.NetworkFileSystem"},
    {"modal.Proxy.from_name", "modal.Proxy"},
    {"modal.Queue.ephemeral", "modal.Queue"},
    {"modal.Queue.from_id", "modal.Queue"},
    {"modal.Queue.from_name", "modal.Queue"},
    {"modal.Sandbox.create", "modal.Sandbox"},
    {"modal.Sandbox.exec", "modal.ContainerProcess"},
    {"modal.Sandbox.from_id", "modal.Sandbox"},
    {"modal.Sandbox.from_name", "modal.Sandbox"},
    {"modal.Secret.from_dict", "modal.Secret"},
    {"modal.Secret.from_dotenv", "modal.Secret"},
    {"modal.Secret.from_local_environ", "modal.Secret"},
    {"modal.Secret.from_name", "modal.Secret"},
    {"modal.Server.from_name", "modal.Server"},
    {"modal.Volume.ephemeral", "modal.Volume"},
    {"modal.Volume.from_id", "modal.Volume"},
    {"modal.Volume.from_name", "modal.Volume"},
    {"modal.Volume.read_only", "modal.Volume"},
    {"modal.Volume.with_mount_options", "modal.Volume"},
});

bool starts_upper(std::string_view word) {
    return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

} // namespace

std::string object_type(std::string_view public_path) {
    if (!public_path.starts_with("modal.")) return {};
    // `f.spawn.aio(x)` gives, awaited, what `f.spawn(x)` gives.
    if (public_path.ends_with(".aio")) public_path.remove_suffix(4);
    const auto found = std::ranges::lower_bound(kOthers, public_path, {}, &Given::path);
    if (found != kOthers.end() && found->path == public_path) return std::string(found->type);
    const auto dot = public_path.rfind('.');
    if (starts_upper(public_path.substr(dot + 1))) return std::string(public_path);
    // Every other method of an image gives the image with one more step.
    if (public_path.substr(0, dot) == "modal.Image") return "modal.Image";
    return {};
}

} // namespace modal_lsp::modal
