#include "tests/support/markers.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp::testing;

namespace {

MarkedFile read(std::string_view text) {
    auto file = read_markers("a.py", text);
    REQUIRE_MESSAGE(file.has_value(), file.error());
    return *std::move(file);
}

std::string error_of(std::string_view text) {
    const auto file = read_markers("a.py", text);
    return file ? "" : file.error();
}

} // namespace

TEST_CASE("a marker speaks about the last line that is not a marker's") {
    const auto file = read("a\nb\n#@ links(1)\n  #@ links(2)\n#@^1 links(3)\nc  #@ links(4)\n");
    REQUIRE(file.markers.size() == 4);
    CHECK(file.markers[0].line == 1);
    CHECK(file.markers[1].line == 1);
    CHECK(file.markers[2].line == 0);
    CHECK(file.markers[3].line == 5);
}

TEST_CASE("markers leave empty lines and every line end behind") {
    CHECK(read("a\r\n#@ links(1)\r\nb #@ links(2) #@ links(3)\n").text == "a\r\n\r\nb\n");
    CHECK(read("a").text == "a");
}

TEST_CASE("arguments are strings, words and lists, some with keys") {
    const auto file = read("x\n#@ complete(\"a'`\", `b\"`, none, has=[\"c\", 'd'], n=2)\n");
    REQUIRE(file.markers.size() == 1);
    const Marker& marker = file.markers[0];
    REQUIRE(marker.values.size() == 3);
    CHECK(marker.values[0].text == "a'`");
    CHECK(marker.values[1].text == "b\"");
    CHECK(marker.values[2].is_none);
    CHECK(marker.options.at("has").list == std::vector<std::string>{"c", "d"});
    CHECK(marker.options.at("n").text == "2");
}

TEST_CASE("a marker that cannot be read is an error with its line") {
    CHECK(error_of("x\n#@ hovver(\"x\")\n").starts_with("a.py:2: "));
    CHECK(error_of("x\n#@ hover(\"x\n") != "");
    CHECK(error_of("x\n#@ hover(\"x\") more\n") != "");
    CHECK(error_of("x\n#@ hover \"x\"\n") != "");
    CHECK(error_of("x\n#@ complete(has=[\"x\")\n") != "");
    CHECK(error_of("#@ links(1)\n") != "");
}

TEST_CASE("a fragment stands on its line exactly once, or is numbered") {
    const auto file = read("é = 'é'\n#@ hover(\"é\")\n#@ hover(\"é\", nth=2)\n");
    CHECK_FALSE(find_fragment(file, file.markers[0], "é"));
    CHECK_FALSE(find_fragment(file, file.markers[0], "e"));
    const auto second = find_fragment(file, file.markers[1], "é");
    REQUIRE(second.has_value());
    CHECK(second->range == modal_lsp::text::make_range(6, 8));
}

TEST_CASE("a bar in a fragment is a cursor") {
    const auto file = read("one two\n#@ hover(\"x\")\n");
    const auto found = find_fragment(file, file.markers[0], "t|wo");
    REQUIRE(found.has_value());
    REQUIRE(found->cursor.has_value());
    CHECK(found->cursor->value == 5);
}

TEST_CASE("a place is found by the code around it, and never in a marker") {
    const auto file = read("def a(): a\n#@ refs(\"a.py: def <<a>>\")\n");
    const auto found = find_place({{"a.py", file}}, "a.py: def <<a>>()");
    REQUIRE(found.has_value());
    CHECK(found->range == modal_lsp::text::make_range(4, 5));
    CHECK_FALSE(find_place({{"a.py", file}}, "a.py: <<a>>"));
    CHECK_FALSE(find_place({{"a.py", file}}, "b.py: <<a>>"));
    CHECK_FALSE(find_place({{"a.py", file}}, "a.py: def a"));
}
