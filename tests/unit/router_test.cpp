#include "protocol/router.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::protocol;

namespace {

using HoverReply = Reply<std::optional<lsp::Hover>>;
using Kind = Incident::Kind;

struct State {
    std::vector<HoverReply> waiting;
    int opened = 0;
};

/// A router whose output is kept, with a helper for each kind of message.
struct Fixture {
    State state;
    std::vector<Json> sent;
    std::vector<Incident> incidents;
    Router<State> router{[this](const std::string& text) { sent.push_back(Json::parse(text)); },
                         [this](const Incident& incident) { incidents.push_back(incident); }};

    Fixture() {
        router
            .on<lsp::InitializeRequest>(
                [](State&, const lsp::InitializeParams&) { return lsp::InitializeResult{}; })
            .on<lsp::HoverRequest>([](State& s, const lsp::HoverParams&, HoverReply reply) {
                s.waiting.push_back(std::move(reply));
            })
            .on<lsp::DidOpenTextDocumentNotification>(
                [](State& s, const lsp::DidOpenTextDocumentParams&) { ++s.opened; });
    }

    void request(Json id, const std::string& method, Json params = Json::object()) {
        Json json = {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
        json["id"] = std::move(id);
        router.receive(state, json.dump());
    }

    void notify(const std::string& method, Json params = Json::object()) {
        router.receive(state,
                       Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump());
    }

    void initialize() {
        request(0, "initialize");
        sent.clear();
    }

    void hover(Json id) {
        request(std::move(id), "textDocument/hover",
                {{"textDocument", {{"uri", "u"}}}, {"position", {{"line", 0}, {"character", 0}}}});
    }

    void open() {
        notify("textDocument/didOpen",
               {{"textDocument", {{"uri", "u"}, {"languageId", "python"}, {"version", 1}, {"text", ""}}}});
    }

    void cancel(Json id) {
        Json params = Json::object();
        params["id"] = std::move(id);
        notify("$/cancelRequest", params);
    }

    /// The code of the only message sent since the last look, which must be an error.
    int error_code() {
        REQUIRE(sent.size() == 1);
        const Json message = sent.back();
        sent.clear();
        REQUIRE(message.contains("error"));
        return message["error"]["code"].get<int>();
    }

    std::vector<Kind> kinds() const {
        std::vector<Kind> out;
        for (const Incident& incident : incidents)
            out.push_back(incident.kind);
        return out;
    }
};

lsp::Hover some_hover() {
    return {.contents = {.value = "x"}};
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "a handler that returns answers at once") {
    request(1, "initialize");
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["id"] == 1);
    CHECK(sent[0]["result"].contains("capabilities"));
    CHECK(router.pending() == 0);
}

TEST_CASE_FIXTURE(Fixture, "a handler may return an error instead") {
    router.on<lsp::RenameRequest>(
        [](State&,
           const lsp::RenameParams&) -> tl::expected<std::optional<lsp::WorkspaceEdit>, ResponseError> {
            return tl::unexpected(ResponseError{error_code::kRequestFailed, "not a name"});
        });
    initialize();
    request(
        "r", "textDocument/rename",
        {{"textDocument", {{"uri", "u"}}}, {"position", {{"line", 0}, {"character", 0}}}, {"newName", "x"}});
    CHECK(sent.at(0)["error"] == Json{{"code", error_code::kRequestFailed}, {"message", "not a name"}});
    CHECK(sent[0]["id"] == "r");
}

TEST_CASE_FIXTURE(Fixture, "a kept reply answers later") {
    initialize();
    hover(1);
    CHECK(sent.empty());
    CHECK(router.pending() == 1);
    std::move(state.waiting[0]).ok(some_hover());
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["result"]["contents"]["value"] == "x");
    state.waiting.clear();
    CHECK(sent.size() == 1);
    CHECK(incidents.empty());
}

