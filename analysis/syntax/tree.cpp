#include "analysis/syntax/tree.hpp"

#include "analysis/syntax/mend.hpp"

#include <fmt/format.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace modal_lsp::syntax {
namespace {

struct KindName {
    std::string_view name;
    Kind kind;
};

constexpr auto kKindNames = std::to_array<KindName>({
    {"ERROR", Kind::error},
    {"module", Kind::module},
    {"block", Kind::block},
    {"comment", Kind::comment},
    {"expression_statement", Kind::expression_statement},
    {"assignment", Kind::assignment},
    {"augmented_assignment", Kind::augmented_assignment},
    {"import_statement", Kind::import_statement},
    {"import_from_statement", Kind::import_from_statement},
    {"future_import_statement", Kind::future_import_statement},
    {"aliased_import", Kind::aliased_import},
    {"dotted_name", Kind::dotted_name},
    {"relative_import", Kind::relative_import},
    {"import_prefix", Kind::import_prefix},
    {"wildcard_import", Kind::wildcard_import},
    {"function_definition", Kind::function_definition},
    {"class_definition", Kind::class_definition},
    {"decorated_definition", Kind::decorated_definition},
    {"decorator", Kind::decorator},
    {"if_statement", Kind::if_statement},
    {"elif_clause", Kind::elif_clause},
    {"else_clause", Kind::else_clause},
    {"for_statement", Kind::for_statement},
    {"while_statement", Kind::while_statement},
    {"try_statement", Kind::try_statement},
    {"except_clause", Kind::except_clause},
    {"finally_clause", Kind::finally_clause},
    {"with_statement", Kind::with_statement},
    {"with_clause", Kind::with_clause},
    {"with_item", Kind::with_item},
    {"as_pattern", Kind::as_pattern},
    {"as_pattern_target", Kind::as_pattern_target},
    {"match_statement", Kind::match_statement},
    {"case_clause", Kind::case_clause},
    {"return_statement", Kind::return_statement},
    {"raise_statement", Kind::raise_statement},
    {"break_statement", Kind::break_statement},
    {"continue_statement", Kind::continue_statement},
    {"delete_statement", Kind::delete_statement},
    {"global_statement", Kind::global_statement},
    {"nonlocal_statement", Kind::nonlocal_statement},
    {"type_alias_statement", Kind::type_alias_statement},
    {"identifier", Kind::identifier},
    {"attribute", Kind::attribute},
    {"call", Kind::call},
    {"argument_list", Kind::argument_list},
    {"keyword_argument", Kind::keyword_argument},
    {"string", Kind::string},
    {"string_start", Kind::string_start},
    {"string_content", Kind::string_content},
    {"string_end", Kind::string_end},
    {"interpolation", Kind::interpolation},
    {"concatenated_string", Kind::concatenated_string},
    {"integer", Kind::integer},
    {"float", Kind::floating},
    {"true", Kind::true_value},
    {"false", Kind::false_value},
    {"none", Kind::none_value},
    {"list", Kind::list},
    {"tuple", Kind::tuple},
    {"dictionary", Kind::dictionary},
    {"set", Kind::set},
    {"pair", Kind::pair},
    {"subscript", Kind::subscript},
    {"slice", Kind::slice},
    {"binary_operator", Kind::binary_operator},
    {"unary_operator", Kind::unary_operator},
    {"not_operator", Kind::not_operator},
    {"boolean_operator", Kind::boolean_operator},
    {"comparison_operator", Kind::comparison_operator},
    {"conditional_expression", Kind::conditional_expression},
    {"parenthesized_expression", Kind::parenthesized_expression},
    {"named_expression", Kind::named_expression},
    {"lambda", Kind::lambda},
    {"list_comprehension", Kind::list_comprehension},
    {"set_comprehension", Kind::set_comprehension},
    {"dictionary_comprehension", Kind::dictionary_comprehension},
    {"generator_expression", Kind::generator_expression},
    {"for_in_clause", Kind::for_in_clause},
    {"if_clause", Kind::if_clause},
    {"await", Kind::await},
    {"yield", Kind::yield},
    {"list_splat", Kind::list_splat},
    {"dictionary_splat", Kind::dictionary_splat},
    {"parenthesized_list_splat", Kind::list_splat},
    {"expression_list", Kind::expression_list},
    {"pattern_list", Kind::pattern_list},
    {"tuple_pattern", Kind::tuple_pattern},
    {"list_pattern", Kind::list_pattern},
    {"list_splat_pattern", Kind::list_splat_pattern},
    {"dictionary_splat_pattern", Kind::dictionary_splat_pattern},
    {"parameters", Kind::parameters},
    {"lambda_parameters", Kind::lambda_parameters},
    {"default_parameter", Kind::default_parameter},
    {"typed_parameter", Kind::typed_parameter},
    {"typed_default_parameter", Kind::typed_default_parameter},
    {"keyword_separator", Kind::keyword_separator},
    {"positional_separator", Kind::positional_separator},
    {"type", Kind::type},
});

struct FieldName {
    std::string_view name;
    Field field;
};

constexpr auto kFieldNames = std::to_array<FieldName>({
    {"alias", Field::alias},
    {"alternative", Field::alternative},
    {"argument", Field::argument},
    {"arguments", Field::arguments},
    {"attribute", Field::attribute},
    {"body", Field::body},
    {"condition", Field::condition},
    {"consequence", Field::consequence},
    {"definition", Field::definition},
    {"expression", Field::expression},
    {"function", Field::function},
    {"key", Field::key},
    {"left", Field::left},
    {"module_name", Field::module_name},
    {"name", Field::name},
    {"object", Field::object},
    {"operator", Field::operator_},
    {"operators", Field::operators},
    {"parameters", Field::parameters},
    {"return_type", Field::return_type},
    {"right", Field::right},
    {"subject", Field::subject},
    {"subscript", Field::subscript},
    {"superclasses", Field::superclasses},
    {"type", Field::type},
    {"value", Field::value},
});

/// Grammar numbers to our enums, looked up once per process.
struct Vocabulary {
    const TSLanguage* language = tree_sitter_python();
    std::vector<Kind> kinds;
    std::vector<Field> fields;

