#include "server/site/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace modal_lsp::server::site {
namespace {

using namespace std::chrono_literals;
using Get = std::function<HttpReply(const HttpRequest&)>;

constexpr long kOk = 200, kNotModified = 304, kNotFound = 404, kGone = 410, kTooMany = 429,
               kServerError = 500;
constexpr std::string_view kMarkdown = ".md", kDocs = "/docs/", kOldReference = "/docs/reference/modal.",
                           kNewReference = "/docs/sdk/py/latest/";
constexpr auto kLongestWait = 60s;

bool may_yet_succeed(const HttpReply& reply) {
    return reply.status == 0 || reply.status == kTooMany || reply.status >= kServerError;
}

bool is_absent(const HttpReply& reply) {
    return reply.status == kNotFound || reply.status == kGone;
}

/// A page that is told as HTML is none of ours.
bool is_markdown(const HttpReply& reply) {
    const auto first = reply.body.find_first_not_of(" \t\r\n");
    return reply.content_type.find("html") == std::string::npos && first != std::string::npos &&
           reply.body[first] != '<';
}

std::string why(const HttpReply& reply) {
    return reply.error.empty() ? fmt::format("status {}", reply.status) : reply.error;
}

class Fetch {
  public:
    Fetch(const FetchOptions& options, Store& store, const MakeGet& make_get, const OnProgress& progress)
        : options_(options), store_(store), make_get_(make_get), progress_(progress) {
        while (options_.base.ends_with('/'))
            options_.base.pop_back();
    }

    tl::expected<FetchSummary, std::string> run() {
        const auto listed = contents();
        if (!listed) return tl::unexpected(listed.error());
        links_ = *listed;
        const std::size_t workers = std::clamp<std::size_t>(options_.parallel, 1, links_.size());
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < workers; ++i)
            threads.emplace_back([this] { work(); });
        for (std::thread& thread : threads)
            thread.join();
        drop_unlisted();
        if (!problem_.empty()) return tl::unexpected(problem_);
        for (auto* list : {&summary_.added, &summary_.changed, &summary_.gone})
            std::ranges::sort(*list);
        std::ranges::sort(summary_.failed);
        return std::move(summary_);
    }

  private:
    tl::expected<std::vector<docs::PageLink>, std::string> contents() {
        const std::string url = options_.base + "/llms.txt";
        const HttpReply reply = patiently(make_get_(), {.url = url, .etag = {}, .last_modified = {}});
        if (reply.status != kOk) return tl::unexpected(fmt::format("cannot read {}: {}", url, why(reply)));
        std::vector<docs::PageLink> links;
        std::set<std::string> seen;
        for (docs::PageLink& link : docs::read_contents(reply.body)) {
            if (link.url.starts_with('/')) link.url.insert(0, options_.base);
            if (!link.url.starts_with(options_.base + std::string(kDocs))) continue;
            if (seen.insert(page_url(link.url)).second) links.push_back(std::move(link));
        }
        if (links.empty()) return tl::unexpected(fmt::format("{} lists no page of the documentation", url));
        return links;
    }

    void work() {
        const Get get = make_get_();
        for (std::size_t i = next_++; i < links_.size(); i = next_++) {
            page(get, links_[i]);
            const std::lock_guard lock(mutex_);
            if (!problem_.empty()) return;
            if (progress_) progress_(++done_, links_.size());
        }
    }

    void page(const Get& get, const docs::PageLink& link) {
        const std::string url = page_url(link.url);
        StoredPage known = known_page(url);
        HttpReply reply;
        for (const std::string& candidate : markdown_urls(link.url)) {
            reply =
                patiently(get, {.url = candidate, .etag = known.etag, .last_modified = known.last_modified});
            std::this_thread::sleep_for(options_.gap);
            if (!is_absent(reply) && (reply.status != kOk || is_markdown(reply))) break;
        }
        take(url, link, reply);
    }

    /// Without the marks of a text that is lost, so that it is asked for anew.
    StoredPage known_page(const std::string& url) {
        const std::lock_guard lock(mutex_);
        const auto found = store_.pages().find(url);
        return found != store_.pages().end() && store_.text(found->second) ? found->second : StoredPage{};
    }

    void take(const std::string& url, const docs::PageLink& link, const HttpReply& reply) {
        const std::lock_guard lock(mutex_);
        const bool known = store_.pages().contains(url);
        if (reply.status == kNotModified && known) {
            ++summary_.unchanged;
        } else if (is_absent(reply)) {
            if (known)
                summary_.gone.push_back(url);
            else
                summary_.failed.emplace_back(url, "not found");
            note(store_.remove(url));
        } else if (reply.status != kOk) {
            summary_.failed.emplace_back(url, why(reply));
        } else if (!is_markdown(reply)) {
            summary_.failed.emplace_back(url, "there is no Markdown form of it");
        } else {
            const bool same = known && store_.text(store_.pages().at(url)) == reply.body;
            if (same)
                ++summary_.unchanged;
            else
                (known ? summary_.changed : summary_.added).push_back(url);
            note(
                store_.put(url, {link.title, link.section, {}, reply.etag, reply.last_modified}, reply.body));
        }
    }

    void note(const tl::expected<void, std::string>& done) {
        if (!done && problem_.empty()) problem_ = done.error();
    }

    void drop_unlisted() {
        std::set<std::string> listed;
        for (const docs::PageLink& link : links_)
            listed.insert(page_url(link.url));
        std::vector<std::string> unlisted;
        for (const auto& [url, page] : store_.pages())
            if (!listed.contains(url)) unlisted.push_back(url);
        for (const std::string& url : unlisted) {
            summary_.gone.push_back(url);
            note(store_.remove(url));
        }
    }

    /// Tries again, later and later, what may yet succeed.
    HttpReply patiently(const Get& get, const HttpRequest& request) const {
        auto wait = options_.first_wait;
        for (int left = options_.tries;; --left, wait *= 2) {
            HttpReply reply = get(request);
            if (!may_yet_succeed(reply) || left <= 1) return reply;
            const auto asked = std::chrono::seconds(reply.retry_after_s.value_or(0));
            std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(
                std::max<std::chrono::milliseconds>(wait, asked), kLongestWait));
        }
    }

    FetchOptions options_;
    Store& store_;
    const MakeGet& make_get_;
    const OnProgress& progress_;
    std::vector<docs::PageLink> links_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_; // of all that follows, and of the store
    std::size_t done_ = 0;
    FetchSummary summary_;
    std::string problem_;
};

} // namespace

std::string page_url(const std::string& url) {
    std::string page = url.substr(0, url.find_first_of("#?"));
    if (page.ends_with(kMarkdown)) page.resize(page.size() - kMarkdown.size());
    if (const auto old = page.find(kOldReference); old != std::string::npos)
        page.replace(old, kOldReference.size(), kNewReference);
    return page;
}

std::vector<std::string> markdown_urls(const std::string& url) {
    const std::string plain = url.substr(0, url.find_first_of("#?"));
    std::vector<std::string> urls{page_url(url) + std::string(kMarkdown)};
    if (plain != urls.front()) urls.push_back(plain);
    return urls;
}

tl::expected<FetchSummary, std::string> fetch_site(const FetchOptions& options, Store& store,
                                                   const MakeGet& make_get, const OnProgress& progress) {
    return Fetch(options, store, make_get, progress).run();
}

} // namespace modal_lsp::server::site
