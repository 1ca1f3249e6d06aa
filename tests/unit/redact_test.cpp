#include "server/operate/redact.hpp"

#include <doctest/doctest.h>

#include <string>

using modal_lsp::server::operate::is_secret_name;
using modal_lsp::server::operate::plain;
using modal_lsp::server::operate::Redactor;

TEST_CASE("tokens are hidden wherever they stand") {
    const Redactor redact;
    CHECK(redact("using ak-12345abcdeF and as-98765abcdeF.") == "using ak-*** and as-***.");
    CHECK(redact("'token_id': 'ak-12345abcdeF',") == "'token_id': '***',");
    CHECK(redact("(hf_AbCdEfGhIj)") == "(hf_***)");
}

TEST_CASE("words that only look like tokens stay") {
    const Redactor redact;
    for (const char* line :
         {"as-is", "such as-you-like things", "ak-", "task-12345678", "a token was created",
          "https://w--shop-web.modal.run/health", "ap-abcdefghijklmnopqrstuv"})
        CHECK(redact(line) == line);
}

TEST_CASE("values behind names of secrets are hidden, however they are written") {
    const Redactor redact;
    CHECK(redact("HF_TOKEN=abc123 next") == "HF_TOKEN=*** next");
    CHECK(redact("\"token_secret\": \"abc\", \"x\": 1") == "\"token_secret\": \"***\", \"x\": 1");
    CHECK(redact("password: hunter2") == "password: ***");
    CHECK(redact("AWS_SECRET_ACCESS_KEY='x/y+z'") == "AWS_SECRET_ACCESS_KEY='***'");
    CHECK(redact("Authorization: Bearer abc.def") == "Authorization: Bearer ***");
    CHECK(redact("--api-key=abc") == "--api-key=***");
    CHECK(redact("\"token_id\": null") == "\"token_id\": null");
}

TEST_CASE("passwords in addresses, quoted values and headers are hidden whole") {
    const Redactor redact;
    CHECK(redact("postgres://admin:hunter2secret@db:5432/x") == "postgres://admin:***@db:5432/x");
    CHECK(redact("git+https://u:tokentoken@github.com/a") == "git+https://u:***@github.com/a");
    CHECK(redact("https://example.com:8000/a@b") == "https://example.com:8000/a@b");
    CHECK(redact("TOKEN=\"my secret pass phrase\" x") == "TOKEN=\"***\" x");
    CHECK(redact("Authorization: Basic dXNlcjpwYXNz") == "Authorization: Basic ***");
    CHECK(redact("github_pat_11AAAAAA0abcdef") == "git***");
}

TEST_CASE("values of this process's own secrets are hidden in any place") {
    const Redactor redact({"MY_SECRET=correct-horse", "HOME=/home/somebody", "X_TOKEN=short"});
    CHECK(redact("got correct-horse at /home/somebody, short") == "got *** at /home/somebody, short");
}

TEST_CASE("which names hold secrets") {
    CHECK(is_secret_name("HF_TOKEN"));
    CHECK(is_secret_name("modal_token_id"));
    CHECK(is_secret_name("DB_PASSWORD"));
    CHECK_FALSE(is_secret_name("MODAL_PROFILE"));
    CHECK_FALSE(is_secret_name("KEYBOARD"));
}

TEST_CASE("a line for people has no escapes and no bytes that are not UTF-8") {
    CHECK(plain("\x1b[1;32mok\x1b[0m done") == "ok done");
    CHECK(plain("\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\!") == "link!");
    CHECK(plain("a\x01\tb\xff") == "a b\xEF\xBF\xBD");
    CHECK(plain("\x1b") == "");
    CHECK(plain("\x1b[") == "");
}