TEST_CASE_FIXTURE(Fixture, "requests before initialize are refused and notifications dropped") {
    hover(1);
    CHECK(error_code() == error_code::kServerNotInitialized);
    request(2, "shutdown");
    CHECK(error_code() == error_code::kServerNotInitialized);
    request(3, "no/such");
    CHECK(error_code() == error_code::kServerNotInitialized);
    open();
    CHECK(state.opened == 0);
    CHECK(kinds() == std::vector{Kind::too_early});
    initialize();
    open();
    CHECK(state.opened == 1);
}

TEST_CASE_FIXTURE(Fixture, "nothing is served until initialize is answered") {
    std::vector<Reply<lsp::InitializeResult>> kept;
    router.on<lsp::InitializeRequest>(
        [&](State&, const lsp::InitializeParams&, Reply<lsp::InitializeResult> reply) {
            kept.push_back(std::move(reply));
        });
    request(1, "initialize");
    hover(2);
    CHECK(error_code() == error_code::kServerNotInitialized);
    request(3, "initialize");
    CHECK(error_code() == error_code::kInvalidRequest);
    std::move(kept[0]).ok({});
    hover(4);
    CHECK(state.waiting.size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a failed initialize may be tried again, a good one may not") {
    request(1, "initialize", Json::array());
    CHECK(error_code() == error_code::kInvalidParams);
    request(2, "initialize");
    CHECK(sent.back().contains("result"));
    sent.clear();
    request(3, "initialize");
    CHECK(error_code() == error_code::kInvalidRequest);
}

TEST_CASE_FIXTURE(Fixture, "after shutdown requests are refused, and exit succeeds") {
    initialize();
    hover("pending");
    request(1, "shutdown", nullptr);
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["result"].is_null());
    sent.clear();
    for (const char* method : {"textDocument/hover", "shutdown", "initialize", "no/such"}) {
        request(2, method);
        CHECK(error_code() == error_code::kInvalidRequest);
    }
    open();
    CHECK(state.opened == 0);
    cancel("pending");
    CHECK(error_code() == error_code::kRequestCancelled);
    CHECK_FALSE(router.exit_code().has_value());
    notify("exit");
    CHECK(router.exit_code() == 0);
}

TEST_CASE_FIXTURE(Fixture, "exit without shutdown fails, even before initialize") {
    notify("exit");
    CHECK(router.exit_code() == 1);
}

TEST_CASE_FIXTURE(Fixture,
                  "unknown methods: a request is answered, a notification reported unless optional") {
    initialize();
    request(1, "no/such");
    CHECK(error_code() == error_code::kMethodNotFound);
    request(2, "$/no/such");
    CHECK(error_code() == error_code::kMethodNotFound);
    notify("$/no/such");
    CHECK(incidents.empty());
    notify("no/such");
    CHECK(kinds() == std::vector{Kind::unknown_notification});
    CHECK(incidents[0].method == "no/such");
    CHECK(sent.empty());
}

TEST_CASE_FIXTURE(Fixture, "bad parameters are answered with their path") {
    initialize();
    request(1, "textDocument/hover",
            {{"textDocument", {{"uri", "u"}}}, {"position", {{"line", -1}, {"character", 0}}}});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["error"]["code"] == error_code::kInvalidParams);
    CHECK(sent[0]["error"]["message"].get<std::string>().starts_with(
        "params.position.line: expected unsigned"));
    CHECK(state.waiting.empty());
    notify("textDocument/didOpen");
    CHECK(kinds() == std::vector{Kind::bad_params});
    CHECK(sent.size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "absent parameters count as an empty object") {
    initialize();
    router.receive(state, R"({"jsonrpc":"2.0","id":1,"method":"textDocument/hover"})");
    CHECK(sent.at(0)["error"]["message"] == "params.textDocument: expected object, found nothing");
}

