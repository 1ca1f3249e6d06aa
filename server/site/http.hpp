#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace modal_lsp::server::site {

struct HttpRequest {
    std::string url;
    std::string etag = {}, last_modified = {}; ///< of the copy there is; empty: none
    std::string method = "GET";
    std::optional<std::string> body = {};
    std::string content_type = {}; ///< of the body
    std::string accept = "text/markdown, text/plain";
    long most_seconds = 0; ///< for all of it, silence included; 0: a minute, and less for a reply that stalls
};

struct HttpReply {
    /// 0 when there was no whole reply, negative when there is no use in asking again: see `error`.
    long status = 0;
    std::string body, etag, last_modified, content_type;
    std::optional<long> retry_after_s;
    std::string error; ///< a sentence; empty when there is a status
};

/// Asks over HTTP and HTTPS with libcurl, one after another, over connections that stay open. Redirects
/// are followed within the host. For one thread; several clients may be used at once.
class HttpClient {
  public:
    HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient();

    /// Waits for the reply; no longer than half a minute for one that does not come, unless told otherwise.
    [[nodiscard]] HttpReply get(const HttpRequest& request);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace modal_lsp::server::site
