#include "server/site/http.hpp"

#include "server/site/libcurl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace modal_lsp::server::site {
namespace {

constexpr std::size_t kMostBytes = std::size_t{8} * 1024 * 1024;
constexpr long kConnectSeconds = 10, kSlowSeconds = 15, kMostSeconds = 60, kMostRedirects = 5;

struct ListDeleter {
    void operator()(curl_slist* list) const { libcurl()->slist_free_all(list); }
};

using List = std::unique_ptr<curl_slist, ListDeleter>;

void add(List& list, const std::string& line) {
    curl_slist* const longer = libcurl()->slist_append(list.get(), line.c_str());
    if (longer == nullptr) return;
    // The longer list is the old one, or begins with it.
    curl_slist* const old = list.release();
    list.reset(old == nullptr ? longer : old);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* reply) {
    std::string& body = static_cast<HttpReply*>(reply)->body;
    if (body.size() + size * count > kMostBytes) return 0; // ends the transfer
    body.append(data, size * count);
    return size * count;
}

bool is_header(std::string_view line, std::string_view name) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    return line.size() > name.size() && line[name.size()] == ':' &&
           std::equal(name.begin(), name.end(), line.begin(), [&](char b, char a) { return same(a, b); });
}

/// One line of the head of a reply; those of a redirect come first and are overwritten.
std::size_t take_header(char* data, std::size_t size, std::size_t count, void* reply) {
    auto& out = *static_cast<HttpReply*>(reply);
    const std::string_view line(data, size * count);
    const auto take = [&](std::string_view name, std::string& value) {
        if (!is_header(line, name)) return;
        std::string_view rest = line.substr(name.size() + 1);
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
        value = rest.substr(0, rest.find_last_not_of(" \t\r\n") + 1);
    };
    if (line.starts_with("HTTP/")) out.etag = out.last_modified = out.content_type = {};
    take("etag", out.etag);
    take("last-modified", out.last_modified);
    take("content-type", out.content_type);
    return line.size();
}

/// "https://host:port" of a URL.
std::string_view origin_of(std::string_view url) {
    const auto scheme = url.find("://");
    return scheme == std::string_view::npos ? url : url.substr(0, url.find('/', scheme + 3));
}

} // namespace

struct HttpClient::State {
    CURL* handle = libcurl() ? libcurl()->easy_init() : nullptr;

    ~State() {
        if (handle != nullptr) libcurl()->easy_cleanup(handle);
    }

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    template <class Value> void set(CURLoption option, Value value) {
        libcurl()->easy_setopt(handle, option, value);
    }

    template <class Value> bool get(CURLINFO info, Value* value) {
        return libcurl()->easy_getinfo(handle, info, value) == CURLE_OK;
    }
};

HttpClient::HttpClient() : state_(std::make_unique<State>()) {}

HttpClient::~HttpClient() = default;

HttpReply HttpClient::get(const HttpRequest& request) {
    State& state = *state_;
    HttpReply reply;
    if (state.handle == nullptr) {
        reply.status = -1;
        reply.error = libcurl() ? "libcurl does not work here" : libcurl().error();
        return reply;
    }
    List headers;
    add(headers, "Accept: " + request.accept);
    if (request.body) add(headers, "Content-Type: " + request.content_type);
    if (!request.etag.empty()) add(headers, "If-None-Match: " + request.etag);
    if (!request.last_modified.empty()) add(headers, "If-Modified-Since: " + request.last_modified);
    libcurl()->easy_reset(state.handle);
    state.set(CURLOPT_URL, request.url.c_str());
    state.set(CURLOPT_HTTPHEADER, headers.get());
    state.set(CURLOPT_WRITEFUNCTION, &take_body);
    state.set(CURLOPT_WRITEDATA, &reply);
    state.set(CURLOPT_USERAGENT, "modal-lsp/" MODAL_LSP_VERSION);
    state.set(CURLOPT_ACCEPT_ENCODING, "");
    state.set(CURLOPT_FOLLOWLOCATION, 1L);
    state.set(CURLOPT_MAXREDIRS, kMostRedirects);
    state.set(CURLOPT_HEADERFUNCTION, &take_header);
    state.set(CURLOPT_HEADERDATA, &reply);
#if LIBCURL_VERSION_NUM >= 0x075500
    state.set(CURLOPT_PROTOCOLS_STR, "http,https");
    state.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    state.set(CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
    state.set(CURLOPT_REDIR_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
    state.set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    if (request.most_seconds == 0) {
        state.set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        state.set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    }
    state.set(CURLOPT_TIMEOUT, request.most_seconds == 0 ? kMostSeconds : request.most_seconds);
    if (request.body) {
        state.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
        state.set(CURLOPT_POSTFIELDS, request.body->c_str());
    }
    if (request.method == "HEAD") state.set(CURLOPT_NOBODY, 1L);
    if (request.method != "GET" || request.body) state.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    state.set(CURLOPT_NOSIGNAL, 1L);
    const CURLcode code = libcurl()->easy_perform(state.handle);
    if (code != CURLE_OK) {
        reply.error = libcurl()->easy_strerror(code);
        return reply;
    }
    const char* effective = nullptr;
    state.get(CURLINFO_EFFECTIVE_URL, &effective);
    if (effective != nullptr && origin_of(effective) != origin_of(request.url)) {
        reply.error = fmt::format("redirected to another host, {}", origin_of(effective));
        return reply;
    }
    state.get(CURLINFO_RESPONSE_CODE, &reply.status);
    curl_off_t wait = 0;
    if (state.get(CURLINFO_RETRY_AFTER, &wait) && wait > 0) reply.retry_after_s = static_cast<long>(wait);
    return reply;
}

} // namespace modal_lsp::server::site
