#include "server/site/libcurl.hpp"

#include <array>
#include <dlfcn.h>

namespace modal_lsp::server::site {
namespace {

/// The name that distributions of Linux give it, with OpenSSL or with GnuTLS.
constexpr std::array<const char*, 2> kNames = {"libcurl.so.4", "libcurl-gnutls.so.4"};

void* open_library() {
    for (const char* name : kNames)
        if (void* library = dlopen(name, RTLD_NOW | RTLD_LOCAL); library != nullptr) return library;
    return nullptr;
}

template <class Function> bool find(void* library, const char* name, Function& out) {
    out = reinterpret_cast<Function>(dlsym(library, name));
    return out != nullptr;
}

tl::expected<LibCurl, std::string> load() {
    // Never closed: it is needed as long as the process lives.
    void* const library = open_library();
    if (library == nullptr) return tl::unexpected(std::string("libcurl is not installed here"));
    LibCurl curl;
    const bool whole = find(library, "curl_global_init", curl.global_init) &&
                       find(library, "curl_easy_init", curl.easy_init) &&
                       find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
                       find(library, "curl_easy_reset", curl.easy_reset) &&
                       find(library, "curl_easy_setopt", curl.easy_setopt) &&
                       find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
                       find(library, "curl_easy_perform", curl.easy_perform) &&
                       find(library, "curl_easy_strerror", curl.easy_strerror) &&
                       find(library, "curl_slist_append", curl.slist_append) &&
                       find(library, "curl_slist_free_all", curl.slist_free_all);
    if (!whole || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return tl::unexpected(std::string("libcurl does not work here"));
    return curl;
}

} // namespace

const tl::expected<LibCurl, std::string>& libcurl() {
    static const tl::expected<LibCurl, std::string> loaded = load();
    return loaded;
}

} // namespace modal_lsp::server::site
