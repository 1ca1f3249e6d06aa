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

/// Changes to several files (LSP 3.17 §workspaceEdit) and the request to apply them.
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Literal;

using ChangeAnnotationIdentifier = std::string;

struct AnnotatedTextEdit {
    Range range{};
    std::string newText{};
    ChangeAnnotationIdentifier annotationId{};

    static constexpr auto fields() {
        return std::tuple{field("range", &AnnotatedTextEdit::range),
                          field("newText", &AnnotatedTextEdit::newText),
                          field("annotationId", &AnnotatedTextEdit::annotationId)};
    }

    friend bool operator==(const AnnotatedTextEdit&, const AnnotatedTextEdit&) = default;
};

struct TextDocumentEdit {
    OptionalVersionedTextDocumentIdentifier textDocument{};
    std::vector<std::variant<AnnotatedTextEdit, TextEdit>> edits{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &TextDocumentEdit::textDocument),
                          field("edits", &TextDocumentEdit::edits)};
    }

    friend bool operator==(const TextDocumentEdit&, const TextDocumentEdit&) = default;
};

struct CreateFileOptions {
    std::optional<bool> overwrite{};
    std::optional<bool> ignoreIfExists{};

    static constexpr auto fields() {
        return std::tuple{field("overwrite", &CreateFileOptions::overwrite),
                          field("ignoreIfExists", &CreateFileOptions::ignoreIfExists)};
    }

    friend bool operator==(const CreateFileOptions&, const CreateFileOptions&) = default;
};

struct CreateFile {
    Literal<"create"> kind{};
    DocumentUri uri{};
    std::optional<CreateFileOptions> options{};
    std::optional<ChangeAnnotationIdentifier> annotationId{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &CreateFile::kind), field("uri", &CreateFile::uri),
                          field("options", &CreateFile::options),
                          field("annotationId", &CreateFile::annotationId)};
    }

    friend bool operator==(const CreateFile&, const CreateFile&) = default;
};

struct RenameFile {
    Literal<"rename"> kind{};
    DocumentUri oldUri{};
    DocumentUri newUri{};
    std::optional<CreateFileOptions> options{};
    std::optional<ChangeAnnotationIdentifier> annotationId{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &RenameFile::kind), field("oldUri", &RenameFile::oldUri),
                          field("newUri", &RenameFile::newUri), field("options", &RenameFile::options),
                          field("annotationId", &RenameFile::annotationId)};
    }

    friend bool operator==(const RenameFile&, const RenameFile&) = default;
};

struct DeleteFileOptions {
    std::optional<bool> recursive{};
    std::optional<bool> ignoreIfNotExists{};

    static constexpr auto fields() {
        return std::tuple{field("recursive", &DeleteFileOptions::recursive),
                          field("ignoreIfNotExists", &DeleteFileOptions::ignoreIfNotExists)};
    }

    friend bool operator==(const DeleteFileOptions&, const DeleteFileOptions&) = default;
};

struct DeleteFile {
    Literal<"delete"> kind{};
    DocumentUri uri{};
    std::optional<DeleteFileOptions> options{};
    std::optional<ChangeAnnotationIdentifier> annotationId{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &DeleteFile::kind), field("uri", &DeleteFile::uri),
                          field("options", &DeleteFile::options),
                          field("annotationId", &DeleteFile::annotationId)};
    }

    friend bool operator==(const DeleteFile&, const DeleteFile&) = default;
};

struct ChangeAnnotation {
    std::string label{};
    std::optional<bool> needsConfirmation{};
    std::optional<std::string> description{};

    static constexpr auto fields() {
        return std::tuple{field("label", &ChangeAnnotation::label),
                          field("needsConfirmation", &ChangeAnnotation::needsConfirmation),
                          field("description", &ChangeAnnotation::description)};
    }

    friend bool operator==(const ChangeAnnotation&, const ChangeAnnotation&) = default;
};

using DocumentChange = std::variant<TextDocumentEdit, CreateFile, RenameFile, DeleteFile>;

/// documentChanges wins over changes; use it where the client's workspaceEdit.documentChanges allows.
struct WorkspaceEdit {
    std::optional<std::map<DocumentUri, std::vector<TextEdit>>> changes{};
    std::optional<std::vector<DocumentChange>> documentChanges{};
    std::optional<std::map<ChangeAnnotationIdentifier, ChangeAnnotation>> changeAnnotations{};

    static constexpr auto fields() {
        return std::tuple{field("changes", &WorkspaceEdit::changes),
                          field("documentChanges", &WorkspaceEdit::documentChanges),
                          field("changeAnnotations", &WorkspaceEdit::changeAnnotations)};
    }

    friend bool operator==(const WorkspaceEdit&, const WorkspaceEdit&) = default;
};

struct ApplyWorkspaceEditParams {
    std::optional<std::string> label{};
    WorkspaceEdit edit{};

    static constexpr auto fields() {
        return std::tuple{field("label", &ApplyWorkspaceEditParams::label),
                          field("edit", &ApplyWorkspaceEditParams::edit)};
    }
};

struct ApplyWorkspaceEditResult {
    bool applied = false;
    std::optional<std::string> failureReason{};
    std::optional<std::uint32_t> failedChange{}; ///< index into documentChanges

    static constexpr auto fields() {
        return std::tuple{field("applied", &ApplyWorkspaceEditResult::applied),
                          field("failureReason", &ApplyWorkspaceEditResult::failureReason),
                          field("failedChange", &ApplyWorkspaceEditResult::failedChange)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
