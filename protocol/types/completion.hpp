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

/// textDocument/completion and completionItem/resolve (LSP 3.17 §textDocument_completion).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;

enum class CompletionTriggerKind : std::int32_t {
    Invoked = 1,
    TriggerCharacter = 2,
    TriggerForIncompleteCompletions = 3
};

struct CompletionContext {
    CompletionTriggerKind triggerKind = CompletionTriggerKind::Invoked;
    std::optional<std::string> triggerCharacter{};

    static constexpr auto fields() {
        return std::tuple{field("triggerKind", &CompletionContext::triggerKind),
                          field("triggerCharacter", &CompletionContext::triggerCharacter)};
    }
};

struct CompletionParams {
    TextDocumentIdentifier textDocument{};
    Position position{};
    std::optional<CompletionContext> context{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &CompletionParams::textDocument),
                          field("position", &CompletionParams::position),
                          field("context", &CompletionParams::context),
                          field("workDoneToken", &CompletionParams::workDoneToken),
                          field("partialResultToken", &CompletionParams::partialResultToken)};
    }
};

enum class CompletionItemKind : std::int32_t {
    Text = 1,
    Method,
    Function,
    Constructor,
    Field,
    Variable,
    Class,
    Interface,
    Module,
    Property,
    Unit,
    Value,
    Enum,
    Keyword,
    Snippet,
    Color,
    File,
    Reference,
    Folder,
    EnumMember,
    Constant,
    Struct,
    Event,
    Operator,
    TypeParameter
};
enum class CompletionItemTag : std::int32_t { Deprecated = 1 };
enum class InsertTextFormat : std::int32_t { PlainText = 1, Snippet = 2 };
enum class InsertTextMode : std::int32_t { asIs = 1, adjustIndentation = 2 };

struct InsertReplaceEdit {
    std::string newText{};
    Range insert{};
    Range replace{};

    static constexpr auto fields() {
        return std::tuple{field("newText", &InsertReplaceEdit::newText),
                          field("insert", &InsertReplaceEdit::insert),
                          field("replace", &InsertReplaceEdit::replace)};
    }

    friend bool operator==(const InsertReplaceEdit&, const InsertReplaceEdit&) = default;
};

/// The editRange of itemDefaults where insert and replace differ.
struct InsertReplaceRange {
    Range insert{};
    Range replace{};

    static constexpr auto fields() {
        return std::tuple{field("insert", &InsertReplaceRange::insert),
                          field("replace", &InsertReplaceRange::replace)};
    }

    friend bool operator==(const InsertReplaceRange&, const InsertReplaceRange&) = default;
};

struct CompletionItemLabelDetails {
    std::optional<std::string> detail{};      ///< directly after the label
    std::optional<std::string> description{}; ///< at the far end

    static constexpr auto fields() {
        return std::tuple{field("detail", &CompletionItemLabelDetails::detail),
                          field("description", &CompletionItemLabelDetails::description)};
    }

    friend bool operator==(const CompletionItemLabelDetails&, const CompletionItemLabelDetails&) = default;
};

struct CompletionItem {
    std::string label{};
    std::optional<CompletionItemLabelDetails> labelDetails{};
    std::optional<CompletionItemKind> kind{};
    std::optional<std::vector<CompletionItemTag>> tags{};
    std::optional<std::string> detail{};
    std::optional<Documentation> documentation{};
    std::optional<bool> deprecated{}; ///< superseded by tags
    std::optional<bool> preselect{};
    std::optional<std::string> sortText{};
    std::optional<std::string> filterText{};
    std::optional<std::string> insertText{};
    std::optional<InsertTextFormat> insertTextFormat{};
    std::optional<InsertTextMode> insertTextMode{};
    std::optional<std::variant<TextEdit, InsertReplaceEdit>> textEdit{};
    std::optional<std::string> textEditText{}; ///< instead of textEdit when itemDefaults has an editRange
    std::optional<std::vector<TextEdit>> additionalTextEdits{};
    std::optional<std::vector<std::string>> commitCharacters{};
    std::optional<Command> command{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("label", &CompletionItem::label),
                          field("labelDetails", &CompletionItem::labelDetails),
                          field("kind", &CompletionItem::kind),
                          field("tags", &CompletionItem::tags),
                          field("detail", &CompletionItem::detail),
                          field("documentation", &CompletionItem::documentation),
                          field("deprecated", &CompletionItem::deprecated),
                          field("preselect", &CompletionItem::preselect),
                          field("sortText", &CompletionItem::sortText),
                          field("filterText", &CompletionItem::filterText),
                          field("insertText", &CompletionItem::insertText),
                          field("insertTextFormat", &CompletionItem::insertTextFormat),
                          field("insertTextMode", &CompletionItem::insertTextMode),
                          field("textEdit", &CompletionItem::textEdit),
                          field("textEditText", &CompletionItem::textEditText),
                          field("additionalTextEdits", &CompletionItem::additionalTextEdits),
                          field("commitCharacters", &CompletionItem::commitCharacters),
                          field("command", &CompletionItem::command),
                          field("data", &CompletionItem::data)};
    }
};

struct CompletionItemDefaults {
    std::optional<std::vector<std::string>> commitCharacters{};
    std::optional<std::variant<Range, InsertReplaceRange>> editRange{};
    std::optional<InsertTextFormat> insertTextFormat{};
    std::optional<InsertTextMode> insertTextMode{};
    std::optional<Json> data{};

    static constexpr auto fields() {
        return std::tuple{field("commitCharacters", &CompletionItemDefaults::commitCharacters),
                          field("editRange", &CompletionItemDefaults::editRange),
                          field("insertTextFormat", &CompletionItemDefaults::insertTextFormat),
                          field("insertTextMode", &CompletionItemDefaults::insertTextMode),
                          field("data", &CompletionItemDefaults::data)};
    }
};

struct CompletionList {
    bool isIncomplete = false;
    std::optional<CompletionItemDefaults> itemDefaults{};
    std::vector<CompletionItem> items{};

    static constexpr auto fields() {
        return std::tuple{field("isIncomplete", &CompletionList::isIncomplete),
                          field("itemDefaults", &CompletionList::itemDefaults),
                          field("items", &CompletionList::items)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
