#include "tests/support/marker_project.hpp"

#include "analysis/rules/run.hpp"
#include "analysis/workspace/discover.hpp"
#include "server/module_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace modal_lsp::testing {
namespace {

constexpr std::uint64_t kMaxBytes = 1'000'000;

std::string absolute(const std::string& path) {
    return std::string(MarkerProject::kRoot) + "/" + path;
}

std::string relative(const std::string& path) {
    return path.substr(MarkerProject::kRoot.size() + 1);
}

} // namespace

MarkerProject::MarkerProject(const std::filesystem::path& folder) : configs_(disk_) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        auto file = read_markers(entry.path().lexically_relative(folder).generic_string(), text);
        REQUIRE_MESSAGE(file.has_value(), file.error());
        disk_.write(absolute(file->path), file->text);
        files_.insert_or_assign(file->path, *std::move(file));
    }
    const std::string root(kRoot);
    configs_.set_folders({{.path = root, .settings = {}}});
    index_.set_roots({root});
    const auto config = configs_.config_for(root + "/x.py");
    workspace::DiscoverOptions options;
    options.respect_gitignore = config->respect_gitignore;
    options.exclude.push_back({.directory = config->folder, .patterns = config->exclude});
    const auto found = workspace::discover(disk_, root, options);
    const auto paths_found = workspace::files_to_read(found);
    index_.add_paths(paths_found);
    read(paths_found, false);
    index_.set_complete(true);
    auto change = index_.commit();
    for (std::size_t round = 0; !change.unread.empty() && round <= files_.size(); ++round) {
        std::vector<std::string> paths;
        for (const auto file : change.unread)
            paths.push_back(index_.table().path(file));
        read(paths, true);
        change = index_.commit();
    }
}

void MarkerProject::read(const std::vector<std::string>& paths, bool always) {
    for (const std::string& path : paths) {
        auto module = server::read_module(disk_, path, kMaxBytes, always);
        if (!module.facts) continue;
        index_.put({.path = path,
                    .document = std::move(module.document),
                    .facts = std::move(module.facts),
                    .commands = std::move(module.commands),
                    .config = configs_.config_for(path),
                    .not_analyzed = std::move(module.not_analyzed)});
    }
}

std::vector<const Marker*> MarkerProject::markers(std::string_view name) const {
    std::vector<const Marker*> out;
    for (const auto& [path, file] : files_)
        for (const Marker& marker : file.markers)
            if (marker.name == name) out.push_back(&marker);
    return out;
}

const workspace::File* MarkerProject::indexed(const std::string& path) const {
    return snapshot().file(absolute(path));
}

Place MarkerProject::place(workspace::FileId file, text::ByteRange range) const {
    return {relative(snapshot().table().path(file)), range};
}

std::vector<MarkerProject::Finding> MarkerProject::findings() const {
    std::vector<Finding> out;
    for (const auto& file : snapshot().files()) {
        if (!file) continue;
        for (auto& diagnostic : rules::run(snapshot(), *file))
            out.push_back({relative(file->path), std::move(diagnostic)});
    }
    for (const auto& report : configs_.reports())
        for (const auto& diagnostic : report.diagnostics)
            out.push_back({relative(report.path), diagnostic});
    return out;
}

std::vector<std::filesystem::path> marker_projects() {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(MODAL_LSP_SOURCE_DIR "/tests/projects"))
        if (entry.is_directory()) out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

} // namespace modal_lsp::testing
