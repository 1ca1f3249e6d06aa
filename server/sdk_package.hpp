#pragma once
#include "analysis/docs/surface.hpp"
#include "analysis/workspace/io.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>

namespace modal_lsp::server {

/// A `modal` package on the disk.
struct SdkPackage {
    std::string parent;  ///< absolute: the folder that holds `modal/`
    std::string version; ///< as its metadata says; empty in a source tree
    friend bool operator==(const SdkPackage&, const SdkPackage&) = default;
};

/// The package installed in an environment (`lib/python3.12/site-packages`, also by way of an editable
/// install), told from its metadata and without running anything. A folder named `modal` without metadata of
/// that name is somebody else's, and no answer.
[[nodiscard]] std::optional<SdkPackage> sdk_in_environment(const workspace::FileSystem& files,
                                                           const std::string& environment);

/// What a person may mean by a path: an environment, site-packages, the package itself, or the SDK's source
/// tree.
[[nodiscard]] std::optional<SdkPackage> sdk_at(const workspace::FileSystem& files, const std::string& path);

/// Reads its public surface. The error is a sentence that names the folder.
[[nodiscard]] tl::expected<docs::Surface, std::string> read_sdk(const workspace::FileSystem& files,
                                                                const SdkPackage& package);

} // namespace modal_lsp::server
