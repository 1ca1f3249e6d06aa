#pragma once
#include "analysis/docs/surface.hpp"
#include "analysis/workspace/io.hpp"
#include "server/sdk_package.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// Surfaces of packages that were read before, one file each (CBOR). What is in the folder may be deleted at
/// any time; files that are broken or another version's are as good as absent. For any thread.
class SdkCache {
  public:
    /// `folder` is made when something is put into it; empty: nothing is kept.
    explicit SdkCache(std::string folder) : folder_(std::move(folder)) {}

    /// `$XDG_CACHE_HOME/modal-lsp/sdk`, else below `~/.cache`; empty when neither is known.
    [[nodiscard]] static std::string default_folder();

    /// As `read_sdk`. A package whose installer listed the content of its files (`RECORD`, with their hashes)
    /// is read once for each such list.
    [[nodiscard]] tl::expected<docs::Surface, std::string> read(const workspace::FileSystem& files,
                                                                const SdkPackage& package) const;

    [[nodiscard]] std::optional<docs::Surface> load(const std::string& key) const;
    /// Failing to write is logged and changes nothing.
    void store(const std::string& key, const docs::Surface& surface) const;

  private:
    [[nodiscard]] std::string file_of(const std::string& key) const;

    std::string folder_;
};

/// The bytes of a cache file, and back; nullopt for bytes that are none.
[[nodiscard]] std::string surface_to_bytes(const docs::Surface& surface);
[[nodiscard]] std::optional<docs::Surface> surface_from_bytes(std::string_view bytes);

} // namespace modal_lsp::server
