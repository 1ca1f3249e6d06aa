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

/// Files, folders, settings and dynamic registration (LSP 3.17 §workspaceFeatures,
/// §client_registerCapability).
namespace modal_lsp::lsp {

using protocol::field;
using protocol::Json;
using protocol::nullable;

enum class FileChangeType : std::int32_t { Created = 1, Changed = 2, Deleted = 3 };

struct FileEvent {
    DocumentUri uri{};
    FileChangeType type = FileChangeType::Changed;

    static constexpr auto fields() {
        return std::tuple{field("uri", &FileEvent::uri), field("type", &FileEvent::type)};
    }

    friend bool operator==(const FileEvent&, const FileEvent&) = default;
};

struct DidChangeWatchedFilesParams {
    std::vector<FileEvent> changes{};

    static constexpr auto fields() {
        return std::tuple{field("changes", &DidChangeWatchedFilesParams::changes)};
    }
};

/// Needs the client's relativePatternSupport.
struct RelativePattern {
    std::variant<DocumentUri, WorkspaceFolder> baseUri{};
    std::string pattern{};

    static constexpr auto fields() {
        return std::tuple{field("baseUri", &RelativePattern::baseUri),
                          field("pattern", &RelativePattern::pattern)};
    }
};

struct FileSystemWatcher {
    std::variant<std::string, RelativePattern> globPattern{};
    std::optional<std::uint32_t> kind{}; ///< sum of create 1, change 2, delete 4; absent means all

    static constexpr auto fields() {
        return std::tuple{field("globPattern", &FileSystemWatcher::globPattern),
                          field("kind", &FileSystemWatcher::kind)};
    }
};

struct DidChangeWatchedFilesRegistrationOptions {
    std::vector<FileSystemWatcher> watchers{};

    static constexpr auto fields() {
        return std::tuple{field("watchers", &DidChangeWatchedFilesRegistrationOptions::watchers)};
    }
};

struct DidChangeConfigurationParams {
    std::optional<Json> settings{}; ///< null from clients that expect to be asked

    static constexpr auto fields() {
        return std::tuple{field("settings", &DidChangeConfigurationParams::settings)};
    }
};

struct ConfigurationItem {
    std::optional<DocumentUri> scopeUri{};
    std::optional<std::string> section{};

    static constexpr auto fields() {
        return std::tuple{field("scopeUri", &ConfigurationItem::scopeUri),
                          field("section", &ConfigurationItem::section)};
    }
};

struct ConfigurationParams {
    std::vector<ConfigurationItem> items{};

    static constexpr auto fields() { return std::tuple{field("items", &ConfigurationParams::items)}; }
};

struct WorkspaceFoldersChangeEvent {
    std::vector<WorkspaceFolder> added{};
    std::vector<WorkspaceFolder> removed{};

    static constexpr auto fields() {
        return std::tuple{field("added", &WorkspaceFoldersChangeEvent::added),
                          field("removed", &WorkspaceFoldersChangeEvent::removed)};
    }
};

struct DidChangeWorkspaceFoldersParams {
    WorkspaceFoldersChangeEvent event{};

    static constexpr auto fields() {
        return std::tuple{field("event", &DidChangeWorkspaceFoldersParams::event)};
    }
};

struct Registration {
    std::string id{};
    std::string method{};
    std::optional<Json> registerOptions{};

    static constexpr auto fields() {
        return std::tuple{field("id", &Registration::id), field("method", &Registration::method),
                          field("registerOptions", &Registration::registerOptions)};
    }
};

struct RegistrationParams {
    std::vector<Registration> registrations{};

    static constexpr auto fields() {
        return std::tuple{field("registrations", &RegistrationParams::registrations)};
    }
};

struct Unregistration {
    std::string id{};
    std::string method{};

    static constexpr auto fields() {
        return std::tuple{field("id", &Unregistration::id), field("method", &Unregistration::method)};
    }
};

struct UnregistrationParams {
    // The misspelling is the specification's.
    std::vector<Unregistration> unregisterations{};

    static constexpr auto fields() {
        return std::tuple{field("unregisterations", &UnregistrationParams::unregisterations)};
    }
};

struct DocumentFilter {
    std::optional<std::string> language{};
    std::optional<std::string> scheme{};
    std::optional<std::string> pattern{};

    static constexpr auto fields() {
        return std::tuple{field("language", &DocumentFilter::language),
                          field("scheme", &DocumentFilter::scheme),
                          field("pattern", &DocumentFilter::pattern)};
    }
};

struct TextDocumentRegistrationOptions {
    std::optional<std::vector<DocumentFilter>> documentSelector{};

    static constexpr auto fields() {
        return std::tuple{nullable("documentSelector", &TextDocumentRegistrationOptions::documentSelector)};
    }
};

struct DidChangeConfigurationRegistrationOptions {
    std::optional<std::variant<std::string, std::vector<std::string>>> section{};

    static constexpr auto fields() {
        return std::tuple{field("section", &DidChangeConfigurationRegistrationOptions::section)};
    }
};

struct FileRename {
    DocumentUri oldUri{};
    DocumentUri newUri{};

    static constexpr auto fields() {
        return std::tuple{field("oldUri", &FileRename::oldUri), field("newUri", &FileRename::newUri)};
    }
};

struct RenameFilesParams {
    std::vector<FileRename> files{};

    static constexpr auto fields() { return std::tuple{field("files", &RenameFilesParams::files)}; }
};

} // namespace modal_lsp::lsp

// NOLINTEND(readability-identifier-naming)
