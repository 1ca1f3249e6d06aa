#include "server/site/store.hpp"

#include "analysis/text/document.hpp"
#include "analysis/workspace/path.hpp"
#include "server/cache_folder.hpp"
#include "server/disk.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace modal_lsp::server::site {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostBytes = std::uint64_t{16} * 1024 * 1024;
constexpr std::string_view kList = "pages.json";
constexpr std::size_t kLongestName = 150;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '/';
}

/// A member that is text; empty when there is none.
std::string text_of(const json& page, const char* name) {
    const auto found = page.find(name);
    return found != page.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string file_for(const std::string& url) {
    const auto host = url.find("://");
    const auto path = host == std::string::npos ? 0 : url.find('/', host + 3);
    std::string name = path == std::string::npos ? "" : workspace::normalized_path(url.substr(path));
    name.erase(0, std::min(name.find_first_not_of("/."), name.size()));
    const bool plain = !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, is_plain) &&
                       name.find("..") == std::string::npos;
    return plain ? name + ".md" : fmt::format("other/{:016x}.md", text::content_hash(url));
}

std::string Store::default_folder() {
    return cache_folder("site");
}

void Store::load() {
    pages_.clear();
    const auto text = Disk().read(workspace::join(folder_, kList), kMostBytes);
    const json read = text ? json::parse(*text, nullptr, false) : json();
    if (!read.is_object()) return;
    for (const auto& [url, page] : read.items()) {
        // The list is a file like any other; what does not fit was not fetched.
        if (!page.is_object()) continue;
        pages_[url] = {text_of(page, "title"), text_of(page, "section"), file_for(url), text_of(page, "etag"),
                       text_of(page, "last-modified")};
    }
}

std::optional<std::string> Store::text(const StoredPage& page) const {
    auto text = Disk().read(workspace::join(folder_, page.file), kMostBytes);
    return text ? std::optional(*std::move(text)) : std::nullopt;
}

tl::expected<void, std::string> Store::put(const std::string& url, StoredPage page, const std::string& text) {
    page.file = file_for(url);
    const std::string file = workspace::join(folder_, page.file);
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path(), error);
    if (auto written = write_file(file, text); !written) return written;
    pages_.insert_or_assign(url, std::move(page));
    return save();
}

tl::expected<void, std::string> Store::remove(const std::string& url) {
    const auto known = pages_.find(url);
    if (known == pages_.end()) return {};
    std::error_code error;
    std::filesystem::remove(workspace::join(folder_, known->second.file), error);
    pages_.erase(known);
    return save();
}

tl::expected<void, std::string> Store::save() const {
    json list = json::object();
    for (const auto& [url, page] : pages_)
        list[url] = {{"title", page.title},
                     {"section", page.section},
                     {"etag", page.etag},
                     {"last-modified", page.last_modified}};
    return write_file(workspace::join(folder_, kList),
                      list.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

docs::SiteIndex Store::index() const {
    std::vector<docs::PageSection> sections;
    for (const auto& [url, page] : pages_) {
        const auto markdown = text(page);
        if (!markdown) continue;
        auto read = docs::read_page(url, page.title, *markdown);
        sections.insert(sections.end(), std::make_move_iterator(read.begin()),
                        std::make_move_iterator(read.end()));
    }
    return docs::SiteIndex(std::move(sections));
}

} // namespace modal_lsp::server::site
