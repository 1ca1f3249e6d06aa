#pragma once
#include "analysis/modal/modules.hpp"
#include "analysis/modal/value.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modal_lsp::modal {

/// Finds what an expression may be, following names through scopes, modules, constants and configuration
/// objects.
///
/// Total and bounded: what cannot be known, and what would cost too much to know, is unknown, never guessed.
/// Branches that may or may not run give alternatives. One evaluator serves the building of one module's
/// model and remembers which other files it looked into.
///
/// In a world (local, container) conditions that the world decides are decided: `modal.is_local()` and what
/// is made of it, and constants. In World::any no condition is: every branch that may run in some world
/// counts.
class Evaluator {
  public:
    explicit Evaluator(const Modules& modules, World world = World::any) : modules_(modules), world_(world) {}

    [[nodiscard]] World world() const { return world_; }

    [[nodiscard]] Values evaluate(python::ExprId expression, const Context& context);

    /// What a name means in a place.
    [[nodiscard]] Values look_up(std::string_view name, const Context& context);

    /// A member of a value: module attribute, class attribute, field of an instance, part of an external
    /// path.
    [[nodiscard]] Values attribute(const Value& object, std::string_view name);

    /// Whether Python takes the expression for true; nullopt when that is not certain.
    [[nodiscard]] std::optional<bool> truth(python::ExprId condition, const Context& context);

    /// Whether a region of the context's file and scope runs when the code around its statement does.
    enum class Runs : std::uint8_t { no, maybe, yes };

    [[nodiscard]] Runs runs(python::RegionId region, const Context& context);

    /// The same for the region and all regions around it, up to `top` (exclusive).
    [[nodiscard]] Runs runs_within(python::RegionId region, python::RegionId top, const Context& context);

    /// Whether the name is bound in the context's own scope, at the context's place.
    [[nodiscard]] Runs is_bound(std::string_view name, const Context& context);

    /// The items of a list, tuple, set or dict; nullopt when the value is none or cannot be followed.
    [[nodiscard]] std::optional<Collection> items_of(const Value& value);

    /// What an app's decorator makes of a function or class: "modal.Function", "modal.Cls" …; empty when the
    /// definition is plain Python.
    [[nodiscard]] std::string decorated_as(FileId file, python::DefId definition);

    /// The texts an expression may be.
    [[nodiscard]] Names names(python::ExprId expression, const Context& context);

    /// The argument for a parameter of a call: the keyword of that name, or the position (counted from 0; -1
    /// for keyword-only). kUnknownExpr with `found` false when the call does not give it, and with `open`
    /// true when a spread may.
    struct Argument {
        python::ExprId expression = python::kUnknownExpr;
        bool found = false, open = false;
    };

    [[nodiscard]] static Argument argument(const python::ModuleFacts& facts, python::ExprId call,
                                           int position, std::string_view keyword);

    [[nodiscard]] const Modules& modules() const { return modules_; }

    /// Other files whose facts went into the answers so far.
    [[nodiscard]] const std::set<FileId>& consulted() const { return consulted_; }

    /// Files whose facts were needed and have not been read.
    [[nodiscard]] const std::set<FileId>& unread() const { return unread_; }

    /// Modules that were looked for and are not there: should one appear, answers may change.
    [[nodiscard]] const std::set<ModuleName>& missed_modules() const { return missed_modules_; }

    /// A module has no member that was asked for: should a submodule of that name appear, answers may change.
    [[nodiscard]] bool missed_member() const { return missed_member_; }

  private:
    /// Counts one step deeper, for as long as it lives.
    class Depth {
      public:
        explicit Depth(Evaluator& owner) : owner_(owner) {
            ++owner_.depth_;
            ++owner_.steps_;
        }

        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;

        ~Depth() { --owner_.depth_; }

        /// True when the answer must be "unknown" rather than dearer still.
        [[nodiscard]] bool exhausted() const {
            return owner_.depth_ > kMaxDepth || owner_.steps_ > kMaxSteps;
        }

      private:
        Evaluator& owner_;
    };

    static constexpr int kMaxDepth = 60;
    /// Expressions looked at for one module's model; a module that needs more is a puzzle, not a program.
    static constexpr int kMaxSteps = 200000;

    // evaluate.cpp
    [[nodiscard]] const python::ModuleFacts* facts(FileId file);
    [[nodiscard]] Values compound(const python::Expr& expr, python::ExprId id, const Context& context);
    [[nodiscard]] Values integer(std::string_view digits) const;
    [[nodiscard]] Values arithmetic(const python::Expr& expr, const Context& context);
    [[nodiscard]] Values conditional(std::span<const python::ExprId> operands, const Context& context);
    [[nodiscard]] Values instance_member(const Value& instance, std::string_view name);
    [[nodiscard]] Values subscript(const python::Expr& expr, const Context& context);
    [[nodiscard]] Values item(const Value& container, const Values& keys);

