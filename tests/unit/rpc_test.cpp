#include "protocol/rpc.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

using namespace modal_lsp::protocol;

namespace {

ProtocolProblem problem_of(std::string_view text) {
    auto message = parse_message(text);
    CAPTURE(text);
    REQUIRE_FALSE(message.has_value());
    return message.error();
}

int code_of(std::string_view text) {
    return problem_of(text).error.code;
}

std::string nested(std::size_t depth) {
    return R"({"jsonrpc":"2.0","method":"m","params":)" + std::string(depth, '[') + std::string(depth, ']') +
           "}";
}

} // namespace

TEST_CASE("requests, notifications and responses are told apart") {
    const auto request = parse_message(R"({"jsonrpc":"2.0","id":7,"method":"m","params":{"a":1}})");
    REQUIRE(std::holds_alternative<Request>(request.value()));
    CHECK(std::get<Request>(*request).id == RequestId(7));
    CHECK(std::get<Request>(*request).method == "m");
    CHECK(std::get<Request>(*request).params == Json{{"a", 1}});

    const auto notification = parse_message(R"({"jsonrpc":"2.0","method":"m"})");
    REQUIRE(std::holds_alternative<Notification>(notification.value()));
    CHECK(std::get<Notification>(*notification).params.is_null());

    const auto response = parse_message(R"({"jsonrpc":"2.0","id":"a","result":[1]})");
    REQUIRE(std::holds_alternative<Response>(response.value()));
    CHECK(std::get<Response>(*response).id == RequestId("a"));
    CHECK(std::get<Response>(*response).outcome.value() == Json::array({1}));
}

TEST_CASE("an error response keeps its code and message") {
    const auto response =
        parse_message(R"({"jsonrpc":"2.0","id":1,"result":null,"error":{"code":-32601,"message":"no"}})");
    const auto& outcome = std::get<Response>(response.value()).outcome;
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().code == -32601);
    CHECK(outcome.error().message == "no");
}

TEST_CASE("a response without result counts as null") {
    const auto response = parse_message(R"({"jsonrpc":"2.0","id":1})");
    CHECK(std::get<Response>(response.value()).outcome.value().is_null());
}

TEST_CASE("what is not JSON in UTF-8 is a parse error with a null id") {
    for (const char* text : {"", "{", "{]", "nope", "{\"jsonrpc\":\"2.0\",}", "\xFF", "{} {}",
                             "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xC3\x28\"}",
                             "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xED\xA0\x80\"}"}) {
        const auto problem = problem_of(text);
        CHECK_MESSAGE(problem.error.code == error_code::kParseError, text);
        CHECK(problem.id.is_null());
        CHECK(problem.answerable);
    }
}

TEST_CASE("a parse error says where") {
    CHECK(problem_of(R"({"a": nope})").error.message.find("byte 8") != std::string::npos);
}

TEST_CASE("JSON that is no message is an invalid request that keeps a readable id") {
    CHECK(code_of("[]") == error_code::kInvalidRequest);
    CHECK(code_of(R"([{"jsonrpc":"2.0","id":1,"method":"m"}])") == error_code::kInvalidRequest);
    CHECK(code_of("1") == error_code::kInvalidRequest);
    CHECK(code_of("{}") == error_code::kInvalidRequest);
    for (const char* text : {R"({"jsonrpc":"1.0","id":4,"method":"m"})", R"({"id":4,"method":"m"})",
                             R"({"jsonrpc":2,"id":4,"method":"m"})", R"({"jsonrpc":"2.0","id":4,"method":5})",
                             R"({"jsonrpc":"2.0","id":4,"method":"m","params":"x"})",
                             R"({"jsonrpc":"2.0","id":4,"method":"m","params":1})"}) {
        CHECK_MESSAGE(code_of(text) == error_code::kInvalidRequest, text);
        CHECK_MESSAGE(problem_of(text).id == RequestId(4), text);
    }
}

TEST_CASE("an id is an integer or a string") {
    for (const char* id : {"1.5", "null", "true", "[]", "{}", "18446744073709551615", "1e300"}) {
        const std::string text = std::string(R"({"jsonrpc":"2.0","method":"m","id":)") + id + "}";
        CHECK_MESSAGE(code_of(text) == error_code::kInvalidRequest, id);
        CHECK(problem_of(text).id.is_null());
    }
    const auto lowest = parse_message(R"({"jsonrpc":"2.0","method":"m","id":-9223372036854775808})");
    CHECK(std::get<Request>(lowest.value()).id.to_json() == INT64_MIN);
}

TEST_CASE("the number 1 and the text \"1\" are different ids") {
    CHECK(RequestId(1) != RequestId("1"));
    CHECK((RequestId(1) < RequestId("1")) != (RequestId("1") < RequestId(1)));
}

TEST_CASE("malformed responses are not to be answered") {
    CHECK_FALSE(problem_of(R"({"jsonrpc":"2.0","id":1.5,"result":1})").answerable);
    CHECK_FALSE(problem_of(R"({"jsonrpc":"2.0","result":1})").answerable);
    CHECK_FALSE(problem_of(R"({"id":1,"result":1})").answerable);
}

TEST_CASE("nesting is limited without using the stack") {
    CHECK(parse_message(nested(kMaxJsonDepth - 1)).has_value());
    CHECK(code_of(nested(kMaxJsonDepth)) == error_code::kParseError);
    CHECK(code_of(nested(100'000)) == error_code::kParseError);
    CHECK(code_of(std::string(100'000, '[')) == error_code::kParseError);
    std::string objects;
    for (int i = 0; i < 100'000; ++i)
        objects += "{\"a\":";
    CHECK(code_of(objects) == error_code::kParseError);
}

TEST_CASE("brackets in strings do not count as nesting") {
    const std::string brackets(1000, '[');
    CHECK(
        parse_message(R"({"jsonrpc":"2.0","method":"m","params":["\")" + brackets + R"(\\"]})").has_value());
}

TEST_CASE("messages survive being written and read") {
    const Request request{.id = RequestId("é\n"), .method = "m", .params = Json{{"a", {1, 2}}}};
    const auto read = parse_message(to_text(request));
    CHECK(std::get<Request>(read.value()).id == request.id);
    CHECK(std::get<Request>(read.value()).params == request.params);

    const auto failed = parse_message(
        to_text(Response{.id = RequestId(3), .outcome = tl::unexpected(ResponseError{5, "x"})}));
    CHECK(std::get<Response>(failed.value()).outcome.error().code == 5);
    CHECK(Json::parse(to_text(Notification{.method = "m"})) == Json{{"jsonrpc", "2.0"}, {"method", "m"}});
    CHECK(Json::parse(to_text(Response{.id = RequestId(3), .outcome = Json(nullptr)})) ==
          Json{{"jsonrpc", "2.0"}, {"id", 3}, {"result", nullptr}});
}

TEST_CASE("bytes that are not UTF-8 are written as replacement characters") {
    const auto text = to_text(Notification{.method = "m", .params = Json{{"a", "x\xFFy\xC3"}}});
    CHECK(Json::parse(text)["params"]["a"] == "x\uFFFDy\uFFFD");
    const auto error =
        to_text(Response{.id = RequestId("\xFF"), .outcome = tl::unexpected(ResponseError{1, "\xFF"})});
    CHECK(Json::accept(error));
}

TEST_CASE("a problem becomes an error response with its id") {
    const Json json = Json::parse(to_text(response_to(problem_of("[]"))));
    CHECK(json["id"].is_null());
    CHECK(json["error"]["code"] == error_code::kInvalidRequest);
}
