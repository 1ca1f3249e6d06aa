#pragma once
#include <tl/expected.hpp>

#include <curl/curl.h>
#include <string>

namespace modal_lsp::server::site {

/// The functions of libcurl that we call, from the library as it is found when the first page is asked for:
/// linked in, it would bring thirty libraries into every start of a server that never uses them.
struct LibCurl {
    decltype(&curl_global_init) global_init = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_reset) easy_reset = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
};

/// Loaded and initialised once, for all threads; an error is a sentence.
[[nodiscard]] const tl::expected<LibCurl, std::string>& libcurl();

} // namespace modal_lsp::server::site
