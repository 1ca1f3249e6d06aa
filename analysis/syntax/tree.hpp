#pragma once
#include "analysis/syntax/kinds.hpp"
#include "analysis/text/document.hpp"
#include "analysis/text/offset.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct TSTree;

namespace modal_lsp::syntax {

/// The syntax tree of one version of a Python file. Move-only; owns the tree and a share of its text, so
/// nothing read through it can outlive its bytes. Never fails: half-typed statements are as `mend` makes
/// them, and what is broken otherwise gives a tree with errors in it.
class SyntaxTree {
  public:
    /// Text larger than 4 GiB is not supported; callers limit file sizes far below.
    [[nodiscard]] static SyntaxTree parse(const text::Document& document);

    /// The tree of `document`, a later version of this tree's text, reusing what did not change between them.
    /// Always the same tree as `parse` gives, so nothing depends on how a text came about.
    [[nodiscard]] SyntaxTree reparse(const text::Document& document) const;

    [[nodiscard]] std::string_view text() const { return *text_; }

    /// True when some part of the text is not Python.
    [[nodiscard]] bool has_error() const;

    /// S-expression of the tree with byte ranges: for tests and debugging.
    [[nodiscard]] std::string dump() const;

  private:
    friend class Cursor;

    struct Deleter {
        void operator()(TSTree* tree) const;
    };

    using Tree = std::unique_ptr<TSTree, Deleter>;

    SyntaxTree(Tree tree, std::shared_ptr<const std::string> text, std::shared_ptr<const std::string> parsed);
    [[nodiscard]] bool has_parse_error() const;

    Tree tree_;
    std::shared_ptr<const std::string> text_;
    std::shared_ptr<const std::string> parsed_; ///< what the tree is of: the text, or the mended text
};

/// A place in a tree that moves: one cursor serves a whole walk, without allocating per node. The tree must
/// outlive the cursor.
class Cursor {
  public:
    explicit Cursor(const SyntaxTree& tree);
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    ~Cursor();

    [[nodiscard]] Kind kind() const;
    /// The field this node fills in its parent.
    [[nodiscard]] Field field() const;
    [[nodiscard]] text::ByteRange range() const;
    [[nodiscard]] std::string_view text() const;
    /// Not punctuation or a keyword.
    [[nodiscard]] bool is_named() const;
    /// Put in by error recovery; its range is empty.
    [[nodiscard]] bool is_missing() const;
    [[nodiscard]] bool has_error() const;

    /// A node to come back to. Valid while the tree lives.
    struct Mark {
        std::array<std::uint64_t, 4> node{};
    };

    [[nodiscard]] Mark mark() const;
    /// Moves to a marked node, which is then as far up as `parent` goes.
    void go_to(const Mark& mark);

    bool first_child();
    bool next_sibling();
    bool parent();

    /// Calls `visit()` with the cursor on each named child (errors included) in turn, then comes back.
    template <class Visit> void each_child(Visit&& visit) {
        if (!first_child()) return;
        do {
            if (is_named()) visit();
        } while (next_sibling());
        parent();
    }

    /// Like each_child, unnamed tokens included.
    template <class Visit> void each_token(Visit&& visit) {
        if (!first_child()) return;
        do
            visit();
        while (next_sibling());
        parent();
    }

  private:
    struct State;
    std::unique_ptr<State> state_;
    std::string_view text_;
};

} // namespace modal_lsp::syntax
