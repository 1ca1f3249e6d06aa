#pragma once
#include "analysis/modal/modules.hpp"
#include "analysis/modal/value.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// Finds what an expression may be, following names through scopes, modules, constants and configuration
/// objects.
///
/// Total and bounded: what cannot be known, and what would cost too much to know, is unknown, never guessed.
/// Branches that may or may not run give alternatives. One evaluator serves the building of one module's
/// model and remembers which other files it looked into.
class Evaluator {
  public:
    explicit Evaluator(const Modules& modules) : modules_(modules) {}

    [[nodiscard]] Values evaluate(python::ExprId expression, const Context& context);

    /// What a name means in a place.
    [[nodiscard]] Values look_up(std::string_view name, const Context& context);

    /// A member of a value: module attribute, class attribute, field of an instance, part of an external
    /// path.
    [[nodiscard]] Values attribute(const Value& object, std::string_view name);

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

    /// A module was looked for and is not there: should it appear, answers may change.
    [[nodiscard]] bool missed_module() const { return missed_module_; }

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

    [[nodiscard]] const python::ModuleFacts* facts(FileId file);
    [[nodiscard]] Values compound(const python::Expr& expr, python::ExprId id, const Context& context);
    [[nodiscard]] Values binding_value(const python::Binding& binding, const Context& seen_from);
    [[nodiscard]] Values import_value(const python::Binding& binding, FileId file);
    [[nodiscard]] Values in_scope(std::string_view name, const Context& context, bool final, bool& found);
    [[nodiscard]] Values star_imports(std::string_view name, FileId file);
    [[nodiscard]] Values module_member(const ModuleRef& module, std::string_view name);
    [[nodiscard]] Values class_member(FileId file, python::DefId definition, std::string_view name);
    [[nodiscard]] Values instance_field(const Value& instance, std::string_view name);
    [[nodiscard]] Values call(const python::Expr& expr, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_external(const Value& callee, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_function(const Value& callee, python::ExprId id, const Context& context);
    [[nodiscard]] Values call_method(const Value& object, std::string_view method, python::ExprId id,
                                     const Context& context);
    [[nodiscard]] Values make_app(python::ExprId id, const Context& context);
    [[nodiscard]] Values parameter(const python::Binding& binding, const Context& context);
    [[nodiscard]] Values subscript(const python::Expr& expr, const Context& context);
    [[nodiscard]] Values item(const Value& container, const Values& keys);

    const Modules& modules_;
    std::set<FileId> consulted_, unread_;
    bool missed_module_ = false;
    int depth_ = 0;
    int steps_ = 0;
};

} // namespace modal_lsp::modal
