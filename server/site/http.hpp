#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace modal_lsp::server::site {

struct HttpRequest {
    std::string url;
    std::string etag, last_modified; ///< of the copy there is; empty: none
};

struct HttpReply {
    /// 0 when there was no whole reply, negative when there is no use in asking again: see `error`.
    long status = 0;
    std::string body, etag, last_modified, content_type;
    std::optional<long> retry_after_s;
    std::string error; ///< a sentence; empty when there is a status
};

/// Gets pages over HTTP and HTTPS with libcurl, one after another, over connections that stay open. Redirects
/// are followed within the host. For one thread; several clients may be used at once.
class HttpClient {
  public:
    HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient();

    /// Waits for the reply; no longer than half a minute for one that does not come.
    [[nodiscard]] HttpReply get(const HttpRequest& request);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace modal_lsp::server::site