TEST_CASE_FIXTURE(Fixture, "an exception ends one answer, not the router") {
    router.on<lsp::CodeLensRequest>(
        [](State&, const lsp::CodeLensParams&) -> std::optional<std::vector<lsp::CodeLens>> {
            throw std::runtime_error("boom");
        });
    router.on<lsp::DidOpenTextDocumentNotification>(
        [](State&, const lsp::DidOpenTextDocumentParams&) { throw 1; });
    initialize();
    request(1, "textDocument/codeLens", {{"textDocument", {{"uri", "u"}}}});
    CHECK(error_code() == error_code::kInternalError);
    open();
    CHECK(kinds() == std::vector{Kind::handler_threw, Kind::handler_threw});
    CHECK(incidents[0].detail == "boom");
    CHECK(incidents[0].method == "textDocument/codeLens");
    hover(2);
    CHECK(state.waiting.size() == 1);
}

TEST_CASE_FIXTURE(Fixture, "a handler that throws with or without its reply gives one answer") {
    bool keep = false;
    router.on<lsp::HoverRequest>([&](State& s, const lsp::HoverParams&, HoverReply reply) {
        if (keep) s.waiting.push_back(std::move(reply));
        throw std::runtime_error("boom");
    });
    initialize();
    hover(1);
    CHECK(error_code() == error_code::kInternalError);
    keep = true;
    hover(2);
    CHECK(error_code() == error_code::kInternalError);
    std::move(state.waiting.at(0)).ok(some_hover());
    CHECK(sent.empty());
}

TEST_CASE_FIXTURE(Fixture, "a dropped reply is an internal error and an incident") {
    initialize();
    hover(1);
    state.waiting.clear();
    CHECK(error_code() == error_code::kInternalError);
    CHECK(kinds() == std::vector{Kind::reply_abandoned});
}

TEST_CASE_FIXTURE(Fixture, "a cancel answers at once, raises the flag, and mutes the reply") {
    initialize();
    hover(1);
    hover("1");
    const auto token = state.waiting[0].stop_token();
    CHECK_FALSE(state.waiting[0].cancelled());
    cancel(1);
    CHECK(error_code() == error_code::kRequestCancelled);
    CHECK(state.waiting[0].cancelled());
    CHECK(token.stop_requested());
    CHECK_FALSE(state.waiting[1].cancelled());
    std::move(state.waiting[0]).ok(some_hover());
    cancel(1);
    cancel("unknown");
    CHECK(sent.empty());
    state.waiting.erase(state.waiting.begin() + 1);
    CHECK(error_code() == error_code::kInternalError);
}

TEST_CASE_FIXTURE(Fixture, "a late reply does not answer a newer request with the same id") {
    initialize();
    hover(1);
    cancel(1);
    hover(1);
    sent.clear();
    std::move(state.waiting[0]).ok(std::nullopt);
    CHECK(sent.empty());
    std::move(state.waiting[1]).ok(some_hover());
    REQUIRE(sent.size() == 1);
    CHECK(sent[0]["result"].is_object());
}

TEST_CASE_FIXTURE(Fixture, "the id of a pending request is refused to another") {
    initialize();
    hover(1);
    hover(1);
    CHECK(error_code() == error_code::kInvalidRequest);
    CHECK(state.waiting.size() == 1);
    std::move(state.waiting[0]).ok(some_hover());
    CHECK(sent.size() == 1);
    hover(1);
    CHECK(state.waiting.size() == 2);
}

TEST_CASE("a reply that outlives its router goes nowhere") {
    auto fixture = std::make_unique<Fixture>();
    fixture->initialize();
    fixture->hover(1);
    std::vector<HoverReply> kept = std::move(fixture->state.waiting);
    fixture.reset();
    std::move(kept.at(0)).ok(some_hover());
    kept.clear();
    CHECK(kept.empty());
}

TEST_CASE_FIXTURE(Fixture, "malformed messages are answered, malformed responses only reported") {
    router.receive(state, "{");
    CHECK(error_code() == error_code::kParseError);
    router.receive(state, "[]");
    CHECK(error_code() == error_code::kInvalidRequest);
    router.receive(state, R"({"jsonrpc":"2.0","id":{},"result":1})");
    CHECK(sent.empty());
    CHECK(kinds() == std::vector(3, Kind::malformed_message));
}

