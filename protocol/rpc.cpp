#include "protocol/rpc.hpp"

#include "protocol/codec.hpp"

#include <fmt/format.h>

#include <optional>

namespace modal_lsp::protocol {

namespace {

/// Whether arrays and objects nest deeper than the limit. Right for valid JSON, harmless for anything else.
bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxJsonDepth) return true;
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

/// Listens to a parse only for where it fails.
struct FailureFinder final : nlohmann::json_sax<Json> {
    std::size_t at_byte = 0;

    bool null() override { return true; }

    bool boolean(bool /*value*/) override { return true; }

    bool number_integer(number_integer_t /*value*/) override { return true; }

    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }

    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }

    bool string(string_t& /*value*/) override { return true; }

    bool binary(binary_t& /*value*/) override { return true; }

    bool start_object(std::size_t /*elements*/) override { return true; }

    bool key(string_t& /*value*/) override { return true; }

    bool end_object() override { return true; }

    bool start_array(std::size_t /*elements*/) override { return true; }

    bool end_array() override { return true; }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override {
        at_byte = position;
        return false;
    }
};

ProtocolProblem parse_problem(std::string message) {
    return {.id = {}, .error = {error_code::kParseError, std::move(message)}};
}

tl::expected<Json, ProtocolProblem> parse_json(std::string_view text) {
    if (too_deep(text))
        return tl::unexpected(parse_problem(fmt::format("JSON nested deeper than {} levels", kMaxJsonDepth)));
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_discarded()) return json;
    FailureFinder finder;
    static_cast<void>(Json::sax_parse(text, &finder));
    return tl::unexpected(parse_problem(fmt::format("not valid JSON in UTF-8 at byte {}", finder.at_byte)));
}

/// Null for a null id, nothing for what is no id.
std::optional<RequestId> read_id(const Json& json) {
    if (json.is_null()) return RequestId();
    if (json.is_string()) return RequestId(json.get<std::string>());
    std::int64_t number = 0;
    if (Codec<std::int64_t>::read(json, number)) return {};
    return RequestId(number);
}

ResponseError read_error(const Json& json) {
    ResponseError error;
    if (!json.is_object()) return {.message = "the error of the response is " + kind_of(json)};
    if (const auto code = json.find("code"); code != json.end()) {
        std::int32_t number = 0;
        if (!Codec<std::int32_t>::read(*code, number)) error.code = number;
    }
    if (const auto message = json.find("message"); message != json.end() && message->is_string())
        error.message = message->get<std::string>();
    return error;
}

Response read_response(RequestId id, Json& json) {
    const auto error = json.find("error");
    // Some peers send both, with the other one null.
    if (error != json.end() && !error->is_null())
        return {.id = std::move(id), .outcome = tl::unexpected(read_error(*error))};
    const auto result = json.find("result");
    return {.id = std::move(id), .outcome = result == json.end() ? Json(nullptr) : std::move(*result)};
}

tl::expected<Message, ProtocolProblem> read_call(const std::optional<RequestId>& id, bool has_id,
                                                 Json& json) {
    const auto invalid = [&](std::string message) {
        return tl::unexpected(ProtocolProblem{.id = id.value_or(RequestId()),
                                              .error = {error_code::kInvalidRequest, std::move(message)}});
    };
    Json& method = json["method"];
    if (!method.is_string()) return invalid("\"method\" must be a string, not " + kind_of(method));
    if (has_id && (!id || id->is_null())) return invalid("\"id\" must be an integer or a string");
    Json params;
    if (const auto found = json.find("params"); found != json.end()) params = std::move(*found);
    if (!params.is_structured() && !params.is_null())
        return invalid("\"params\" must be an object or an array, not " + kind_of(params));
    if (has_id) return Request{.id = *id, .method = method.get<std::string>(), .params = std::move(params)};
    return Notification{.method = method.get<std::string>(), .params = std::move(params)};
}

Json envelope() {
    return Json::object({{"jsonrpc", "2.0"}});
}

void add_call(Json& json, const std::string& method, const Json& params) {
    json["method"] = method;
    if (!params.is_null()) json["params"] = params;
}

} // namespace

Json RequestId::to_json() const {
    return encode(value_);
}

tl::expected<Message, ProtocolProblem> parse_message(std::string_view text) {
    auto json = parse_json(text);
    if (!json) return tl::unexpected(std::move(json.error()));
    if (!json->is_object()) {
        return tl::unexpected(ProtocolProblem{
            .error = {error_code::kInvalidRequest, "a message must be an object, not " + kind_of(*json)}});
    }
    const auto id_member = json->find("id");
    const bool has_id = id_member != json->end();
    const std::optional<RequestId> id = has_id ? read_id(*id_member) : RequestId();
    const bool is_call = json->contains("method");
    const bool is_response = !is_call && (has_id || json->contains("result") || json->contains("error"));

    const auto version = json->find("jsonrpc");
    if (version == json->end() || *version != "2.0") {
        return tl::unexpected(
            ProtocolProblem{.id = id.value_or(RequestId()),
                            .error = {error_code::kInvalidRequest, "\"jsonrpc\" must be \"2.0\""},
                            .answerable = !is_response});
    }
    if (is_call) return read_call(id, has_id, *json);
    if (is_response && has_id && id) return read_response(*id, *json);
    return tl::unexpected(ProtocolProblem{
        .error = {error_code::kInvalidRequest, "neither a request, a notification nor a response"},
        .answerable = !is_response});
}

std::string to_text(const Request& request) {
    Json json = envelope();
    json["id"] = request.id.to_json();
    add_call(json, request.method, request.params);
    return dump(json);
}

std::string to_text(const Notification& notification) {
    Json json = envelope();
    add_call(json, notification.method, notification.params);
    return dump(json);
}

std::string to_text(const Response& response) {
    Json json = envelope();
    json["id"] = response.id.to_json();
    if (response.outcome)
        json["result"] = *response.outcome;
    else
        json["error"] = {{"code", response.outcome.error().code},
                         {"message", response.outcome.error().message}};
    return dump(json);
}

Response response_to(const ProtocolProblem& problem) {
    return {.id = problem.id, .outcome = tl::unexpected(problem.error)};
}

} // namespace modal_lsp::protocol
