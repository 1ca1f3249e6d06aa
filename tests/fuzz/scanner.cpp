// Tokens come in order, inside of the text, and come to an end.
#include "analysis/syntax/scanner.hpp"

#include "tests/fuzz/input.hpp"

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::Input(data, size).rest();
    syntax::Scanner scanner(text);
    std::uint32_t last = 0;
    std::size_t count = 0;
    while (const auto token = scanner.next()) {
        fuzz::require(token->range.begin.value >= last && token->range.begin <= token->range.end,
                      "tokens in order");
        fuzz::require(token->range.end.value <= text.size(), "inside of the text");
        fuzz::require(++count <= 2 * text.size() + 16, "not more than there can be");
        last = token->range.end.value;
    }
    return 0;
}
