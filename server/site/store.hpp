#pragma once
#include "analysis/docs/site_index.hpp"

#include <tl/expected.hpp>

#include <map>
#include <optional>
#include <string>

namespace modal_lsp::server::site {

/// What is known of a page that was fetched.
struct StoredPage {
    std::string title, section;
    std::string file; ///< below the store's folder
    std::string etag, last_modified;
    friend bool operator==(const StoredPage&, const StoredPage&) = default;
};

/// The pages of the site on the disk: a list, `pages.json`, and a Markdown file each. Every change of the
/// list is written at once and in one step, so that who is interrupted goes on where it was.
class Store {
  public:
    explicit Store(std::string folder) : folder_(std::move(folder)) {}

    /// `$XDG_CACHE_HOME/modal-lsp/site`, else below `~/.cache`; empty when neither is known.
    [[nodiscard]] static std::string default_folder();

    /// Reads the list; one that cannot be read is as good as none.
    void load();

    /// By the address where people read them.
    [[nodiscard]] const std::map<std::string, StoredPage>& pages() const { return pages_; }

    [[nodiscard]] std::optional<std::string> text(const StoredPage& page) const;

    /// Puts a page with its text; `page.file` is chosen here.
    [[nodiscard]] tl::expected<void, std::string> put(const std::string& url, StoredPage page,
                                                      const std::string& text);
    [[nodiscard]] tl::expected<void, std::string> remove(const std::string& url);

    /// All pages, taken apart.
    [[nodiscard]] docs::SiteIndex index() const;

  private:
    [[nodiscard]] tl::expected<void, std::string> save() const;

    std::string folder_;
    std::map<std::string, StoredPage> pages_;
};

/// A relative path for the page of an address: letters, digits, '-', '_', '.' and '/' only, never out of its
/// folder.
[[nodiscard]] std::string file_for(const std::string& url);

} // namespace modal_lsp::server::site
