#include "tests/support/project.hpp"

#include "server/module_reader.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

namespace modal_lsp::testing {
namespace {

std::string absolute(std::string_view path) {
    return std::string(Project::kRoot) + "/" + std::string(path);
}

/// Takes the markers out and says where they stood.
std::vector<text::ByteOffset> take_markers(std::string& text) {
    std::vector<text::ByteOffset> found;
    for (auto at = text.find("$0"); at != std::string::npos; at = text.find("$0", at)) {
        text.erase(at, 2);
        found.push_back({static_cast<std::uint32_t>(at)});
    }
    return found;
}

} // namespace

Project::Project(Files files, const Config& config, bool complete)
    : config_(std::make_shared<const Config>(config)) {
    index_.set_roots({std::string(kRoot)});
    for (const auto& [path, text] : files)
        put(path, text);
    index_.set_complete(complete);
    commit();
}

void Project::edit(std::string_view path, std::string text) {
    put(std::string(path), std::move(text));
    commit();
}

void Project::put(const std::string& path, std::string text) {
    const auto markers = take_markers(text);
    workspace::WorkspaceIndex::Content content{.path = absolute(path),
                                               .document = text::Document(std::move(text))};
    constexpr std::uint64_t kLimitBytes = std::uint64_t{64} * 1024 * 1024;
    auto parsed = server::parse_file(content.path, content.document, kLimitBytes);
    content.facts = std::move(parsed.facts);
    content.commands = std::move(parsed.commands);
    content.config = config_;
    const auto file = index_.put(std::move(content));
    for (const auto at : markers)
        cursors_.push_back({file, at});
}

void Project::commit() {
    // Everything is put already, so nothing can stay unread for more than a round.
    for (int round = 0; round < 4; ++round)
        if (index_.commit().unread.empty()) return;
    FAIL("the index keeps asking for files");
}

Project::Cursor Project::cursor() const {
    REQUIRE_FALSE(cursors_.empty());
    return cursors_.front();
}

workspace::FileId Project::file(std::string_view path) const {
    const auto found = snapshot().table().find(absolute(path));
    REQUIRE(found.has_value());
    return *found;
}

std::string Project::path(workspace::FileId file) const {
    return snapshot().table().path(file).substr(kRoot.size() + 1);
}

std::string_view Project::text(workspace::FileId file) const {
    return snapshot().file(file)->document.text();
}

std::string_view Project::text(workspace::FileId file, text::ByteRange range) const {
    return snapshot().source({.file = file, .range = range});
}

text::ByteRange Project::find(std::string_view path, std::string_view needle) const {
    const auto all = text(file(path));
    const auto at = all.find(needle);
    REQUIRE(at != std::string_view::npos);
    REQUIRE(all.find(needle, at + 1) == std::string_view::npos);
    return text::make_range(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + needle.size()));
}

} // namespace modal_lsp::testing
