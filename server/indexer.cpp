#include "server/indexer.hpp"

#include "analysis/workspace/discover.hpp"
#include "analysis/workspace/path.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace modal_lsp::server {
namespace {

constexpr std::size_t kBatch = 64;
constexpr std::size_t kMostBatches = 8;

std::vector<std::string> directories_of(const std::vector<std::string>& files,
                                        const std::vector<Walk>& walks) {
    std::set<std::string, std::less<>> out;
    for (const Walk& walk : walks)
        out.insert(walk.root);
    for (const std::string& file : files) {
        std::string_view at = workspace::parent_of(file);
        while (at.size() > 1 && !out.contains(at)) {
            out.emplace(at);
            at = workspace::parent_of(at);
        }
    }
    // Files lie below a root, whose parents are nobody's business.
    std::erase_if(out, [&](const std::string& directory) {
        return std::ranges::none_of(
            walks, [&](const Walk& walk) { return workspace::is_inside(directory, walk.root); });
    });
    return {out.begin(), out.end()};
}

} // namespace

struct Indexer::Found {
    std::vector<std::string> files; ///< sorted
    std::vector<std::string> directories;
    std::vector<std::string> notes;
    bool complete = true;
};

Indexer::Found Indexer::walk_all(const workspace::FileSystem& files, std::vector<Walk> walks,
                                 const std::stop_token& stop) {
    Found out;
    for (Walk& walk : walks) {
        walk.options.stop = [&stop] { return stop.stop_requested(); };
        auto found = workspace::discover(files, walk.root, walk.options);
        std::ranges::move(workspace::files_to_read(found), std::back_inserter(out.files));
        for (const auto& note : found.notes)
            out.notes.push_back(note.path + ": " + note.message);
        out.complete = out.complete && found.complete;
    }
    std::ranges::sort(out.files);
    out.files.erase(std::ranges::unique(out.files).begin(), out.files.end());
    out.directories = directories_of(out.files, walks);
    return out;
}

void Indexer::rescan() {
    if (std::exchange(scanning_, true)) {
        scan_again_ = true;
        return;
    }
    auto walks = project_->walks();
    host_->in_background([this, files = host_->files, walks = std::move(walks),
                          stop = stop_.get_token()]() -> std::function<void()> {
        auto found = walk_all(*files, walks, stop);
        return [this, found = std::move(found)] { take(found); };
    });
}

void Indexer::take(const Found& found) {
    scanning_ = false;
    for (const std::string& note : found.notes)
        events_.note(note);
    found_all_ = found.complete;
    directories_ = found.directories;
    events_.walked();
    auto fresh = project_->set_files(found.files, *open_);
    // Those of the walk before may be waiting still.
    std::set<std::string_view> waiting;
    for (const Item& item : queue_)
        waiting.insert(item.path);
    std::erase_if(
        fresh, [&](const std::string& path) { return waiting.contains(path) || in_flight_.contains(path); });
    if (std::exchange(scan_again_, false)) rescan();
    read(fresh);
    events_.batch_taken(true);
    settle();
}

void Indexer::read(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        const auto flying = in_flight_.find(path);
        if (flying != in_flight_.end())
            flying->second = true;
        else
            queue_.push_back({path, project_->limit_bytes(path), project_->is_needed(path)});
    }
    pump();
}

void Indexer::stop() {
    stop_.request_stop();
    queue_.clear();
}

void Indexer::pump() {
    while (batches_ < kMostBatches && !queue_.empty())
        start_batch();
}

void Indexer::start_batch() {
    std::vector<Item> items;
    while (!queue_.empty() && items.size() < kBatch) {
        const auto [flying, is_new] = in_flight_.emplace(queue_.front().path, false);
        if (is_new)
            items.push_back(std::move(queue_.front()));
        else
            flying->second = true;
        queue_.pop_front();
    }
    if (items.empty()) return;
    ++batches_;
    host_->in_background([this, files = host_->files, items = std::move(items),
                          stop = stop_.get_token()]() -> std::function<void()> {
        std::vector<ReadModule> modules;
        for (const Item& item : items) {
            if (stop.stop_requested()) break;
            modules.push_back(read_module(*files, item.path, item.limit_bytes, item.always));
        }
        auto shared = std::make_shared<std::vector<ReadModule>>(std::move(modules));
        return [this, shared] { take(std::move(*shared)); };
    });
}

void Indexer::take(std::vector<ReadModule> modules) {
    --batches_;
    bool changed = false;
    std::vector<std::string> again;
    for (ReadModule& module : modules) {
        const std::string path = module.path;
        const auto flying = in_flight_.find(path);
        if (flying->second) again.push_back(path);
        in_flight_.erase(flying);
        ++files_read_;
        const bool failed = !module.readable;
        changed = project_->take(std::move(module)) || changed;
        if (failed && project_->is_needed(path)) project_->give_up(path);
    }
    read(again);
    events_.batch_taken(changed);
    pump();
    settle();
}

void Indexer::settle() {
    if (!busy()) events_.idle();
}

} // namespace modal_lsp::server
