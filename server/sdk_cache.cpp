#include "server/sdk_cache.hpp"

#include "analysis/text/document.hpp"
#include "analysis/workspace/path.hpp"
#include "server/cache_folder.hpp"
#include "server/disk.hpp"
#include "server/replace_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <system_error>

namespace modal_lsp::docs {

static void to_json(nlohmann::json& out, const Surface::Parameter& from) {
    out = nlohmann::json::array({from.name, from.kind, from.annotation, from.default_value, from.note});
}

static void from_json(const nlohmann::json& from, Surface::Parameter& out) {
    from.at(0).get_to(out.name);
    from.at(1).get_to(out.kind);
    from.at(2).get_to(out.annotation);
    from.at(3).get_to(out.default_value);
    from.at(4).get_to(out.note);
}

static void to_json(nlohmann::json& out, const Surface::Symbol& from) {
    out = nlohmann::json::array({from.path, from.kind, from.returns, from.parameters, from.summary, from.text,
                                 from.file, from.line, from.hidden});
}

static void from_json(const nlohmann::json& from, Surface::Symbol& out) {
    from.at(0).get_to(out.path);
    from.at(1).get_to(out.kind);
    from.at(2).get_to(out.returns);
    from.at(3).get_to(out.parameters);
    from.at(4).get_to(out.summary);
    from.at(5).get_to(out.text);
    from.at(6).get_to(out.file);
    from.at(7).get_to(out.line);
    from.at(8).get_to(out.hidden);
}

} // namespace modal_lsp::docs

namespace modal_lsp::server {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostBytes = std::uint64_t{32} * 1024 * 1024;
/// To be raised whenever the same package would be read differently.
constexpr int kFormat = 1;

/// What the installer says of every file of the package.
std::optional<std::string> record_of(const workspace::FileSystem& files, const SdkPackage& package) {
    if (package.version.empty()) return std::nullopt;
    const std::string metadata = fmt::format("modal-{}.dist-info/RECORD", package.version);
    auto text = files.read(workspace::join(package.parent, metadata), kMostBytes);
    // An editable install lists no files of the package.
    if (!text || text->find("modal/__init__.py,sha256=") == std::string::npos) return std::nullopt;
    return *std::move(text);
}

bool is_ordered(const docs::Surface& surface) {
    for (std::size_t i = 1; i < surface.symbols.size(); ++i)
        if (surface.symbols[i - 1].path >= surface.symbols[i].path) return false;
    return true;
}

} // namespace

std::string SdkCache::default_folder() {
    return cache_folder("sdk");
}

tl::expected<docs::Surface, std::string> SdkCache::read(const workspace::FileSystem& files,
                                                        const SdkPackage& package) const {
    const auto record = folder_.empty() ? std::nullopt : record_of(files, package);
    if (!record) return read_sdk(files, package);
    const std::string key = fmt::format("{}-{:016x}", package.version, text::content_hash(*record));
    if (auto known = load(key)) return *std::move(known);
    auto read = read_sdk(files, package);
    if (read) store(key, *read);
    return read;
}

std::string SdkCache::file_of(const std::string& key) const {
    return workspace::join(folder_, fmt::format("{}.{}.cbor", key, kFormat));
}

std::optional<docs::Surface> SdkCache::load(const std::string& key) const {
    const auto bytes = Disk().read(file_of(key), kMostBytes);
    return bytes ? surface_from_bytes(*bytes) : std::nullopt;
}

void SdkCache::store(const std::string& key, const docs::Surface& surface) const {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    const auto written = write_file(file_of(key), surface_to_bytes(surface));
    if (!written) spdlog::info("the index of modal {} is not kept: {}", surface.version, written.error());
}

std::string surface_to_bytes(const docs::Surface& surface) {
    std::string bytes;
    json::to_cbor(json::array({kFormat, surface.version, surface.symbols}), bytes);
    return bytes;
}

std::optional<docs::Surface> surface_from_bytes(std::string_view bytes) {
    // Files that others may have written: whatever does not fit is no surface.
    try {
        const json read = json::from_cbor(bytes);
        if (read.at(0) != kFormat) return std::nullopt;
        docs::Surface surface{.version = read.at(1).get<std::string>(), .symbols = {}};
        read.at(2).get_to(surface.symbols);
        return is_ordered(surface) ? std::optional(std::move(surface)) : std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace modal_lsp::server
