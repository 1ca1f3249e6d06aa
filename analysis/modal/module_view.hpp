#pragma once
#include "analysis/modal/decorated.hpp"
#include "analysis/modal/evaluate.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// One call of the SDK in a module's own code.
struct SdkCall {
    /// Public path of what is called: "modal.Image.pip_install", "modal.Volume.from_name",
    /// "modal.Function.remote" (of any function of the workspace or looked up), "modal.Cron".
    /// "modal.Function.__call__" and "modal.Cls.__call__" when a decorated function or class itself is
    /// called.
    std::string symbol;
    bool aio = false; ///< by its asynchronous twin: `f.remote.aio(...)`; `symbol` leaves that out
    python::ExprId expression{};
    Context context;
    python::CallUse use = python::CallUse::value;
    Value callee;               ///< its receiver, when known, is the object whose method is called
    text::ByteRange range;      ///< the whole call
    text::ByteRange name_range; ///< the last name of what is called: "pip_install"
};

/// An argument as it is written in a call.
struct GivenArgument {
    python::ExprId value{};
    text::ByteRange range;       ///< the whole argument, keyword included
    text::ByteRange value_range; ///< without the keyword
    text::ByteRange keyword;     ///< the keyword's name; empty for a positional argument
    std::string_view name;       ///< the keyword; a view into the facts
};

/// How many of a call's arguments are given by position.
[[nodiscard]] std::size_t positional_count(const std::vector<GivenArgument>& arguments);

/// Circumstances that make a piece of code run, or fail, differently from what stands around it.
struct Guards {
    bool main = false;          ///< under `if __name__ == "__main__":`
    bool type_checking = false; ///< under `if TYPE_CHECKING:`
    bool try_import = false;    ///< in a `try` that handles ImportError, or everything
    bool imports_block = false; ///< under `with image.imports():`
    bool conditional = false;   ///< in any branch, loop or handler at all
};

/// Where code runs when it runs.
enum class Runner : std::uint8_t {
    module,           ///< at import, in both worlds
    local_entrypoint, ///< on the developer's machine only
    remote,           ///< in a container: a registered function, a method of a registered class
    unknown,          ///< any other function: wherever it is called from
};

/// What one module says of Modal, for rules to ask: its calls of the SDK, its decorated definitions, and an
/// evaluator for each world. Computed when first asked for; one thread. `modules` must outlive it.
class ModuleView {
  public:
    ModuleView(const Modules& modules, FileId file);

    [[nodiscard]] FileId file() const { return file_; }

    [[nodiscard]] const python::ModuleFacts& facts() const { return facts_; }

    [[nodiscard]] Evaluator& in(World world);

    /// Without a world.
    [[nodiscard]] Evaluator& evaluator() { return in(World::any); }

    /// All of them, in source order. Calls of which it is not certain what they call are left out.
    [[nodiscard]] const std::vector<SdkCall>& calls();

    /// Those of one symbol.
    [[nodiscard]] std::vector<const SdkCall*> calls_of(std::string_view symbol);

    [[nodiscard]] const std::vector<Decorated>& decorated();

    /// What decorates a function or class of this file; nullptr when nothing of Modal's does, or it is no
    /// such value.
    [[nodiscard]] const Decorated* decoration_of(const Value& definition);

    /// The innermost decorated function or class around the scope, or what it belongs to; nullptr when none.
    [[nodiscard]] const Decorated* around(python::ScopeId scope);

    [[nodiscard]] Runner runner_of(python::ScopeId scope);

    [[nodiscard]] Guards guards_of(python::RegionId region, text::ByteOffset at) const;

    /// The argument for a parameter: the keyword, or the position (from 0; -1 for keyword-only). nullopt when
    /// it is not written; `may_be_spread` tells whether a `*` or `**` of the call may give it.
    [[nodiscard]] std::optional<GivenArgument> given(python::ExprId call, int position,
                                                     std::string_view keyword) const;
    [[nodiscard]] bool may_be_spread(python::ExprId call) const;
    /// All arguments in order, spreads included (their `value` is the starred expression).
    [[nodiscard]] std::vector<GivenArgument> arguments(python::ExprId call) const;

    /// What an expression of the file is, where it stands.
    [[nodiscard]] Values value_at(python::ExprId expression, python::ScopeId scope, python::RegionId region);

    /// The public class of the object that the expression certainly is there, "modal.Dict"; empty when it is
    /// none.
    [[nodiscard]] std::string object_type_at(python::ExprId expression, python::ScopeId scope,
                                             python::RegionId region);

    /// What the argument is; not complete when it is not given.
    [[nodiscard]] Values value_of(const std::optional<GivenArgument>& argument, const Context& context,
                                  World world = World::any);

  private:
    void collect_calls();
    [[nodiscard]] std::optional<SdkCall> sdk_call(const python::Call& call);

    const Modules& modules_;
    FileId file_;
    const python::ModuleFacts& facts_;
    std::unique_ptr<Evaluator> evaluators_[3];
    std::optional<std::vector<SdkCall>> calls_;
    std::optional<std::vector<Decorated>> decorated_;
};

} // namespace modal_lsp::modal