    Vocabulary() {
        kinds.resize(ts_language_symbol_count(language), Kind::other);
        for (const auto& [name, kind] : kKindNames)
            // A name can have several symbols (aliases), so every symbol is asked for its name.
            for (std::uint32_t symbol = 0; symbol < kinds.size(); ++symbol)
                if (is_regular(symbol) &&
                    name == ts_language_symbol_name(language, static_cast<TSSymbol>(symbol)))
                    kinds[symbol] = kind;
        fields.resize(ts_language_field_count(language) + 1, Field::none);
        for (const auto& [name, field] : kFieldNames)
            fields[ts_language_field_id_for_name(language, name.data(),
                                                 static_cast<std::uint32_t>(name.size()))] = field;
        fields[0] = Field::none;
    }

    bool is_regular(std::uint32_t symbol) const {
        return ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) == TSSymbolTypeRegular;
    }
};

const Vocabulary& vocabulary() {
    static const Vocabulary instance;
    return instance;
}

struct ParserDeleter {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

TSTree* parse_text(const std::string& text, const TSTree* previous) {
    // A parser is costly to make and not shareable: one a thread.
    thread_local const std::unique_ptr<TSParser, ParserDeleter> parser = [] {
        TSParser* made = ts_parser_new();
        ts_parser_set_language(made, vocabulary().language);
        return std::unique_ptr<TSParser, ParserDeleter>(made);
    }();
    ts_parser_reset(parser.get());
    return ts_parser_parse_string(parser.get(), previous, text.data(),
                                  static_cast<std::uint32_t>(text.size()));
}

/// tree-sitter counts rows by LF only and columns in bytes, so this is not LineIndex's business.
TSPoint point(std::string_view text, std::uint32_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto newline = before.rfind('\n');
    const auto column = newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
    return {static_cast<std::uint32_t>(std::ranges::count(before, '\n')), static_cast<std::uint32_t>(column)};
}

/// How many bytes both begin with.
std::size_t common_prefix(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// Tells the tree what became of its text: all that lies between what both have at the start and at the end.
void edit_tree(TSTree& tree, std::string_view before, std::string_view after) {
    const std::size_t start = common_prefix(before, after);
    const std::string_view rest_before = before.substr(start), rest_after = after.substr(start);
    const auto same =
        std::mismatch(rest_before.rbegin(), rest_before.rend(), rest_after.rbegin(), rest_after.rend());
    const auto tail = static_cast<std::size_t>(same.first - rest_before.rbegin());
    TSInputEdit change{};
    change.start_byte = static_cast<std::uint32_t>(start);
    change.old_end_byte = static_cast<std::uint32_t>(before.size() - tail);
    change.new_end_byte = static_cast<std::uint32_t>(after.size() - tail);
    change.start_point = point(before, change.start_byte);
    change.old_end_point = point(before, change.old_end_byte);
    change.new_end_point = point(after, change.new_end_byte);
    ts_tree_edit(&tree, &change);
}

std::shared_ptr<const std::string> mended(const text::Document& document) {
    auto made = mend(document.text());
    return made ? std::make_shared<const std::string>(std::move(*made)) : document.shared_text();
}

} // namespace

void SyntaxTree::Deleter::operator()(TSTree* tree) const {
    ts_tree_delete(tree);
}

SyntaxTree::SyntaxTree(Tree tree, std::shared_ptr<const std::string> text,
                       std::shared_ptr<const std::string> parsed)
    : tree_(std::move(tree)), text_(std::move(text)), parsed_(std::move(parsed)) {}

SyntaxTree SyntaxTree::parse(const text::Document& document) {
    auto parsed = mended(document);
    Tree tree(parse_text(*parsed, nullptr));
    return {std::move(tree), document.shared_text(), std::move(parsed)};
}

SyntaxTree SyntaxTree::reparse(const text::Document& document) const {
    // How a parser recovers from errors depends on the way it came to them.
    if (has_parse_error()) return parse(document);
    auto parsed = mended(document);
    const Tree edited(ts_tree_copy(tree_.get()));
    edit_tree(*edited, *parsed_, *parsed);
    Tree tree(parse_text(*parsed, edited.get()));
    SyntaxTree made(std::move(tree), document.shared_text(), std::move(parsed));
    return made.has_parse_error() ? parse(document) : std::move(made);
}

bool SyntaxTree::has_parse_error() const {
    return ts_node_has_error(ts_tree_root_node(tree_.get()));
}

bool SyntaxTree::has_error() const {
    return parsed_ != text_ || has_parse_error();
}

std::string SyntaxTree::dump() const {
    std::string out;
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree_.get()));
    int depth = 0;
    for (bool more = true; more;) {
        const TSNode node = ts_tree_cursor_current_node(&cursor);
        out += fmt::format("{:{}}{} {}-{}{}\n", "", depth, ts_node_type(node), ts_node_start_byte(node),
                           ts_node_end_byte(node), ts_node_is_missing(node) ? " missing" : "");
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            ++depth;
            continue;
        }
        while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor))
            --depth;
    }
    ts_tree_cursor_delete(&cursor);
    return out;
}

