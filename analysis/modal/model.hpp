#pragma once
#include "analysis/modal/modules.hpp"
#include "analysis/modal/sdk.hpp"
#include "analysis/modal/value.hpp"
#include "analysis/python/expression.hpp"
#include "analysis/text/offset.hpp"

#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::modal {

/// Which app: the call that makes it, and the name it then has (one call in a factory can make several).
struct AppKey {
    FileId file{};
    python::ExprId call{};
    std::string name; ///< Pattern::display of the only option; empty when there is none
    friend auto operator<=>(const AppKey&, const AppKey&) = default;
};

/// `keyword=value` as written in a decorator or constructor.
struct Setting {
    std::string keyword; ///< empty for a positional argument or a spread
    text::ByteRange value;
    friend bool operator==(const Setting&, const Setting&) = default;
};

/// `modal.App(...)`.
struct AppDecl {
    AppKey key;
    Names name;
    text::ByteRange range;      ///< of the call, in the model's own file; key.file may be a factory's
    text::ByteRange name_range; ///< the inside of the name's literal, else the name argument, else the callee
    std::string variable;       ///< what it is bound to; empty when to nothing plain
    text::ByteRange variable_range;
    bool at_module_level = false;
    std::vector<Setting> settings;
    friend bool operator==(const AppDecl&, const AppDecl&) = default;
};

/// A method of a registered class, or what decorates it.
struct Method {
    std::string name;
    text::ByteRange name_range, range;
    std::string signature, summary;
    std::string decorator; ///< public path of its first Modal decorator, "modal.method"; empty when none
    bool is_async = false;
    friend bool operator==(const Method&, const Method&) = default;
};

/// A function or class registered with an app.
struct Member {
    ObjectKind kind = ObjectKind::function; ///< function, cls or server
    Names tag;                              ///< what it is looked up by
    AppKey app;
    FileId file{};                   ///< of the definition; may differ from the file that registers it
    std::string name;                ///< of the `def` or `class`
    text::ByteRange name_range;      ///< in `file`
    text::ByteRange range;           ///< the whole definition, in `file`
    Site registration;               ///< the decorator or call
    std::optional<Site> tag_literal; ///< the inside of `name="…"`
    std::string signature, summary;
    bool is_async = false;
    std::vector<Setting> settings;       ///< of the registration, in registration.file
    std::vector<std::string> decorators; ///< public paths of the definition's other Modal decorators
    std::vector<Method> methods;         ///< of a class, inherited ones of the workspace included
    friend bool operator==(const Member&, const Member&) = default;
};

struct LocalEntrypoint {
    AppKey app;
    std::string name;
    text::ByteRange name_range, range;
    std::string signature, summary;
    friend bool operator==(const LocalEntrypoint&, const LocalEntrypoint&) = default;
};

/// One argument of a lookup that is a name.
struct NameArgument {
    Names names;
    bool given = false;
    bool is_literal = false; ///< one plain string literal
    text::ByteRange range;   ///< the inside of the literal's quotes, else the whole argument
    text::ByteRange expression_range;
    friend bool operator==(const NameArgument&, const NameArgument&) = default;
};

/// A call that names something of Modal's: `modal.Cls.from_name(app, name)`, `modal.Dict.from_name(name)` …
struct Lookup {
    ObjectKind kind = ObjectKind::dict;
    NameUse use = NameUse::lookup;
    NameArgument app; ///< only for kinds that live in an app
    NameArgument name;
    NameArgument environment;     ///< environment_name=
    bool has_environment = false; ///< given, or by a spread perhaps
    bool has_version = false, create_if_missing = false;
    text::ByteRange range;        ///< the call
    text::ByteRange kind_range;   ///< "Cls" in modal.Cls.from_name, empty when written otherwise
    text::ByteRange method_range; ///< "from_name"
    friend bool operator==(const Lookup&, const Lookup&) = default;
};

/// `into.include(from)`.
struct Include {
    AppKey into;
    std::optional<AppKey> from; ///< nullopt when not known what is included
    friend bool operator==(const Include&, const Include&) = default;
};

/// What one module says of Modal, names resolved as far as they can be. A value; depends on the facts of the
/// module and of the modules it looked into.
struct ModuleModel {
    std::vector<AppDecl> apps;
    std::vector<Member> members;
    std::vector<LocalEntrypoint> entrypoints;
    std::vector<Lookup> lookups;
    std::vector<Include> includes;
    std::vector<Names>
        deployed_as; ///< names that `app.deploy(name=…)` or `deploy_app(app, …)` give to some app
    std::vector<AppKey> open_apps;         ///< registrations with these may exist that are not seen
    bool has_unknown_registration = false; ///< something is registered with an app that could not be told
    bool uses_modal = false;               ///< imports the SDK, or registers with an app
    /// Names of functions and classes whose decorators could not be followed; each may be registered unseen.
    std::vector<std::string> unexplained;

    std::vector<FileId> consulted; ///< other files this depends on
    std::vector<FileId> unread;    ///< files that were needed and not read; the model is preliminary
    /// Modules that are not in the workspace: should one appear, this has to be made anew.
    std::vector<ModuleName> missed_modules;
    bool missed_member = false; ///< a module has no such member: should it become a submodule, the same
    friend bool operator==(const ModuleModel&, const ModuleModel&) = default;
};

} // namespace modal_lsp::modal
