#include "server/sdk_library.hpp"

#include <utility>

namespace modal_lsp::server {

SdkRead load_sdk(const workspace::FileSystem& files, const SdkCache& cache, const SdkPackage& package) {
    return cache.read(files, package).map([](docs::Surface surface) {
        return std::make_shared<const docs::Index>(std::move(surface));
    });
}

std::shared_ptr<const docs::Index> SdkLibrary::get(const SdkPackage& package) {
    const auto [known, is_new] = known_.try_emplace(Key(package.parent, package.version));
    if (!is_new) return known->second;
    ++reading_;
    const SdkCache cache(host_->cache_folder);
    host_->in_background([this, files = host_->files, cache, package]() -> std::function<void()> {
        return [this, package, read = load_sdk(*files, cache, package)] {
            --reading_;
            if (read) known_[Key(package.parent, package.version)] = *read;
            events_.read(package, read);
        };
    });
    return nullptr;
}

} // namespace modal_lsp::server
