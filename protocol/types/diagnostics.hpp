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

/// Pushed and pulled diagnostics (LSP 3.17 §textDocument_publishDiagnostics, §textDocument_diagnostic).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::lenient;
using protocol::Literal;
using protocol::nullable;

enum class DiagnosticSeverity : std::int32_t { Error = 1, Warning = 2, Information = 3, Hint = 4 };
enum class DiagnosticTag : std::int32_t { Unnecessary = 1, Deprecated = 2 };

struct CodeDescription {
    std::string href{};

    static constexpr auto fields() { return std::tuple{field("href", &CodeDescription::href)}; }

    friend bool operator==(const CodeDescription&, const CodeDescription&) = default;
};

struct DiagnosticRelatedInformation {
    Location location{};
    std::string message{};

    static constexpr auto fields() {
        return std::tuple{field("location", &DiagnosticRelatedInformation::location),
                          field("message", &DiagnosticRelatedInformation::message)};
    }

    friend bool operator==(const DiagnosticRelatedInformation&,
                           const DiagnosticRelatedInformation&) = default;
};

struct Diagnostic {
    Range range{};
    // Lenient: other servers' diagnostics come back in code action requests, with whatever those put in.
    std::optional<DiagnosticSeverity> severity{};
    std::optional<std::variant<std::int32_t, std::string>> code{};
    std::optional<CodeDescription> codeDescription{};
    std::optional<std::string> source{};
    std::string message{};
    std::optional<std::vector<DiagnosticTag>> tags{};
    std::optional<std::vector<DiagnosticRelatedInformation>> relatedInformation{};
    std::optional<Json> data{}; ///< comes back unchanged in CodeActionContext

    static constexpr auto fields() {
        return std::tuple{field("range", &Diagnostic::range),
                          lenient("severity", &Diagnostic::severity),
                          lenient("code", &Diagnostic::code),
                          lenient("codeDescription", &Diagnostic::codeDescription),
                          field("source", &Diagnostic::source),
                          field("message", &Diagnostic::message),
                          lenient("tags", &Diagnostic::tags),
                          lenient("relatedInformation", &Diagnostic::relatedInformation),
                          field("data", &Diagnostic::data)};
    }

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

struct PublishDiagnosticsParams {
    DocumentUri uri{};
    std::optional<std::int32_t> version{};
    std::vector<Diagnostic> diagnostics{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &PublishDiagnosticsParams::uri),
                          field("version", &PublishDiagnosticsParams::version),
                          field("diagnostics", &PublishDiagnosticsParams::diagnostics)};
    }
};

struct DocumentDiagnosticParams {
    TextDocumentIdentifier textDocument{};
    std::optional<std::string> identifier{};
    std::optional<std::string> previousResultId{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("textDocument", &DocumentDiagnosticParams::textDocument),
                          field("identifier", &DocumentDiagnosticParams::identifier),
                          field("previousResultId", &DocumentDiagnosticParams::previousResultId),
                          field("workDoneToken", &DocumentDiagnosticParams::workDoneToken),
                          field("partialResultToken", &DocumentDiagnosticParams::partialResultToken)};
    }
};

struct FullDocumentDiagnosticReport {
    Literal<"full"> kind{};
    std::optional<std::string> resultId{};
    std::vector<Diagnostic> items{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &FullDocumentDiagnosticReport::kind),
                          field("resultId", &FullDocumentDiagnosticReport::resultId),
                          field("items", &FullDocumentDiagnosticReport::items)};
    }
};

struct UnchangedDocumentDiagnosticReport {
    Literal<"unchanged"> kind{};
    std::string resultId{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &UnchangedDocumentDiagnosticReport::kind),
                          field("resultId", &UnchangedDocumentDiagnosticReport::resultId)};
    }
};

using RelatedDocuments =
    std::map<DocumentUri, std::variant<FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport>>;

