// Facts are a function of the text: the same twice, and the same by way of an edit.
#include "analysis/python/extract.hpp"
#include "analysis/syntax/scanner.hpp"
#include "analysis/syntax/tree.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::uint32_t at = input.number(), length = input.byte();
    const std::string replacement(input.until("|").substr(0, 40));
    const text::Document before{std::string(input.rest())};
    const auto tree = syntax::SyntaxTree::parse(before);
    const auto facts = python::extract(tree);
    fuzz::require(facts == python::extract(syntax::SyntaxTree::parse(before)),
                  "facts are a function of the text");
    fuzz::require(same_but_for_positions(facts, facts), "facts equal themselves");

    const auto end = static_cast<std::uint32_t>(before.text().size());
    const std::uint32_t begin = std::min(at, end);
    const text::Edit edit{text::make_range(begin, std::min(begin + length, end)), replacement};
    const text::Document after = before.edited(edit);
    const auto incremental = tree.reparse(after);
    const auto fresh = syntax::SyntaxTree::parse(after);
    fuzz::require(incremental.dump() == fresh.dump(), "an edit leads to the same tree");
    fuzz::require(python::extract(incremental) == python::extract(fresh), "and to the same facts");
    return 0;
}