    // evaluate_names.cpp
    [[nodiscard]] Values binding_value(std::uint32_t number, const Context& seen_from);
    [[nodiscard]] Values fresh_binding_value(const python::Binding& binding, const Context& seen_from);
    [[nodiscard]] Values import_value(const python::Binding& binding, FileId file);
    [[nodiscard]] Values in_scope(std::string_view name, const Context& context, bool final, bool& found);
    [[nodiscard]] Values star_imports(std::string_view name, FileId file);
    [[nodiscard]] Values module_member(const ModuleRef& module, std::string_view name);
    [[nodiscard]] Values class_member(FileId file, python::DefId definition, std::string_view name);
    [[nodiscard]] Values parameter(const python::Binding& binding, const Context& context);
    [[nodiscard]] Values self(const python::Binding& binding, FileId file);
    [[nodiscard]] const Frame* call_frame(const Context& context, python::ScopeId scope);
    [[nodiscard]] static const Frame* nearest_call(const Context& context);
    [[nodiscard]] static std::optional<Context> caller_in_module(const Context& place,
                                                                 const python::Scope& scope);
    static void leave(Context& place, const python::Scope& scope);

    // evaluate_calls.cpp
    [[nodiscard]] Values instance_field(const Value& instance, std::string_view name);
    [[nodiscard]] Values call(const python::Expr& expr, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_external(const Value& callee, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_function(const Value& callee, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_method(const Value& object, std::string_view method, python::ExprId id,
                                     const Context& context);
    [[nodiscard]] Values text_method(const Value& object, std::string_view method, python::ExprId id,
                                     const Context& context);
    [[nodiscard]] Values made_object(const Value& cls, python::ExprId id, const Context& context);
    [[nodiscard]] Values make_app(python::ExprId id, const Context& context);
    [[nodiscard]] Values method_of(const Value& function, std::string_view name, const std::string& type);

    // evaluate_worlds.cpp
    [[nodiscard]] std::optional<bool> compare(const python::Expr& expr, const Context& context);
    [[nodiscard]] std::optional<bool> contains(const Values& container, const Values& key);
    [[nodiscard]] std::optional<bool> truth_of(const Values& values);
    [[nodiscard]] std::optional<Values> environment(std::string_view variable) const;
    [[nodiscard]] Values environment_or(python::ExprId call, const Context& context);
    [[nodiscard]] Runs branch_runs(const python::ModuleFacts& module, python::RegionId region,
                                   const Context& context);
    [[nodiscard]] Runs loop_runs(python::ExprId iterable, const Context& context);

    // evaluate_collections.cpp
    [[nodiscard]] Values appended(const Values& before, const python::Binding& mutation,
                                  const Context& context);
    [[nodiscard]] bool mutate(Collection& target, const python::Binding& mutation, const Context& context);
    [[nodiscard]] bool mutate_by_call(Collection& target, python::ExprId call, const Context& context);
    [[nodiscard]] bool mutate_by_store(Collection& target, const python::Store& store,
                                       const Context& context);
    [[nodiscard]] bool extend(Collection& target, const Values& more);
    [[nodiscard]] Values sum(const Values& a, const Values& b);
    [[nodiscard]] Values iteration(const python::Binding& binding, const Context& context);
    [[nodiscard]] Values part_of(const Values& element, std::uint32_t detail);
    [[nodiscard]] Runs all_hold(std::span<const python::ExprId> conditions, const Context& context);
    [[nodiscard]] Values comprehension(const python::Expr& expr, const Context& context);
    [[nodiscard]] std::optional<Collection> iterated(python::ExprId iterable, const Context& context);
    [[nodiscard]] std::optional<Values> unrolled(std::uint32_t number, const Context& context);
    [[nodiscard]] Values made_collection(std::string_view path, python::ExprId call, const Context& context,
                                         bool& known);
    [[nodiscard]] Values dict_view(const Value& object, std::string_view method);

    const Modules& modules_;
    World world_;
    /// What a binding, seen from outside of any call or loop, was found to be.
    std::map<std::pair<FileId, std::uint32_t>, Values> bindings_;
    std::map<std::pair<FileId, python::RegionId>, Runs> regions_;
    std::map<std::pair<FileId, python::DefId>, std::string> decorated_;
    std::set<FileId> consulted_, unread_;
    std::set<ModuleName> missed_modules_;
    bool missed_member_ = false;
    int depth_ = 0;
    int steps_ = 0;
};

} // namespace modal_lsp::modal
