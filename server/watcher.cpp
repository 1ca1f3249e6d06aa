#include "server/watcher.hpp"

#include "analysis/commands/host.hpp"
#include "analysis/workspace/path.hpp"
#include "server/config_store.hpp"

#include <asio/buffer.hpp>
#include <spdlog/spdlog.h>

#include <chrono>
#include <cstring>
#include <sys/inotify.h>
#include <unistd.h>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

/// The system's usual limit for all programs of a user together is 8192 and more.
constexpr std::size_t kMostWatches = 4096;
constexpr auto kSettle = 50ms;
constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_EXCL_UNLINK;

bool is_of_interest(std::string_view name, bool folder) {
    return folder || commands::host_of(name).has_value() || name == ".gitignore" ||
           ConfigStore::is_watched_path(name);
}

} // namespace

Watcher::Watcher(Loop& loop, std::function<void(const std::vector<std::string>&)> changed)
    : loop_(&loop), changed_(std::move(changed)) {}

bool Watcher::watch(std::vector<std::string> folders) {
    if (!inotify_) {
        const int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (descriptor < 0) return false;
        inotify_ = std::make_unique<asio::posix::stream_descriptor>(loop_->context(), descriptor);
        wait();
    }
    if (folders.size() > kMostWatches) {
        spdlog::warn("{} folders hold Python files; changes in {} of them are not noticed", folders.size(),
                     folders.size() - kMostWatches);
        folders.resize(kMostWatches);
    }
    std::map<std::string, int> now;
    for (std::string& folder : folders) {
        const int watch = inotify_add_watch(inotify_->native_handle(), folder.c_str(), kEvents);
        if (watch < 0) continue;
        folders_.insert_or_assign(watch, folder);
        now.emplace(std::move(folder), watch);
    }
    for (const auto& [folder, watch] : watches_)
        if (!now.contains(folder) && folders_.contains(watch) && folders_.at(watch) == folder) {
            inotify_rm_watch(inotify_->native_handle(), watch);
            folders_.erase(watch);
        }
    watches_ = std::move(now);
    return folders.empty() || !watches_.empty();
}

void Watcher::wait() {
    inotify_->async_wait(asio::posix::stream_descriptor::wait_read, [this](const asio::error_code& error) {
        if (error) return;
        read();
        wait();
    });
}

void Watcher::read() {
    while (true) {
        const ssize_t length = ::read(inotify_->native_handle(), buffer_.data(), buffer_.size());
        if (length <= 0) break;
        take(std::string_view(buffer_.data(), static_cast<std::size_t>(length)));
    }
    if (pending_.empty() || std::exchange(due_, true)) return;
    loop_->after(kSettle, [this] { tell(); });
}

void Watcher::take(std::string_view events) {
    while (events.size() >= sizeof(inotify_event)) {
        inotify_event event{};
        std::memcpy(&event, events.data(), sizeof event);
        const std::string_view name(events.data() + sizeof event);
        // After an overflow nobody knows what was lost: every folder may have changed.
        if ((event.mask & IN_Q_OVERFLOW) != 0)
            for (const auto& [folder, watch] : watches_)
                pending_.insert(folder);
        else if (event.len > 0)
            note(event.wd, name, (event.mask & IN_ISDIR) != 0);
        events.remove_prefix(sizeof event + event.len);
    }
}

void Watcher::note(int watch, std::string_view name, bool folder) {
    const auto found = folders_.find(watch);
    if (found == folders_.end() || !is_of_interest(name, folder)) return;
    pending_.insert(workspace::join(found->second, name));
}

void Watcher::tell() {
    due_ = false;
    const std::vector<std::string> paths(pending_.begin(), pending_.end());
    pending_.clear();
    changed_(paths);
}

} // namespace modal_lsp::server
