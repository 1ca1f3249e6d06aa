#pragma once
#include "server/documents.hpp"
#include "server/host.hpp"
#include "server/project.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// Finds and reads the project's files on the workers, batch by batch, and puts them into the project. Loop
/// thread only; the workers see values.
class Indexer {
  public:
    struct Events {
        std::function<void()> walked;                  ///< the folders are known, their files not yet read
        std::function<void(bool changed)> batch_taken; ///< the caller commits
        std::function<void()> idle;                    ///< nothing is left to find or read
        std::function<void(std::string)> note;         ///< a sentence about the walk, for the log
    };

    /// All must outlive the indexer.
    Indexer(const Host& host, Project& project, const Documents& open, Events events)
        : host_(&host), project_(&project), open_(&open), events_(std::move(events)) {}

    ~Indexer() { stop_.request_stop(); }

    Indexer(const Indexer&) = delete;
    Indexer& operator=(const Indexer&) = delete;

    /// Walks all folders again: reads what is new, forgets what is gone.
    void rescan();
    /// Reads files whose content may be different. A file that is being read already is read once more.
    void read(const std::vector<std::string>& paths);
    /// Drops what is left to do.
    void stop();

    [[nodiscard]] bool busy() const { return scanning_ || !queue_.empty() || batches_ > 0; }

    /// True when some walk came to an end.
    [[nodiscard]] bool found_any() const { return !directories_.empty(); }

    /// True when the last walk went through to its end and found everything.
    [[nodiscard]] bool found_all() const { return found_all_; }

    [[nodiscard]] std::size_t files_read() const { return files_read_; }

    [[nodiscard]] std::size_t files_left() const { return queue_.size() + in_flight_.size(); }

    /// The folders that hold Python files, as of the last walk, with those between them and their root.
    [[nodiscard]] const std::vector<std::string>& directories() const { return directories_; }

  private:
    struct Item {
        std::string path;
        std::uint64_t limit_bytes = 0;
        bool always = false;
    };

    struct Found;

    static Found walk_all(const workspace::FileSystem& files, std::vector<Walk> walks,
                          const std::stop_token& stop);
    void take(const Found& found);
    void take(std::vector<ReadModule> modules);
    void pump();
    void start_batch();
    void settle();

    const Host* host_;
    Project* project_;
    const Documents* open_;
    Events events_;
    std::stop_source stop_;
    bool scanning_ = false, scan_again_ = false, found_all_ = false;
    std::deque<Item> queue_;
    std::map<std::string, bool> in_flight_; // to be read once more?
    std::size_t batches_ = 0;
    std::size_t files_read_ = 0;
    std::vector<std::string> directories_;
};

} // namespace modal_lsp::server