struct Cursor::State {
    TSTreeCursor cursor;
    TSNode node;

    explicit State(TSNode root) : cursor(ts_tree_cursor_new(root)), node(root) {}

    State(const State&) = delete;
    State& operator=(const State&) = delete;

    ~State() { ts_tree_cursor_delete(&cursor); }

    bool moved(bool yes) {
        if (yes) node = ts_tree_cursor_current_node(&cursor);
        return yes;
    }
};

Cursor::Cursor(const SyntaxTree& tree)
    : state_(std::make_unique<State>(ts_tree_root_node(tree.tree_.get()))), text_(tree.text()) {}

Cursor::~Cursor() = default;

Kind Cursor::kind() const {
    const TSSymbol symbol = ts_node_symbol(state_->node);
    const auto& kinds = vocabulary().kinds;
    return symbol < kinds.size() ? kinds[symbol] : Kind::error; // ERROR has a number past the table
}

Field Cursor::field() const {
    return vocabulary().fields[ts_tree_cursor_current_field_id(&state_->cursor)];
}

text::ByteRange Cursor::range() const {
    return text::make_range(ts_node_start_byte(state_->node), ts_node_end_byte(state_->node));
}

std::string_view Cursor::text() const {
    const auto [begin, end] = range();
    return text_.substr(begin.value, end.value - begin.value);
}

bool Cursor::is_named() const {
    return ts_node_is_named(state_->node);
}

bool Cursor::is_missing() const {
    return ts_node_is_missing(state_->node);
}

bool Cursor::has_error() const {
    return ts_node_has_error(state_->node);
}

Cursor::Mark Cursor::mark() const {
    static_assert(sizeof(TSNode) == sizeof(Mark));
    return std::bit_cast<Mark>(state_->node);
}

void Cursor::go_to(const Mark& mark) {
    state_->node = std::bit_cast<TSNode>(mark);
    ts_tree_cursor_reset(&state_->cursor, state_->node);
}

bool Cursor::first_child() {
    return state_->moved(ts_tree_cursor_goto_first_child(&state_->cursor));
}

bool Cursor::next_sibling() {
    return state_->moved(ts_tree_cursor_goto_next_sibling(&state_->cursor));
}

bool Cursor::parent() {
    return state_->moved(ts_tree_cursor_goto_parent(&state_->cursor));
}

} // namespace modal_lsp::syntax
