#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::modal {

/// Kinds of things that Modal finds by name.
enum class ObjectKind : std::uint8_t {
    app,
    function,
    cls,
    server,
    sandbox,
    dict,
    queue,
    volume,
    secret,
    image,
    network_file_system,
    proxy,
    environment,
};

/// Modal's own word: "Dict", "Secret" …
[[nodiscard]] std::string_view name_of(ObjectKind kind);

/// True for what lives inside an app and is looked up by (app, name).
[[nodiscard]] constexpr bool is_member_kind(ObjectKind kind) {
    return kind == ObjectKind::function || kind == ObjectKind::cls || kind == ObjectKind::server ||
           kind == ObjectKind::sandbox;
}

/// The public spelling of a path into the SDK: "modal.functions.Function.lookup" is "modal.Function.lookup".
/// Empty for a path that is not the SDK's.
[[nodiscard]] std::string public_path(std::string_view path);

/// How a call uses the name it is given.
enum class NameUse : std::uint8_t {
    lookup, ///< from_name, lookup: the thing must exist, unless the call says create_if_missing
    create, ///< objects.create, create_deployed, publish
    remove, ///< objects.delete, delete
};

struct NamingCall {
    ObjectKind kind = ObjectKind::dict;
    NameUse use = NameUse::lookup;
    std::string_view name_parameter = "name";
    std::string_view
        app_parameter; ///< empty when the thing is not an app's member; else positions are (app, name)
};

/// Tells whether calling this public path names something (rules.md C1); nullopt when not.
[[nodiscard]] std::optional<NamingCall> naming_call(std::string_view public_path);

/// Decorator names of an App that register something under a tag.
[[nodiscard]] std::optional<ObjectKind> registration_kind(std::string_view attribute);

} // namespace modal_lsp::modal
