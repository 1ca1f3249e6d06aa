#include "server/documents.hpp"

#include "protocol/uri.hpp"

#include <utility>

namespace modal_lsp::server {

std::string key_of(std::string_view uri) {
    if (auto path = protocol::path_of(uri)) return *std::move(path);
    // A NUL cannot be in a path of the disk.
    std::string key("/");
    key.push_back('\0');
    key.append(uri);
    return key;
}

bool is_file_uri(std::string_view uri) {
    return protocol::path_of(uri).has_value();
}

OpenDocument& Documents::open(OpenDocument document) {
    std::string key = document.path;
    return documents_.insert_or_assign(std::move(key), std::move(document)).first->second;
}

void Documents::close(std::string_view path) {
    const auto found = documents_.find(path);
    if (found != documents_.end()) documents_.erase(found);
}

OpenDocument* Documents::find(std::string_view path) {
    const auto found = documents_.find(path);
    return found == documents_.end() ? nullptr : &found->second;
}

const OpenDocument* Documents::find(std::string_view path) const {
    const auto found = documents_.find(path);
    return found == documents_.end() ? nullptr : &found->second;
}

OpenDocument* Documents::find_uri(std::string_view uri) {
    return find(key_of(uri));
}

std::string Documents::uri_of(std::string_view path) const {
    const OpenDocument* open = find(path);
    return open == nullptr ? protocol::uri_of(path) : open->uri;
}

std::optional<std::int32_t> Documents::version_of(std::string_view path) const {
    const OpenDocument* open = find(path);
    return open == nullptr ? std::nullopt : std::optional(open->version);
}

} // namespace modal_lsp::server
