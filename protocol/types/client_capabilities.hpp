#pragma once
#include "protocol/types/text_document_capabilities.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

// NOLINTBEGIN(readability-identifier-naming): names are spelt as in the specification.

/// What a client says it can do (LSP 3.17 §clientCapabilities), as far as this server asks. Lenient
/// throughout.
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::lenient;

struct StaleRequestSupport {
    bool cancel = false;
    std::vector<std::string> retryOnContentModified{}; ///< method names

    static constexpr auto fields() {
        return std::tuple{lenient("cancel", &StaleRequestSupport::cancel),
                          lenient("retryOnContentModified", &StaleRequestSupport::retryOnContentModified)};
    }
};

struct GeneralClientCapabilities {
    std::vector<std::string> positionEncodings{}; ///< in the order of preference; empty means utf-16 only
    std::optional<StaleRequestSupport> staleRequestSupport{};

    static constexpr auto fields() {
        return std::tuple{lenient("positionEncodings", &GeneralClientCapabilities::positionEncodings),
                          lenient("staleRequestSupport", &GeneralClientCapabilities::staleRequestSupport)};
    }
};

struct ChangeAnnotationSupport {
    bool groupsOnLabel = false;

    static constexpr auto fields() {
        return std::tuple{lenient("groupsOnLabel", &ChangeAnnotationSupport::groupsOnLabel)};
    }
};

struct WorkspaceEditClientCapabilities {
    bool documentChanges = false;
    std::vector<std::string> resourceOperations{}; ///< of create, rename, delete
    std::string failureHandling{};
    std::optional<ChangeAnnotationSupport> changeAnnotationSupport{};

    static constexpr auto fields() {
        return std::tuple{
            lenient("documentChanges", &WorkspaceEditClientCapabilities::documentChanges),
            lenient("resourceOperations", &WorkspaceEditClientCapabilities::resourceOperations),
            lenient("failureHandling", &WorkspaceEditClientCapabilities::failureHandling),
            lenient("changeAnnotationSupport", &WorkspaceEditClientCapabilities::changeAnnotationSupport)};
    }
};

struct DidChangeWatchedFilesClientCapabilities {
    bool dynamicRegistration = false;
    bool relativePatternSupport = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &DidChangeWatchedFilesClientCapabilities::dynamicRegistration),
            lenient("relativePatternSupport",
                    &DidChangeWatchedFilesClientCapabilities::relativePatternSupport)};
    }
};

struct WorkspaceSymbolClientCapabilities {
    bool dynamicRegistration = false;
    std::optional<TagSupport> tagSupport{};
    std::optional<ResolveSupport> resolveSupport{};

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &WorkspaceSymbolClientCapabilities::dynamicRegistration),
            lenient("tagSupport", &WorkspaceSymbolClientCapabilities::tagSupport),
            lenient("resolveSupport", &WorkspaceSymbolClientCapabilities::resolveSupport)};
    }
};

struct FileOperationClientCapabilities {
    bool dynamicRegistration = false;
    bool didCreate = false;
    bool willCreate = false;
    bool didRename = false;
    bool willRename = false;
    bool didDelete = false;
    bool willDelete = false;

    static constexpr auto fields() {
        return std::tuple{
            lenient("dynamicRegistration", &FileOperationClientCapabilities::dynamicRegistration),
            lenient("didCreate", &FileOperationClientCapabilities::didCreate),
            lenient("willCreate", &FileOperationClientCapabilities::willCreate),
            lenient("didRename", &FileOperationClientCapabilities::didRename),
            lenient("willRename", &FileOperationClientCapabilities::willRename),
            lenient("didDelete", &FileOperationClientCapabilities::didDelete),
            lenient("willDelete", &FileOperationClientCapabilities::willDelete)};
    }
};

struct WorkspaceClientCapabilities {
    bool applyEdit = false;
    WorkspaceEditClientCapabilities workspaceEdit{};
    DidChangeWatchedFilesClientCapabilities didChangeWatchedFiles{};
    DynamicRegistrationCapability didChangeConfiguration{};
    bool configuration = false;
    bool workspaceFolders = false;
    WorkspaceSymbolClientCapabilities symbol{};
    RefreshCapability diagnostics{};
    // Some editors spell it in the singular, as drafts of the specification did.
    RefreshCapability diagnostic{};
    RefreshCapability codeLens{};
    RefreshCapability inlayHint{};
    RefreshCapability semanticTokens{};
    FileOperationClientCapabilities fileOperations{};
    DynamicRegistrationCapability executeCommand{};

    static constexpr auto fields() {
        return std::tuple{
            lenient("applyEdit", &WorkspaceClientCapabilities::applyEdit),
            lenient("workspaceEdit", &WorkspaceClientCapabilities::workspaceEdit),
            lenient("didChangeWatchedFiles", &WorkspaceClientCapabilities::didChangeWatchedFiles),
            lenient("didChangeConfiguration", &WorkspaceClientCapabilities::didChangeConfiguration),
            lenient("configuration", &WorkspaceClientCapabilities::configuration),
            lenient("workspaceFolders", &WorkspaceClientCapabilities::workspaceFolders),
            lenient("symbol", &WorkspaceClientCapabilities::symbol),
            lenient("diagnostics", &WorkspaceClientCapabilities::diagnostics),
            lenient("diagnostic", &WorkspaceClientCapabilities::diagnostic),
            lenient("codeLens", &WorkspaceClientCapabilities::codeLens),
            lenient("inlayHint", &WorkspaceClientCapabilities::inlayHint),
            lenient("semanticTokens", &WorkspaceClientCapabilities::semanticTokens),
            lenient("fileOperations", &WorkspaceClientCapabilities::fileOperations),
            lenient("executeCommand", &WorkspaceClientCapabilities::executeCommand)};
    }
};

struct MessageActionItemCapability {
    bool additionalPropertiesSupport = false;

    static constexpr auto fields() {
        return std::tuple{lenient("additionalPropertiesSupport",
                                  &MessageActionItemCapability::additionalPropertiesSupport)};
    }
};

struct ShowMessageRequestClientCapabilities {
    std::optional<MessageActionItemCapability> messageActionItem{};

    static constexpr auto fields() {
        return std::tuple{
            lenient("messageActionItem", &ShowMessageRequestClientCapabilities::messageActionItem)};
    }
};

struct ShowDocumentClientCapabilities {
    bool support = false;

    static constexpr auto fields() {
        return std::tuple{lenient("support", &ShowDocumentClientCapabilities::support)};
    }
};

struct WindowClientCapabilities {
    bool workDoneProgress = false;
    std::optional<ShowMessageRequestClientCapabilities> showMessage{};
    ShowDocumentClientCapabilities showDocument{};

    static constexpr auto fields() {
        return std::tuple{lenient("workDoneProgress", &WindowClientCapabilities::workDoneProgress),
                          lenient("showMessage", &WindowClientCapabilities::showMessage),
                          lenient("showDocument", &WindowClientCapabilities::showDocument)};
    }
};

struct ClientCapabilities {
    GeneralClientCapabilities general{};
    WorkspaceClientCapabilities workspace{};
    TextDocumentClientCapabilities textDocument{};
    WindowClientCapabilities window{};
    std::optional<Json> experimental{};

    static constexpr auto fields() {
        return std::tuple{lenient("general", &ClientCapabilities::general),
                          lenient("workspace", &ClientCapabilities::workspace),
                          lenient("textDocument", &ClientCapabilities::textDocument),
                          lenient("window", &ClientCapabilities::window),
                          lenient("experimental", &ClientCapabilities::experimental)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
