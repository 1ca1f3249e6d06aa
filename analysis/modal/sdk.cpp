#include "analysis/modal/sdk.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace modal_lsp::modal {
namespace {

struct KindName {
    std::string_view name;
    ObjectKind kind;
};

constexpr auto kKinds = std::to_array<KindName>({
    {"App", ObjectKind::app},
    {"Function", ObjectKind::function},
    {"Cls", ObjectKind::cls},
    {"Server", ObjectKind::server},
    {"Sandbox", ObjectKind::sandbox},
    {"Dict", ObjectKind::dict},
    {"Queue", ObjectKind::queue},
    {"Volume", ObjectKind::volume},
    {"Secret", ObjectKind::secret},
    {"Image", ObjectKind::image},
    {"NetworkFileSystem", ObjectKind::network_file_system},
    {"Proxy", ObjectKind::proxy},
    {"Environment", ObjectKind::environment},
});

struct MethodUse {
    std::string_view method;
    NameUse use;
};

constexpr auto kMethods = std::to_array<MethodUse>({
    {"from_name", NameUse::lookup},
    {"lookup", NameUse::lookup},
    {"objects.create", NameUse::create},
    {"objects.delete", NameUse::remove},
    {"create_deployed", NameUse::create},
    {"delete", NameUse::remove},
});

bool starts_upper(std::string_view word) {
    return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

} // namespace

std::string_view name_of(ObjectKind kind) {
    const auto found = std::ranges::find(kKinds, kind, &KindName::kind);
    return found->name;
}

std::string public_path(std::string_view path) {
    if (path != "modal" && !path.starts_with("modal.")) return {};
    // Classes are public at the top whatever module defines them: drop modules in front of a class.
    std::string_view rest = path.substr(std::min<std::size_t>(6, path.size()));
    std::string_view candidate = rest;
    while (!candidate.empty() && !starts_upper(candidate)) {
        const auto dot = candidate.find('.');
        if (dot == std::string_view::npos) return std::string(path);
        candidate.remove_prefix(dot + 1);
    }
    return candidate.empty() ? std::string(path) : "modal." + std::string(candidate);
}

std::optional<NamingCall> naming_call(std::string_view public_path) {
    if (!public_path.starts_with("modal.")) return std::nullopt;
    public_path.remove_prefix(6);
    const auto dot = public_path.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto kind = std::ranges::find(kKinds, public_path.substr(0, dot), &KindName::name);
    const auto method = std::ranges::find(kMethods, public_path.substr(dot + 1), &MethodUse::method);
    if (kind == kKinds.end() || method == kMethods.end()) return std::nullopt;
    NamingCall call{.kind = kind->kind, .use = method->use};
    if (is_member_kind(kind->kind)) {
        if (call.use != NameUse::lookup) return std::nullopt;
        call.app_parameter = "app_name";
    }
    return call;
}

std::optional<ObjectKind> registration_kind(std::string_view attribute) {
    if (attribute == "function") return ObjectKind::function;
    if (attribute == "cls") return ObjectKind::cls;
    if (attribute == "server") return ObjectKind::server;
    return std::nullopt;
}

} // namespace modal_lsp::modal
