#pragma once
#include "analysis/python/expression.hpp"
#include "analysis/text/offset.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// Number of a file in the workspace's index; stable while the file is in it.
enum class FileId : std::uint32_t {};

/// A stretch of one file.
struct Site {
    FileId file{};
    text::ByteRange range;
    friend auto operator<=>(const Site&, const Site&) = default;
};

/// A text of which some parts may be unknown: "shop-" + hole + "-v2" has two pieces. Never empty.
struct Pattern {
    std::vector<std::string> pieces{std::string()};

    [[nodiscard]] bool is_known() const { return pieces.size() == 1; }

    /// The text itself; only when is_known().
    [[nodiscard]] const std::string& known() const { return pieces.front(); }

    /// For people: holes are written as "{…}".
    [[nodiscard]] std::string display() const;

    /// True when some filling of the holes gives `text`.
    [[nodiscard]] bool could_be(std::string_view text) const;

    void append(const Pattern& other);
    void append_hole();

    friend auto operator<=>(const Pattern&, const Pattern&) = default;
};

/// One text a name may have.
struct NameOption {
    Pattern text;
    /// True when it is only the default of something set from outside, such as an environment variable.
    bool assumed = false;
    /// The inside of the one string literal that holds the whole text, when there is one.
    std::optional<Site> literal;
    friend bool operator==(const NameOption&, const NameOption&) = default;
};

/// What is known of a name: its possible texts, and whether that is all of them.
struct Names {
    std::vector<NameOption> options;
    bool complete = false;

    /// The text, when there is exactly one and nothing about it is open.
    [[nodiscard]] const std::string* certain() const;
    /// The only option's text when it is known, be it assumed or not.
    [[nodiscard]] const std::string* likely() const;

    friend bool operator==(const Names&, const Names&) = default;
};

/// A module of the workspace: its file, unless it is a package without one, and where its submodules are.
struct ModuleRef {
    std::optional<FileId> file;
    std::string directory; ///< absolute; empty for a plain module
    friend bool operator==(const ModuleRef&, const ModuleRef&) = default;
};

struct Frame;
struct Value;
struct Values;
struct Collection;

/// Modal imports a module on the developer's machine and again in every container; the two may see different
/// things (`modal.is_local()`). `any`: whichever; nothing that depends on the world is decided.
enum class World : std::uint8_t { any, local, container };

/// From where an expression is looked at: names mean what they mean there.
struct Context {
    FileId file{};
    python::ScopeId scope = python::kModuleScope;
    python::RegionId region = python::kAlways;
    text::ByteOffset at;                ///< bindings in force from later on are not seen in this scope
    std::shared_ptr<const Frame> frame; ///< arguments of the function being looked into
};

/// One call of a workspace function: what its parameters stand for. Or one round of a loop or comprehension:
/// what its variables stand for.
struct Frame {
    FileId file{};
    python::DefId function{};
    Context caller;
    python::ExprId call{};
    python::ExprId iterable{};             ///< of a round: what is iterated over; kUnknownExpr for a call
    std::shared_ptr<const Values> element; ///< of a round: what the iteration gives
    std::shared_ptr<const Frame> outer;    ///< of a round: the frame around it

    [[nodiscard]] bool is_call() const { return iterable == python::kUnknownExpr; }
};

enum class ValueKind : std::uint8_t {
    unknown,
    none,
    boolean,
    integer,
    text,       ///< `pattern`
    display,    ///< list, tuple, set or dict written out: `expression` in `context`
    collection, ///< the same, computed: `items`
    module,     ///< of the workspace: `module`
    external,   ///< something of a package that is not the workspace's: `path`, "modal.Cls"
    function,   ///< `file`, `definition`
    class_,     ///< `file`, `definition`
    instance,   ///< of a workspace class: `file`, `definition`, made by `expression` in `context`
    app,        ///< a modal.App made by the call `expression` of `file`; `name`
    result,     ///< of calling the external `path`, by `expression` in `context`; `type`, `receiver`
};

/// One value an expression may have.
struct Value {
    ValueKind kind = ValueKind::unknown;
    bool truth = false;          ///< boolean
    bool assumed = false;        ///< see NameOption
    std::int64_t integer = 0;    ///< integer
    Pattern pattern;             ///< text
    std::optional<Site> literal; ///< text
    std::string path;            ///< external, result: "modal.Image.debian_slim"
    std::string type;            ///< result: the class of the object, "modal.Image", when it is known
    std::shared_ptr<const Value> receiver;   ///< external, result: the object whose method it is, when known
    std::shared_ptr<const Collection> items; ///< collection
    ModuleRef module;                        ///< module
    FileId file{};                           ///< function, class_, instance, app
    python::DefId definition{};              ///< function, class_, instance
    python::ExprId expression{};             ///< display, instance, app, result
    Context context;                         ///< display, instance, result
    std::shared_ptr<const Names> name;       ///< app: its name; no options when it has none
};

/// What is known of an expression: possible values, and whether that is all of them.
struct Values {
    std::vector<Value> options;
    bool complete = true;

    /// The value, when there is exactly one and nothing about it is open or assumed.
    [[nodiscard]] const Value* certain() const;
};

/// A list, tuple, set or dict, item by item.
struct Collection {
    struct Item {
        Values key; ///< of a dict
        Values value;
        Site site; ///< where the item is written
    };

    python::ExprKind shape = python::ExprKind::list; ///< list, tuple, set or dict
    std::vector<Item> items;
    bool complete = true; ///< these items and no others
};

} // namespace modal_lsp::modal
