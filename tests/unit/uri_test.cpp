#include "protocol/uri.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using modal_lsp::protocol::path_of;
using modal_lsp::protocol::uri_of;

TEST_CASE("a file URI names its path, decoded") {
    CHECK(path_of("file:///home/a%20b/x.py") == "/home/a b/x.py");
    CHECK(path_of("file:///home/caf%C3%A9.py") == "/home/café.py");
    CHECK(path_of("FILE:///x") == "/x");
    CHECK(path_of("file:/x") == "/x");
    CHECK(path_of("file://localhost/x") == "/x");
    CHECK(path_of("file:///x?query#fragment") == "/x");
    CHECK(path_of("file:///x%23y") == "/x#y");
}

TEST_CASE("every spelling of a drive gives the same path") {
    for (const char* uri : {"file:///c%3A/x", "file:///C%3a/x", "file:///C:/x", "file:///c:/x/"})
        CHECK(path_of(uri) == "c:/x");
    CHECK(path_of("file:///C:/") == "c:/");
    CHECK(path_of("file:///C:") == "c:/");
    CHECK(path_of("file:///c:x") == "/c:x");
}

TEST_CASE("another host becomes a share") {
    CHECK(path_of("file://host/share/x") == "//host/share/x");
    CHECK(uri_of("//host/share/x") == "file://host/share/x");
}

TEST_CASE("paths come out canonical") {
    CHECK(path_of("file:///a/./b/../c//d/") == "/a/c/d");
    CHECK(path_of("file:///../../a") == "/a");
    CHECK(path_of("file:///") == "/");
    CHECK(path_of("file:///a/%2E%2E/b") == "/b");
    CHECK(path_of("file:///c:/../x") == "c:/x");
}

TEST_CASE("malformed escapes stay as they are") {
    CHECK(path_of("file:///a%") == "/a%");
    CHECK(path_of("file:///a%4") == "/a%4");
    CHECK(path_of("file:///a%zz%41") == "/a%zzA");
    CHECK(path_of("file:///a%%41") == "/a%A");
}

TEST_CASE("what names no file gives no path") {
    for (const char* uri : {"", "untitled:Untitled-1", "http://x/y", "/plain/path", "file:", "file://",
                            "file:relative", "file:///a%00b", "file://a%00/b", "file://a%2Fb/c"})
        CHECK_MESSAGE(!path_of(uri), uri);
}

TEST_CASE("a path is encoded as VS Code does") {
    CHECK(uri_of("/a b/ü#?.py") == "file:///a%20b/%C3%BC%23%3F.py");
    CHECK(uri_of("C:/x") == "file:///c%3A/x");
    CHECK(uri_of("/-._~+@!") == "file:///-._~%2B%40%21");
    CHECK(uri_of("/") == "file:///");
}

TEST_CASE("the root of a host survives the trip to a URI and back") {
    CHECK(path_of("file://host/.") == "//host/");
    CHECK(path_of(uri_of("//host/")) == "//host/");
}

TEST_CASE("a drive is one behind empty segments, too") {
    CHECK(path_of("file:////c%3A//x") == "c:/x");
    CHECK(path_of("file:///./C:/x") == "c:/x");
    CHECK(path_of("file:///c:/../d:/x") == "c:/d:/x");
}

TEST_CASE("a canonical path survives the trip to a URI and back") {
    std::mt19937 random(20240607);
    std::uniform_int_distribution<int> byte(1, 255);
    std::uniform_int_distribution<int> length(1, 12);
    for (int round = 0; round < 2000; ++round) {
        std::string path = round % 3 == 0 ? "c:" : round % 3 == 1 ? "//host" : "";
        for (int segment = length(random); segment > 0; --segment) {
            path += "/seg"; // so that no segment is empty, "..", or a drive
            for (int i = length(random); i > 0; --i) {
                const char c = static_cast<char>(byte(random));
                path += c == '/' ? '%' : c;
            }
        }
        REQUIRE(path_of(uri_of(path)) == path);
    }
}
