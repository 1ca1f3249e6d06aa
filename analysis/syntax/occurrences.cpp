#include "analysis/syntax/occurrences.hpp"

#include <optional>

namespace modal_lsp::syntax {
namespace {

using text::ByteRange;

constexpr int kDeepest = 1000;

/// What is known of the nodes around the cursor.
struct Around {
    Kind parent = Kind::module;
    Field field = Field::none; ///< of the node in its parent
    bool binds = false;        ///< inside a target: what stands here is bound
    bool in_class = false;     ///< directly in a class body
    bool in_parameters = false;
    bool in_all = false;       ///< in the value of `__all__`
    Kind import = Kind::other; ///< the import statement around, if any
    bool in_module = false;    ///< in the module's name of an import
    ByteRange object, callee;  ///< of the attribute, of the call around
};

class Walk {
  public:
    Walk(const SyntaxTree& tree, std::string_view name) : cursor_(tree), name_(name) {}

    std::vector<Occurrence> run() {
        visit({}, 0);
        return std::move(found_);
    }

  private:
    void visit(const Around& around, int depth) {
        if (depth > kDeepest) return;
        const Kind kind = cursor_.kind();
        if (kind == Kind::identifier) {
            if (cursor_.text() == name_) add(around);
            return;
        }
        if (kind == Kind::string_content && around.in_all && cursor_.text() == name_)
            found_.push_back({OccurrenceKind::exported, cursor_.range(), {}});
        Around inner = entered(around, kind);
        if (!cursor_.first_child()) return;
        bool first = true;
        do {
            const Field field = cursor_.field();
            Around child = inner;
            child.field = field;
            child.binds = inner.binds || is_target(kind, field, first);
            const bool defines = kind == Kind::function_definition || kind == Kind::class_definition;
            if (defines && field == Field::name) child.in_class = around.in_class;
            if (field == Field::module_name) child.in_module = true;
            if (kind == Kind::attribute && field == Field::object) inner.object = cursor_.range();
            if (kind == Kind::attribute) child.object = inner.object;
            if (kind == Kind::call && field == Field::function) inner.callee = cursor_.range();
            if (kind == Kind::assignment && field == Field::left && cursor_.text() == "__all__")
                inner.in_all = true;
            if (cursor_.is_named()) {
                visit(child, depth + 1);
                first = false;
            }
        } while (cursor_.next_sibling());
        cursor_.parent();
    }

    static Around entered(const Around& around, Kind kind) {
        Around inner = around;
        inner.parent = kind;
        switch (kind) {
        case Kind::function_definition:
        case Kind::lambda: inner.in_class = inner.binds = inner.in_parameters = false; break;
        case Kind::class_definition: inner.in_class = true; break;
        case Kind::parameters:
        case Kind::lambda_parameters: inner.in_parameters = true; break;
        case Kind::default_parameter:
        case Kind::typed_parameter:
        case Kind::typed_default_parameter: inner.binds = false; break; // but for their names
        case Kind::import_statement:
        case Kind::import_from_statement: inner.import = kind; break;
        // What stands in these is looked up, not bound: `a[x] = 1`, `a.b = 1`, `f(x).y = 1`.
        case Kind::subscript:
        case Kind::attribute:
        case Kind::call: inner.binds = inner.in_parameters = false; break;
        default: break;
        }
        return inner;
    }

    static bool is_target(Kind parent, Field field, bool first) {
        switch (parent) {
        case Kind::assignment:
        case Kind::augmented_assignment:
        case Kind::for_statement:
        case Kind::for_in_clause: return field == Field::left;
        case Kind::named_expression: return field == Field::name;
        case Kind::as_pattern_target:
        case Kind::global_statement:
        case Kind::nonlocal_statement:
        case Kind::delete_statement:
        case Kind::parameters:
        case Kind::lambda_parameters:
        case Kind::list_splat_pattern:
        case Kind::dictionary_splat_pattern: return true;
        case Kind::default_parameter:
        case Kind::typed_default_parameter: return field == Field::name;
        case Kind::typed_parameter: return first;
        default: return false;
        }
    }

    void add(const Around& around) {
        Occurrence found{.range = cursor_.range()};
        if (around.parent == Kind::attribute && around.field == Field::attribute) {
            found.kind = OccurrenceKind::attribute;
            found.owner = around.object;
        } else if (around.parent == Kind::keyword_argument && around.field == Field::name) {
            found.kind = OccurrenceKind::keyword;
            found.owner = around.callee;
        } else if (const auto other = statement_kind(around)) {
            found.kind = *other;
        }
        found_.push_back(found);
    }

    [[nodiscard]] static std::optional<OccurrenceKind> statement_kind(const Around& around) {
        if (around.field == Field::name && around.parent == Kind::function_definition)
            return around.in_class ? OccurrenceKind::method : OccurrenceKind::definition;
        if (around.field == Field::name && around.parent == Kind::class_definition)
            return around.in_class ? OccurrenceKind::method : OccurrenceKind::definition;
        if (around.parent == Kind::dotted_name) return dotted_kind(around);
        if (around.parent == Kind::aliased_import && around.field == Field::alias)
            return OccurrenceKind::alias;
        if (!around.binds) return std::nullopt;
        return around.in_class && !around.in_parameters ? OccurrenceKind::field : OccurrenceKind::binding;
    }

    /// Outside of imports only patterns have dotted names: those of one name bind it, mostly.
    [[nodiscard]] static OccurrenceKind dotted_kind(const Around& around) {
        if (around.import == Kind::other) return OccurrenceKind::binding;
        const bool from = around.import == Kind::import_from_statement && !around.in_module;
        return from ? OccurrenceKind::imported : OccurrenceKind::module;
    }

    Cursor cursor_;
    std::string_view name_;
    std::vector<Occurrence> found_;
};

} // namespace

std::vector<Occurrence> occurrences(const SyntaxTree& tree, std::string_view name) {
    return Walk(tree, name).run();
}

} // namespace modal_lsp::syntax