struct RelatedFullDocumentDiagnosticReport {
    Literal<"full"> kind{};
    std::optional<std::string> resultId{};
    std::vector<Diagnostic> items{};
    std::optional<RelatedDocuments> relatedDocuments{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &RelatedFullDocumentDiagnosticReport::kind),
                          field("resultId", &RelatedFullDocumentDiagnosticReport::resultId),
                          field("items", &RelatedFullDocumentDiagnosticReport::items),
                          field("relatedDocuments", &RelatedFullDocumentDiagnosticReport::relatedDocuments)};
    }
};

struct RelatedUnchangedDocumentDiagnosticReport {
    Literal<"unchanged"> kind{};
    std::string resultId{};
    std::optional<RelatedDocuments> relatedDocuments{};

    static constexpr auto fields() {
        return std::tuple{
            field("kind", &RelatedUnchangedDocumentDiagnosticReport::kind),
            field("resultId", &RelatedUnchangedDocumentDiagnosticReport::resultId),
            field("relatedDocuments", &RelatedUnchangedDocumentDiagnosticReport::relatedDocuments)};
    }
};

using DocumentDiagnosticReport =
    std::variant<RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport>;

struct PreviousResultId {
    DocumentUri uri{};
    std::string value{};

    static constexpr auto fields() {
        return std::tuple{field("uri", &PreviousResultId::uri), field("value", &PreviousResultId::value)};
    }
};

struct WorkspaceDiagnosticParams {
    std::optional<std::string> identifier{};
    std::vector<PreviousResultId> previousResultIds{};
    std::optional<ProgressToken> workDoneToken{};
    std::optional<ProgressToken> partialResultToken{};

    static constexpr auto fields() {
        return std::tuple{field("identifier", &WorkspaceDiagnosticParams::identifier),
                          field("previousResultIds", &WorkspaceDiagnosticParams::previousResultIds),
                          field("workDoneToken", &WorkspaceDiagnosticParams::workDoneToken),
                          field("partialResultToken", &WorkspaceDiagnosticParams::partialResultToken)};
    }
};

struct WorkspaceFullDocumentDiagnosticReport {
    Literal<"full"> kind{};
    DocumentUri uri{};
    std::optional<std::int32_t> version{}; ///< none for a document that is not open
    std::optional<std::string> resultId{};
    std::vector<Diagnostic> items{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &WorkspaceFullDocumentDiagnosticReport::kind),
                          field("uri", &WorkspaceFullDocumentDiagnosticReport::uri),
                          nullable("version", &WorkspaceFullDocumentDiagnosticReport::version),
                          field("resultId", &WorkspaceFullDocumentDiagnosticReport::resultId),
                          field("items", &WorkspaceFullDocumentDiagnosticReport::items)};
    }
};

struct WorkspaceUnchangedDocumentDiagnosticReport {
    Literal<"unchanged"> kind{};
    DocumentUri uri{};
    std::optional<std::int32_t> version{}; ///< none for a document that is not open
    std::string resultId{};

    static constexpr auto fields() {
        return std::tuple{field("kind", &WorkspaceUnchangedDocumentDiagnosticReport::kind),
                          field("uri", &WorkspaceUnchangedDocumentDiagnosticReport::uri),
                          nullable("version", &WorkspaceUnchangedDocumentDiagnosticReport::version),
                          field("resultId", &WorkspaceUnchangedDocumentDiagnosticReport::resultId)};
    }
};

using WorkspaceDocumentDiagnosticReport =
    std::variant<WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport>;

struct WorkspaceDiagnosticReport {
    std::vector<WorkspaceDocumentDiagnosticReport> items{};

    static constexpr auto fields() { return std::tuple{field("items", &WorkspaceDiagnosticReport::items)}; }
};

/// The value of a $/progress notification under the request's partialResultToken.
struct WorkspaceDiagnosticReportPartialResult {
    std::vector<WorkspaceDocumentDiagnosticReport> items{};

    static constexpr auto fields() {
        return std::tuple{field("items", &WorkspaceDiagnosticReportPartialResult::items)};
    }
};

/// `data` of a ServerCancelled error answering a pull.
struct DiagnosticServerCancellationData {
    bool retriggerRequest = true;

    static constexpr auto fields() {
        return std::tuple{field("retriggerRequest", &DiagnosticServerCancellationData::retriggerRequest)};
    }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
