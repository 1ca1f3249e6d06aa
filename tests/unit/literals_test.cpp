#include "analysis/syntax/literals.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp::syntax;

TEST_CASE("a value with line ends is written on one line and read back") {
    const std::string value = "a\r\nb\rc\n";
    const auto literal = split_string_literal("\"\"");
    REQUIRE(literal);
    const std::string content = escape_for(value, *literal);
    CHECK(content == "a\\r\\nb\\rc\\n");
    CHECK(unescape(content, false) == value);
}