TEST_CASE_FIXTURE(Fixture, "any schedule of requests, cancels and answers gives each id one answer") {
    initialize();
    std::mt19937 random(42);
    const auto below = [&](std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
    };
    std::map<int, int> asked; // few ids, so that they are used again, also while pending
    auto& waiting = state.waiting;
    for (int step = 0; step < 5000; ++step) {
        const int id = static_cast<int>(below(40));
        switch (below(6)) {
        case 0:
        case 1: hover(id), ++asked[id]; break;
        case 2: cancel(id); break;
        case 3: request(id, "no/such"), ++asked[id]; break;
        default:
            if (waiting.empty()) break;
            std::swap(waiting[below(waiting.size())], waiting.back());
            HoverReply reply = std::move(waiting.back());
            waiting.pop_back();
            const auto what = below(3);
            if (what == 0) std::move(reply).ok(some_hover());
            if (what == 1) std::move(reply).fail({error_code::kRequestFailed, "no"});
        }
    }
    state.waiting.clear();
    std::map<int, int> answered;
    for (const Json& message : sent)
        ++answered[message["id"].get<int>()];
    CHECK(answered == asked);
    CHECK(router.pending() == 0);
}

TEST_CASE_FIXTURE(Fixture, "our requests get ids of their own, and their answers reach the right caller") {
    std::vector<std::string> log;
    auto owner = std::make_unique<int>(7); // continuations may be move-only
    router.peer().call<lsp::ConfigurationRequest>(
        {.items = {{.section = "modal"}}},
        [&, owner = std::move(owner)](tl::expected<std::vector<Json>, ResponseError> a) {
            log.push_back("configuration " + std::to_string(a->size() + static_cast<std::size_t>(*owner)));
        });
    router.peer().call<lsp::ApplyEditRequest>(
        {.edit = {}}, [&](tl::expected<lsp::ApplyWorkspaceEditResult, ResponseError> a) {
            log.push_back(a.error().message);
        });
    REQUIRE(sent.size() == 2);
    CHECK(sent[0]["method"] == "workspace/configuration");
    CHECK(sent[0]["params"]["items"][0] == Json{{"section", "modal"}});
    CHECK(sent[0]["id"] != sent[1]["id"]);

    router.receive(
        state,
        Json{{"jsonrpc", "2.0"}, {"id", sent[1]["id"]}, {"error", {{"code", 1}, {"message", "no"}}}}.dump());
    const std::string answer =
        Json{{"jsonrpc", "2.0"}, {"id", sent[0]["id"]}, {"result", Json::array({nullptr})}}.dump();
    router.receive(state, answer);
    router.receive(state, answer);
    router.receive(state, R"({"jsonrpc":"2.0","id":"unknown","result":1})");
    CHECK(log == std::vector<std::string>{"no", "configuration 8"});
    CHECK(router.peer().outstanding() == 0);
    CHECK(sent.size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "an answer of the wrong shape is an error to its caller") {
    std::string message;
    router.peer().call<lsp::ApplyEditRequest>(
        {},
        [&](tl::expected<lsp::ApplyWorkspaceEditResult, ResponseError> a) { message = a.error().message; });
    router.receive(state,
                   Json{{"jsonrpc", "2.0"}, {"id", sent[0]["id"]}, {"result", {{"applied", 1}}}}.dump());
    CHECK(message ==
          "malformed answer to \"workspace/applyEdit\": result.applied: expected boolean, found a number");
}

TEST_CASE_FIXTURE(Fixture, "a notification of ours carries no id") {
    router.peer().notify<lsp::LogMessageNotification>({.type = lsp::MessageType::Info, .message = "hi"});
    CHECK(sent.at(0) == Json{{"jsonrpc", "2.0"},
                             {"method", "window/logMessage"},
                             {"params", {{"type", 3}, {"message", "hi"}}}});
}
