#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::docs {

/// One entry of the site's table of contents.
struct PageLink {
    std::string section; ///< "Guide": the heading it stands below
    std::string title;
    std::string url; ///< absolute
    friend bool operator==(const PageLink&, const PageLink&) = default;
};

/// The links of an `llms.txt` (llmstxt.org): `- [Title](url)`, at any depth, each URL once. Total.
[[nodiscard]] std::vector<PageLink> read_contents(std::string_view llms_txt);

/// What stands below one heading of a page, up to the next.
struct PageSection {
    std::string page;    ///< title of the page
    std::string heading; ///< empty for what stands above the first one
    std::string url;     ///< with the heading's anchor
    std::string text;    ///< for people: without tags; code stays in its fences
    std::vector<std::string>
        symbols; ///< parts of the SDK that are named, "modal.Volume.commit"; sorted, each once

    /// "Volumes › Committing"
    [[nodiscard]] std::string title() const { return heading.empty() ? page : page + " › " + heading; }

    friend bool operator==(const PageSection&, const PageSection&) = default;
};

/// Takes a page in Markdown (with the tags of MDX) apart. `url` is where people read it. Total.
[[nodiscard]] std::vector<PageSection> read_page(std::string_view url, std::string_view title,
                                                 std::string_view markdown);

/// The anchor that the site gives a heading: "Using `modal.Volume`" has "using-modalvolume".
[[nodiscard]] std::string anchor_of(std::string_view heading);

} // namespace modal_lsp::docs
