#include "analysis/workspace/path.hpp"

#include <doctest/doctest.h>

using namespace modal_lsp::workspace;

TEST_CASE("normalizing a path drops dots, empty components and a trailing slash") {
    CHECK(normalized_path("/a/./b//c/") == "/a/b/c");
    CHECK(normalized_path("//a") == "/a");
    CHECK(normalized_path("/") == "/");
    CHECK(normalized_path("///") == "/");
    CHECK(normalized_path("") == ".");
    CHECK(normalized_path("./a/.") == "a");
    CHECK(normalized_path("/a/...") == "/a/...");
}

TEST_CASE("dot-dot takes the component before it") {
    CHECK(normalized_path("/a/b/../c") == "/a/c");
    CHECK(normalized_path("/a/..") == "/");
    CHECK(normalized_path("a/..") == ".");
    CHECK(normalized_path("/a/..b/..") == "/a");
}

TEST_CASE("dot-dot with nothing before it disappears only from an absolute path") {
    CHECK(normalized_path("/../../a") == "/a");
    CHECK(normalized_path("../../a") == "../../a");
    CHECK(normalized_path("a/../../b") == "../b");
}

TEST_CASE("parent and name split a path at its last slash") {
    CHECK(parent_of("/a/b") == "/a");
    CHECK(parent_of("/a") == "/");
    CHECK(parent_of("/") == "/");
    CHECK(parent_of("a") == ".");
    CHECK(file_name_of("/a/b.py") == "b.py");
    CHECK(file_name_of("b.py") == "b.py");
    CHECK(file_name_of("/").empty());
}

TEST_CASE("a path is inside a directory only by whole components") {
    CHECK(is_inside("/a/b/c", "/a/b"));
    CHECK(is_inside("/a/b", "/a/b"));
    CHECK(is_inside("/a", "/"));
    CHECK_FALSE(is_inside("/a/bc", "/a/b"));
    CHECK_FALSE(is_inside("/a", "/a/b"));
}

TEST_CASE("a relative path is what the base lacks") {
    CHECK(relative_to("/a/b/c", "/a") == "b/c");
    CHECK(relative_to("/a", "/") == "a");
    CHECK(relative_to("/a", "/a") == "");
    CHECK_FALSE(relative_to("/ab", "/a").has_value());
}

TEST_CASE("joining normalizes and lets an absolute path win") {
    CHECK(join("/a/b", "../c/./d") == "/a/c/d");
    CHECK(join("/", "a") == "/a");
    CHECK(join("/a", "") == "/a");
    CHECK(join("/a", "/b/") == "/b");
    CHECK(join("", "b") == "b");
}
