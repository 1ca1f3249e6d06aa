#include "server/sdk_package.hpp"

#include "analysis/package/surface_reader.hpp"
#include "analysis/workspace/path.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace modal_lsp::server {
namespace {

using workspace::FileSystem;
using workspace::join;

/// Eight times what the largest file of a release has.
constexpr std::uint64_t kMostBytes = std::uint64_t{1} * 1024 * 1024;
constexpr std::string_view kMetadata = ".dist-info", kName = "modal-";

bool holds_package(const FileSystem& files, const std::string& parent) {
    return files.status(join(parent, "modal/__init__.py")).has_value();
}

/// "1.6.4" of "modal-1.6.4.dist-info"; empty for other names.
std::string_view version_in_name(std::string_view name) {
    if (!name.starts_with(kName) || !name.ends_with(kMetadata)) return {};
    name.remove_prefix(kName.size());
    name.remove_suffix(kMetadata.size());
    return name;
}

/// The folder that an editable install leads to: a path on a line of its own.
std::optional<std::string> editable(const FileSystem& files, const std::string& packages,
                                    std::string_view name) {
    if (!name.ends_with(".pth") || name.find("modal") == std::string_view::npos) return std::nullopt;
    const auto text = files.read(join(packages, name), kMostBytes);
    if (!text) return std::nullopt;
    const std::string line = text->substr(0, text->find_first_of("\r\n"));
    return line.starts_with('/') && holds_package(files, line) ? std::optional(line) : std::nullopt;
}

/// In a folder of packages.
std::optional<SdkPackage> sdk_in_packages(const FileSystem& files, const std::string& packages) {
    const auto entries = files.list(packages);
    if (!entries) return std::nullopt;
    SdkPackage found;
    std::optional<std::string> elsewhere;
    for (const workspace::DirectoryEntry& entry : *entries) {
        if (const auto version = version_in_name(entry.name); !version.empty()) found.version = version;
        if (!elsewhere) elsewhere = editable(files, packages, entry.name);
    }
    if (found.version.empty()) return std::nullopt;
    // Metadata without a package is a broken install; whoever reads it is told so.
    found.parent = holds_package(files, packages) ? packages : elsewhere.value_or(packages);
    return found;
}

} // namespace

std::optional<SdkPackage> sdk_in_environment(const FileSystem& files, const std::string& environment) {
    for (const std::string_view lib : {"lib", "lib64"}) {
        const std::string folder = join(environment, lib);
        const auto pythons = files.list(folder);
        if (!pythons) continue;
        for (const workspace::DirectoryEntry& python : *pythons) {
            if (!python.name.starts_with("python")) continue;
            const std::string packages = join(join(folder, python.name), "site-packages");
            if (auto found = sdk_in_packages(files, packages)) return found;
        }
    }
    return std::nullopt;
}

std::optional<SdkPackage> sdk_at(const FileSystem& files, const std::string& path) {
    if (auto found = sdk_in_environment(files, path)) return found;
    if (auto found = sdk_in_packages(files, path)) return found;
    for (const std::string& parent : {path, join(path, "py"), std::string(workspace::parent_of(path))}) {
        if (!holds_package(files, parent)) continue;
        if (auto found = sdk_in_packages(files, parent)) return found;
        return SdkPackage{.parent = parent, .version = {}};
    }
    return std::nullopt;
}

tl::expected<docs::Surface, std::string> read_sdk(const FileSystem& files, const SdkPackage& package) {
    const package::ReadSource read = [&](const std::string& path) -> std::optional<std::string> {
        const std::string whole = join(package.parent, path);
        if (!files.status(whole)) return std::nullopt;
        auto text = files.read(whole, kMostBytes);
        const bool is_text = text && text->find('\0') == std::string::npos;
        return is_text ? std::optional(*std::move(text)) : std::nullopt;
    };
    return package::read_surface(read, package.version).map_error([&](const std::string& reason) {
        return fmt::format("the package {} cannot be used: {}", join(package.parent, "modal"), reason);
    });
}

} // namespace modal_lsp::server
