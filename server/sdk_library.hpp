#pragma once
#include "analysis/docs/sdk_index.hpp"
#include "server/host.hpp"
#include "server/sdk_cache.hpp"
#include "server/sdk_package.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace modal_lsp::server {

using SdkRead = tl::expected<std::shared_ptr<const docs::Index>, std::string>;

/// Reads and prepares a package, by way of the cache. For any thread.
[[nodiscard]] SdkRead load_sdk(const workspace::FileSystem& files, const SdkCache& cache,
                               const SdkPackage& package);

/// The SDKs that the open projects use, each read in the background when it is first asked for. Loop thread
/// only.
class SdkLibrary {
  public:
    struct Events {
        std::function<void(const SdkPackage&, const SdkRead&)> read; ///< from now on `get` has an answer
    };

    /// The host must outlive the library.
    SdkLibrary(const Host& host, Events events) : host_(&host), events_(std::move(events)) {}

    SdkLibrary(const SdkLibrary&) = delete;
    SdkLibrary& operator=(const SdkLibrary&) = delete;
    ~SdkLibrary() = default;

    /// Null while it is being read, and when it cannot be used.
    [[nodiscard]] std::shared_ptr<const docs::Index> get(const SdkPackage& package);

    [[nodiscard]] bool busy() const { return reading_ > 0; }

  private:
    using Key = std::pair<std::string, std::string>; // folder and version

    const Host* host_;
    Events events_;
    std::map<Key, std::shared_ptr<const docs::Index>> known_;
    std::size_t reading_ = 0;
};

} // namespace modal_lsp::server
