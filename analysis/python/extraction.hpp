#pragma once
#include "analysis/python/builder.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace modal_lsp::python {

/// Walks the statements of a module, once. The cursor always comes back to where it was.
///
/// The module's own statements and the bodies of its classes come first. Bodies of functions wait until all
/// of these were read: by then it is known which names of the module they may be of interest for.
class Extraction {
  public:
    explicit Extraction(Builder& builder)
        : builder_(builder), cursor_(builder.cursor), facts_(builder.facts) {}

    void module();

  private:
    /// A block's outcome: whether code behind it is never reached through it.
    enum class Ending : std::uint8_t { falls_through, terminates };

    Ending block(const Place& place);
    void statement(const Place& place);
    [[nodiscard]] bool ends_here() const;
    [[nodiscard]] bool no_arm_goes_on(std::size_t first_region, RegionId around) const;

    // extract_imports.cpp
    void import_statement(const Place& place);
    void import_from(const Place& place);
    void from_module(Import& import);
    void import_name(const Place& place, Import import, text::ByteOffset end);
    void add_import(const Place& place, BindingKind kind, const Import& import, text::ByteRange bound,
                    text::ByteOffset end);

    // extract_assignments.cpp
    void expression_statement(const Place& place);
    [[nodiscard]] ExprId value(const Place& place);
    ExprId assignment(const Place& place, text::ByteOffset end);
    void target(const Place& place, ExprId right, bool has_value, text::ByteOffset end);
    void unpack(const Place& place, ExprId right, text::ByteOffset end);
    void augmented(const Place& place);
    void store(const Place& place, StoreKind kind, ExprId value);
    void deleted(const Place& place);
    void global(const Place& place);
    void return_statement(const Place& place);

    // extract_blocks.cpp
    void if_statement(const Place& place);
    void for_statement(const Place& place);
    void while_statement(const Place& place);
    void try_statement(const Place& place);
    void handler(const Place& place, Region& region);
    void match_statement(const Place& place);
    void with_statement(const Place& place);
    void with_item(const Place& place, std::vector<std::size_t>& items);
    void arm(const Place& place, Region& region, RegionKind kind, ExprId condition);

    // extract_definitions.cpp
    void decorated(const Place& place);
    void definition(const Place& place, std::vector<Decorator> decorators, text::ByteRange whole);
    void class_body(DefId id, const Place& outside);
    void function_body(DefId id, const Place& outside);
    [[nodiscard]] bool is_worth_reading(DefId id, text::ByteRange body) const;
    void collect_names_of_interest();
    [[nodiscard]] bool mentions_name_of_interest(text::ByteRange range) const;
    void note_mutations_from_functions();

    [[nodiscard]] bool is_interesting(text::ByteRange range) const { return builder_.interest.any_in(range); }

    /// A function body that has not been read yet.
    struct Waiting {
        DefId definition{};
        Place outside;
        syntax::Cursor::Mark body;
    };

    Builder& builder_;
    syntax::Cursor& cursor_;
    ModuleFacts& facts_;
    std::optional<DefId> function_; ///< the function whose body is being read
    std::vector<Waiting> waiting_;
    bool collected_ = false;
    std::set<std::string_view> names_of_interest_; ///< views into the source
};

} // namespace modal_lsp::python
