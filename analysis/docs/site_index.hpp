#pragma once
#include "analysis/docs/site_page.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::docs {

/// The sections of the documentation's pages, searchable. Immutable; may be read from any thread.
class SiteIndex {
  public:
    SiteIndex() = default;
    explicit SiteIndex(std::vector<PageSection> sections);

    [[nodiscard]] const std::vector<PageSection>& sections() const { return sections_; }

    /// Sections that hold every word, those first that say the most of them (BM25, headings and titles
    /// counting more). At most `limit`.
    [[nodiscard]] std::vector<const PageSection*> search(std::string_view words, std::size_t limit) const;

    /// Sections that name a part of the SDK, those first that name it in their heading, then those that name
    /// few others. At most `limit`, of each page the best.
    [[nodiscard]] std::vector<const PageSection*> about(std::string_view symbol, std::size_t limit) const;

  private:
    std::vector<PageSection> sections_;
    std::vector<std::string> lowered_; // text of each section in lower case
    double average_length_ = 1;
};

/// The place of a section's text that shows what was searched for, on one line, cut on both sides.
[[nodiscard]] std::string excerpt(const PageSection& section, std::string_view words,
                                  std::size_t limit_bytes);

} // namespace modal_lsp::docs
