#pragma once
#include "protocol/types/basic.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// Messages to the user, progress and cancellation (LSP 3.17 §windowFeatures, §baseProtocol).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::Literal;

enum class MessageType : std::int32_t { Error = 1, Warning = 2, Info = 3, Log = 4, Debug = 5 };

struct LogMessageParams {
    MessageType type = MessageType::Log;
    std::string message{};

    static constexpr auto fields() {
        return std::tuple{field("type", &LogMessageParams::type),
                          field("message", &LogMessageParams::message)};
    }
};

struct ShowMessageParams {
    MessageType type = MessageType::Info;
    std::string message{};

    static constexpr auto fields() {
        return std::tuple{field("type", &ShowMessageParams::type),
                          field("message", &ShowMessageParams::message)};
    }
};

struct MessageActionItem {
    std::string title{};

    static constexpr auto fields() { return std::tuple{field("title", &MessageActionItem::title)}; }

    friend bool operator==(const MessageActionItem&, const MessageActionItem&) = default;
};

struct ShowMessageRequestParams {
    MessageType type = MessageType::Info;
    std::string message{};
    std::optional<std::vector<MessageActionItem>> actions{};

    static constexpr auto fields() {
        return std::tuple{field("type", &ShowMessageRequestParams::type),
                          field("message", &ShowMessageRequestParams::message),
                          field("actions", &ShowMessageRequestParams::actions)};
    }
};

struct ShowDocumentParams {
    std::string uri{};
    std::optional<bool> external{}; ///< in another program, as a browser
    std::optional<bool> takeFocus{};
    std::optional<Range> selection{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &ShowDocumentParams::uri),
                          field("external", &ShowDocumentParams::external),
                          field("takeFocus", &ShowDocumentParams::takeFocus),
                          field("selection", &ShowDocumentParams::selection)};
    }
};

struct ShowDocumentResult {
    bool success = false;

    static constexpr auto fields() { return std::tuple{field("success", &ShowDocumentResult::success)}; }
};

struct WorkDoneProgressCreateParams {
    ProgressToken token{};

    static constexpr auto fields() {
        return std::tuple{field("token", &WorkDoneProgressCreateParams::token)};
    }
};

struct WorkDoneProgressCancelParams {
    ProgressToken token{};

    static constexpr auto fields() {
        return std::tuple{field("token", &WorkDoneProgressCancelParams::token)};
    }
};

struct WorkDoneProgressBegin {
    Literal<"begin"> kind{};
    std::string title{};
    std::optional<bool> cancellable{};
    std::optional<std::string> message{};
    std::optional<std::uint32_t> percentage{}; ///< 0 to 100; absent here means never

    static constexpr auto fields() {
        return std::tuple{field("kind", &WorkDoneProgressBegin::kind),
                          field("title", &WorkDoneProgressBegin::title),
                          field("cancellable", &WorkDoneProgressBegin::cancellable),
                          field("message", &WorkDoneProgressBegin::message),
                          field("percentage", &WorkDoneProgressBegin::percentage)};
    }
};

struct WorkDoneProgressReport {
    Literal<"report"> kind{};
    std::optional<bool> cancellable{};
    std::optional<std::string> message{};
    std::optional<std::uint32_t> percentage{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &WorkDoneProgressReport::kind),
                          field("cancellable", &WorkDoneProgressReport::cancellable),
                          field("message", &WorkDoneProgressReport::message),
                          field("percentage", &WorkDoneProgressReport::percentage)};
    }
};

struct WorkDoneProgressEnd {
    Literal<"end"> kind{};
    std::optional<std::string> message{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &WorkDoneProgressEnd::kind),
                          field("message", &WorkDoneProgressEnd::message)};
    }
};

/// `value` is an encoded WorkDoneProgress* or a partial result.
struct ProgressParams {
    ProgressToken token{};
    Json value{};

    static constexpr auto fields() {
        return std::tuple{field("token", &ProgressParams::token), field("value", &ProgressParams::value)};
    }
};

struct LogTraceParams {
    std::string message{};
    std::optional<std::string> verbose{};

    static constexpr auto fields() {
        return std::tuple{field("message", &LogTraceParams::message),
                          field("verbose", &LogTraceParams::verbose)};
    }
};

struct CancelParams {
    std::variant<std::int64_t, std::string> id{};

    static constexpr auto fields() { return std::tuple{field("id", &CancelParams::id)}; }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
