#include "server/operate/e2e_checks.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp::server::operate;

TEST_CASE("checks are read with their defaults") {
    const auto checks = parse_checks("[[check]]\n"
                                     "[[check]]\n"
                                     "method = \"POST\"\n"
                                     "path = \"/ask\"\n"
                                     "function = \"web\"\n"
                                     "body = { n = 3, words = [\"a\"] }\n"
                                     "status = 201\n"
                                     "timeout = 7\n"
                                     "json = { \"items.0.name\" = \"x\", ok = true, n = 1.5 }\n");
    REQUIRE_MESSAGE(checks.has_value(), checks.error());
    REQUIRE(checks->size() == 2);
    CHECK(checks->at(0) == default_checks().at(0));
    const WebCheck& second = checks->at(1);
    CHECK(second.body == "{\"n\":3,\"words\":[\"a\"]}");
    CHECK(second.status == 201);
    CHECK(second.limit.count() == 7);
    CHECK(second.function == "web");
    CHECK(second.json.size() == 3);
}

TEST_CASE("a body makes a check a POST, and text is sent as text") {
    const auto checks = parse_checks("[[check]]\nbody = \"hello\"\n");
    REQUIRE(checks);
    CHECK(checks->at(0).method == "POST");
    CHECK(checks->at(0).content_type == "text/plain");
}

TEST_CASE("what is wrong in the file is said with its line") {
    const auto problem = [](const char* text) {
        const auto checks = parse_checks(text);
        return checks ? std::string() : checks.error();
    };
    CHECK(problem("") == "there is no [[check]] in it");
    CHECK(problem("[check]\n") == "line 1: expected [[check]], with two brackets");
    CHECK(problem("[[checks]]\n").find("unknown key \"checks\"") != std::string::npos);
    CHECK(problem("[[check]]\nmethod = \"FETCH\"\n").starts_with("line 2: \"method\": expected one of GET"));
    CHECK(problem("[[check]]\npath = \"health\"\n").starts_with("line 2: \"path\""));
    CHECK(problem("[[check]]\nstatus = 99\n").starts_with("line 2: \"status\""));
    CHECK(problem("[[check]]\ntimeout = 0\n").starts_with("line 2: \"timeout\""));
    CHECK(problem("[[check]]\nstatsu = 200\n").starts_with("line 2: unknown key \"statsu\""));
    CHECK(problem("[[check]\n").starts_with("syntax error"));
}

TEST_CASE("an answer is held against its check") {
    WebCheck check{.status = 200};
    check.json = {{"status", "\"ok\""}, {"items.1.n", "2"}};
    CHECK(mismatch(check, {.status = 200, .body = R"({"status": "ok", "items": [{"n": 1}, {"n": 2}]})"},
                   modal_lsp::Language::english)
              .empty());
    CHECK(mismatch(check, {.status = 200, .body = R"({"status": "ok", "items": [{"n": 1}, {"n": 3}]})"},
                   modal_lsp::Language::english) == "expected items.1.n to be 2, got 3");
    CHECK(mismatch(check, {.status = 200, .body = R"({"status": "ok"})"}, modal_lsp::Language::english) ==
          "the answer has no items.1.n");
    CHECK(mismatch(check, {.status = 200, .body = "<html>"}, modal_lsp::Language::english) ==
          "the answer is not JSON, or too long");
    CHECK(mismatch(check, {.status = 500}, modal_lsp::Language::english) == "expected status 200, got 500");
    CHECK(mismatch(check, {.status = 0, .error = "refused"}, modal_lsp::Language::english) == "refused");
}
