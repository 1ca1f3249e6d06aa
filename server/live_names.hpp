#pragma once
#include "analysis/live/listing.hpp"
#include "server/host.hpp"
#include "server/operate/live_names.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// By workspace folder.
using Listings = std::map<std::string, std::shared_ptr<const live::Listing>>;

/// What the open workspace folders hold at Modal: read in the background, kept from one session to the next,
/// and read again on demand. Loop thread only. Dropping it stops what it runs.
class LiveNames {
  public:
    struct Events {
        std::function<void()> changed; ///< `listings` has another answer
        std::function<void()> idle;    ///< nothing is being read any more
        std::function<void(const std::string&)> problem;
    };

    using OnAnswer = std::function<void(const operate::LiveAnswer&)>;

    /// The host must outlive it.
    LiveNames(const Host& host, Events events);
    LiveNames(const LiveNames&) = delete;
    LiveNames& operator=(const LiveNames&) = delete;
    ~LiveNames();

    /// The folders whose names are wanted, by path. Those that are new, or ask otherwise, begin to be read;
    /// folders that are left out are forgotten. Which apps' versions are asked for counts from the next
    /// reading on.
    void serve(std::map<std::string, operate::LiveQuestion> questions);
    /// Reads every folder again, though it may be being read; `then` is told once of each.
    void refresh(const OnAnswer& then = {});
    /// Reads again what was read more than some minutes ago.
    void refresh_old();
    void stop_all();

    [[nodiscard]] Listings listings() const;

    /// Of folders that are served.
    [[nodiscard]] std::size_t count() const { return folders_.size(); }

    /// Takes part in what is waited for before an answer counts as complete.
    [[nodiscard]] bool busy() const;

  private:
    struct Folder;

    void read(const std::string& path);
    void publish(Folder& folder, const live::Listing& listing);
    void finish(const std::string& path);

    const Host* host_;
    Events events_;
    std::map<std::string, std::unique_ptr<Folder>> folders_;
};

} // namespace modal_lsp::server
