#include "analysis/text/line_index.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace modal_lsp::text;

namespace {

LineIndex index_of(std::string text) {
    return LineIndex(std::make_shared<const std::string>(std::move(text)));
}

} // namespace

TEST_CASE("a column counts the units of its encoding") {
    const auto index = index_of("é😀x\n");
    CHECK(index.position({2}, Encoding::utf8) == LineColumn{0, 2});
    CHECK(index.position({6}, Encoding::utf8) == LineColumn{0, 6});
    CHECK(index.position({6}, Encoding::utf16) == LineColumn{0, 3});
    CHECK(index.position({6}, Encoding::utf32) == LineColumn{0, 2});
    CHECK(index.offset({0, 3}, Encoding::utf16).value == 6);
    CHECK(index.offset({0, 2}, Encoding::utf32).value == 6);
}

TEST_CASE("a place inside a character snaps to its start") {
    const auto index = index_of("😀x");
    CHECK(index.offset({0, 1}, Encoding::utf16).value == 0);
    CHECK(index.position({2}, Encoding::utf16) == LineColumn{0, 0});
}

TEST_CASE("LF, CRLF and a lone CR end lines") {
    const auto index = index_of("a\r\nb\rc\nd");
    CHECK(index.line_count() == 4);
    CHECK(index.line_text(0) == "a");
    CHECK(index.line_text(1) == "b");
    CHECK(index.line_text(2) == "c");
    CHECK(index.line_text(3) == "d");
    CHECK(index.offset({0, 9}, Encoding::utf16).value == 1);
}

TEST_CASE("places outside the text are clamped") {
    const auto index = index_of("ab\ncd");
    CHECK(index.offset({9, 9}, Encoding::utf16).value == 5);
    CHECK(index.offset({0, 9}, Encoding::utf16).value == 2);
    CHECK(index.position({99}, Encoding::utf16) == LineColumn{1, 2});
    CHECK(index_of("").position({0}, Encoding::utf16) == LineColumn{0, 0});
    CHECK(index_of("").offset({3, 3}, Encoding::utf32).value == 0);
}

TEST_CASE("bytes that are not UTF-8 count as one unit each") {
    const auto index = index_of("\xFF\xC3x");
    CHECK(index.position({2}, Encoding::utf16) == LineColumn{0, 2});
    CHECK(index.offset({0, 2}, Encoding::utf16).value == 2);
}
