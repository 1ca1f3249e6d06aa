#pragma once
#include "server/site/http.hpp"
#include "server/site/store.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::server::site {

struct FetchOptions {
    std::string base =
        "https://modal.com"; ///< where `llms.txt` is; only pages below its `/docs/` are fetched
    unsigned parallel = 4;   ///< requests at once
    int tries = 4;           ///< of a request that may yet succeed
    std::chrono::milliseconds first_wait{1000}; ///< before it is tried again; doubled each time
    std::chrono::milliseconds gap{50};          ///< between the requests of one worker
};

struct FetchSummary {
    std::vector<std::string> added, changed, gone; ///< addresses of pages
    std::size_t unchanged = 0;
    std::vector<std::pair<std::string, std::string>>
        failed; ///< with the reason; what there was of them is kept
};

/// Makes a worker's client. A seam for tests.
using MakeGet = std::function<std::function<HttpReply(const HttpRequest&)>()>;
/// Told after each page; on any thread, one call at a time.
using OnProgress = std::function<void(std::size_t done, std::size_t all)>;

/// Brings the store up to date with the site: reads its `llms.txt`, then each page in its Markdown form,
/// asking only for what changed. Pages that are no longer listed, or no longer there, are removed. What is
/// wrong with one page does not stop the others. The error is a sentence: the list could not be read, or the
/// store not be written.
[[nodiscard]] tl::expected<FetchSummary, std::string>
fetch_site(const FetchOptions& options, Store& store, const MakeGet& make_get, const OnProgress& progress);

/// Where a listed page may be had as Markdown, in the order to try: the reference has moved from
/// `/docs/reference/`.
[[nodiscard]] std::vector<std::string> markdown_urls(const std::string& url);

/// Where people read it.
[[nodiscard]] std::string page_url(const std::string& url);

} // namespace modal_lsp::server::site
