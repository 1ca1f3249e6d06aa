// Pages of any text give sections whose excerpts are cut between characters; a table of contents gives links.
#include "analysis/docs/site_index.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace modal_lsp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::Input(data, size).rest());
    for (const docs::PageLink& link : docs::read_contents(text))
        fuzz::require(!link.url.empty(), "a link leads somewhere");
    auto sections = docs::read_page("https://example.org/page", "Page", text);
    const std::string words = text.substr(0, 20);
    for (const docs::PageSection& section : sections) {
        fuzz::require(std::ranges::is_sorted(section.symbols), "symbols in order");
        const std::string shown = docs::excerpt(section, words, 40);
        fuzz::require(shown.size() <= 40 + 4 + 3, "an excerpt within its limit");
        fuzz::require(shown.find('\n') == std::string::npos, "an excerpt on one line");
    }
    const docs::SiteIndex index(std::move(sections));
    (void)index.search(words, 5);
    (void)index.about("modal.App", 5);
    return 0;
}
