#pragma once
#include "protocol/types/diagnostics.hpp"
#include "protocol/types/workspace_edit.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// Features that change text or decorate it: code actions, lenses, rename, inlay hints, commands (LSP 3.17).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;

enum class CodeActionTriggerKind : std::int32_t { Invoked = 1, Automatic = 2 };

struct CodeActionContext {
    std::vector<Diagnostic> diagnostics{};
    std::optional<std::vector<std::string>> only{}; ///< kinds; a kind covers its dotted sub-kinds
    std::optional<CodeActionTriggerKind> triggerKind{};

    static constexpr auto fields() {
        return std::tuple{field("diagnostics", &CodeActionContext::diagnostics),
                          field("only", &CodeActionContext::only),
                          field("triggerKind", &CodeActionContext::triggerKind)};
    }
};

struct CodeActionParams {
    TextDocumentIdentifier textDocument{};
    Range range{};
    CodeActionContext context{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &CodeActionParams::textDocument),
                          field("range", &CodeActionParams::range),
                          field("context", &CodeActionParams::context),
                          field("workDoneToken", &CodeActionParams::workDoneToken),
                          field("partialResultToken", &CodeActionParams::partialResultToken)};
    }
};

struct CodeActionDisabled {
    std::string reason{};

    static constexpr auto fields() { return std::tuple{field("reason", &CodeActionDisabled::reason)}; }
};

struct CodeAction {
    std::string title{};
    std::optional<std::string> kind{}; ///< as in `quickfix` or `refactor.extract`
    std::optional<std::vector<Diagnostic>> diagnostics{};
    std::optional<bool> isPreferred{};
    std::optional<CodeActionDisabled> disabled{};
    std::optional<WorkspaceEdit> edit{};
    std::optional<Command> command{}; ///< runs after the edit
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("title", &CodeAction::title),
                          field("kind", &CodeAction::kind),
                          field("diagnostics", &CodeAction::diagnostics),
                          field("isPreferred", &CodeAction::isPreferred),
                          field("disabled", &CodeAction::disabled),
                          field("edit", &CodeAction::edit),
                          field("command", &CodeAction::command),
                          field("data", &CodeAction::data)};
    }
};

/// A Command's `command` is a string and a CodeAction's an object, so the order does not matter.
using CodeActionResult = std::optional<std::vector<std::variant<Command, CodeAction>>>;

struct CodeLensParams {
    TextDocumentIdentifier textDocument{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &CodeLensParams::textDocument),
                          field("workDoneToken", &CodeLensParams::workDoneToken),
                          field("partialResultToken", &CodeLensParams::partialResultToken)};
    }
};

struct CodeLens {
    Range range{}; ///< within one line
    std::optional<Command> command{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("range", &CodeLens::range), field("command", &CodeLens::command),
                          field("data", &CodeLens::data)};
    }
};

struct PrepareRenameParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &PrepareRenameParams::textDocument),
                          field("position", &PrepareRenameParams::position),
                          field("workDoneToken", &PrepareRenameParams::workDoneToken)};
    }
};

/// What will be renamed, and the text to start from.
struct RenameRange {
    Range range{};
    std::string placeholder{};

    static constexpr auto fields() {
        return std::tuple{field("range", &RenameRange::range),
                          field("placeholder", &RenameRange::placeholder)};
    }
};

struct DefaultRename {
    bool defaultBehavior = false;

    static constexpr auto fields() {
        return std::tuple{field("defaultBehavior", &DefaultRename::defaultBehavior)};
    }
};

/// Null: there is nothing to rename here.
using PrepareRenameResult = std::optional<std::variant<RenameRange, Range, DefaultRename>>;

struct RenameParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::string newName{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{
            field("textDocument", &RenameParams::textDocument), field("position", &RenameParams::position),
            field("newName", &RenameParams::newName), field("workDoneToken", &RenameParams::workDoneToken)};
    }
};

enum class InlayHintKind : std::int32_t { Type = 1, Parameter = 2 };

struct InlayHintParams {
    TextDocumentIdentifier textDocument{};
    Range range{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &InlayHintParams::textDocument),
                          field("range", &InlayHintParams::range),
                          field("workDoneToken", &InlayHintParams::workDoneToken)};
    }
};

struct InlayHintLabelPart {
    std::string value{};
    std::optional<Documentation> tooltip{};
    std::optional<Location> location{};
    std::optional<Command> command{};

    static constexpr auto fields() {
        return std::tuple{
            field("value", &InlayHintLabelPart::value), field("tooltip", &InlayHintLabelPart::tooltip),
            field("location", &InlayHintLabelPart::location), field("command", &InlayHintLabelPart::command)};
    }
};

struct InlayHint {
    Position position{};
    std::variant<std::string, std::vector<InlayHintLabelPart>> label{};
    std::optional<InlayHintKind> kind{};
    std::optional<std::vector<TextEdit>> textEdits{};
    std::optional<Documentation> tooltip{};
    std::optional<bool> paddingLeft{};
    std::optional<bool> paddingRight{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("position", &InlayHint::position),
                          field("label", &InlayHint::label),
                          field("kind", &InlayHint::kind),
                          field("textEdits", &InlayHint::textEdits),
                          field("tooltip", &InlayHint::tooltip),
                          field("paddingLeft", &InlayHint::paddingLeft),
                          field("paddingRight", &InlayHint::paddingRight),
                          field("data", &InlayHint::data)};
    }
};

struct ExecuteCommandParams {
    std::string command{};
    std::optional<std::vector<Json>> arguments{};
    std::optional<ProgressToken> workDoneToken{};

    static constexpr auto fields() {
        return std::tuple{field("command", &ExecuteCommandParams::command),
                          field("arguments", &ExecuteCommandParams::arguments),
                          field("workDoneToken", &ExecuteCommandParams::workDoneToken)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
