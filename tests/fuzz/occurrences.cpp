// Occurrences of a name in any text: each reads as the name, and no two overlap.
#include "analysis/syntax/occurrences.hpp"

#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const text::Document document(text);
    std::uint32_t end = 0;
    for (const auto& found : syntax::occurrences(syntax::SyntaxTree::parse(document), "N")) {
        fuzz::require(document.slice(found.range) == "N", "an occurrence reads as the name");
        fuzz::require(found.range.begin.value >= end, "occurrences come in order");
        fuzz::require(found.owner.end.value <= size, "an owner stands in the text");
        end = found.range.end.value;
    }
    return 0;
}
