#pragma once
#include "server/loop.hpp"

#include <asio/posix/stream_descriptor.hpp>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server {

/// Tells of changes in folders, for clients that do not. Costs nothing while nothing changes. Loop thread
/// only.
class Watcher {
  public:
    /// `changed` gets the paths that came, changed or went, soon after they have settled.
    Watcher(Loop& loop, std::function<void(const std::vector<std::string>&)> changed);

    /// Replaces the watched folders. Folders beyond the limit are left out; false when the system refuses
    /// altogether.
    bool watch(std::vector<std::string> folders);

  private:
    void wait();
    void read();
    void take(std::string_view events);
    void note(int watch, std::string_view name, bool folder);
    void tell();

    Loop* loop_;
    std::function<void(const std::vector<std::string>&)> changed_;
    std::unique_ptr<asio::posix::stream_descriptor> inotify_;
    std::map<std::string, int> watches_;
    std::map<int, std::string> folders_;
    std::set<std::string> pending_;
    bool due_ = false;
    std::array<char, 16384> buffer_{};
};

} // namespace modal_lsp::server
