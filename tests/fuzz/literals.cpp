// A value that is written into a literal is the value that is read from it.
#include "analysis/syntax/literals.hpp"

#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

namespace {

std::string without_doubled_braces(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        out.push_back(text[at]);
        if ((text[at] == '{' || text[at] == '}') && at + 1 < text.size() && text[at + 1] == text[at]) ++at;
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const std::string_view source = input.until("|");
    const auto literal = syntax::split_string_literal(source);
    fuzz::require(literal.has_value() == (syntax::opening_length(source) != 0),
                  "a literal is what opens like one");
    if (!literal) return 0;
    fuzz::require(literal->content_begin <= literal->content_end && literal->content_end <= source.size(),
                  "the content is inside of the literal");
    (void)syntax::unescape(source.substr(literal->content_begin), literal->raw);
    const std::string_view value = input.rest();
    const std::string content = syntax::escape_for(value, *literal);
    if (literal->raw) return 0;
    const std::string read = syntax::unescape(content, false);
    fuzz::require((literal->formatted ? without_doubled_braces(read) : read) == value,
                  "what is written is read");
    fuzz::require(content.find_first_of("\r\n") == std::string::npos, "on one line");
    return 0;
}
