#pragma once
#include "analysis/syntax/tree.hpp"
#include "analysis/text/document.hpp"
#include "analysis/workspace/index.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// A document as the editor shows it.
struct OpenDocument {
    enum class Kind : std::uint8_t {
        source, ///< a file of the workspace, Python or with command lines: takes the place of the disk's
        alone,  ///< Python that is no file of the workspace: answered, but nobody else sees it
        configuration, ///< modal-lsp.toml, pyproject.toml
        other,         ///< tracked and otherwise left alone
    };

    std::string uri;  ///< as the client spelt it
    std::string path; ///< canonical; of a document that is no file, one that cannot exist
    std::int32_t version = 0;
    std::string language;
    Kind kind = Kind::other;
    text::Document document;
    std::optional<syntax::SyntaxTree> tree;           ///< of `document`; none while it is not parsed
    std::unique_ptr<workspace::WorkspaceIndex> alone; ///< for Kind::alone: a workspace of this document only
};

/// The documents that are open, by canonical path, so that two spellings of one URI are one document.
class Documents {
  public:
    /// Replaces what was open under the same path.
    OpenDocument& open(OpenDocument document);
    void close(std::string_view path);

    [[nodiscard]] OpenDocument* find(std::string_view path);
    [[nodiscard]] const OpenDocument* find(std::string_view path) const;
    [[nodiscard]] OpenDocument* find_uri(std::string_view uri);

    [[nodiscard]] const std::map<std::string, OpenDocument, std::less<>>& all() const { return documents_; }

    [[nodiscard]] std::map<std::string, OpenDocument, std::less<>>& all() { return documents_; }

    /// The client's spelling while the file is open, else the canonical one.
    [[nodiscard]] std::string uri_of(std::string_view path) const;
    /// Empty while the file is not open.
    [[nodiscard]] std::optional<std::int32_t> version_of(std::string_view path) const;

  private:
    std::map<std::string, OpenDocument, std::less<>> documents_;
};

/// The canonical path of a `file:` URI; for any other URI one that no file can have, so that it never meets
/// the disk.
[[nodiscard]] std::string key_of(std::string_view uri);
[[nodiscard]] bool is_file_uri(std::string_view uri);

} // namespace modal_lsp::server
