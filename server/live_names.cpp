#include "server/live_names.hpp"

#include "server/live_cache.hpp"
#include "server/operate/host_tools.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

/// From then on a saved file is a reason to look again.
constexpr auto kOld = 10min;

/// What makes one question another: everything but the apps.
std::string key_of(const operate::LiveQuestion& question) {
    const operate::CommandPlace& place = question.subject.place;
    return fmt::format("{}\n{}\n{}\n{}", question.subject.folder, place.configured, place.python,
                       fmt::join(question.environments, " "));
}

} // namespace

struct LiveNames::Folder {
    std::string key;
    operate::LiveQuestion question;
    std::shared_ptr<const live::Listing> listing;
    std::vector<OnAnswer> waiting;
    std::uint64_t round = 0; // of reading
    bool is_old = false;
    std::optional<operate::Tools> tools;
    std::optional<Task<operate::LiveAnswer>> task; // refers to the tools, so it goes first

    void tell(const operate::LiveAnswer& answer) {
        for (const OnAnswer& then : std::exchange(waiting, {}))
            then(answer);
    }

    void tell_problem(const Phrase& problem) { tell({.problem = say(question.subject.language, problem)}); }
};

LiveNames::LiveNames(const Host& host, Events events) : host_(&host), events_(std::move(events)) {}

LiveNames::~LiveNames() = default;

void LiveNames::serve(std::map<std::string, operate::LiveQuestion> questions) {
    const auto unwanted = [&](const auto& entry) {
        const auto wanted = questions.find(entry.first);
        return wanted == questions.end() || key_of(wanted->second) != entry.second->key;
    };
    for (const auto& entry : folders_)
        if (unwanted(entry)) entry.second->tell_problem({"the settings are others now", "设置已改变"});
    bool changed = std::erase_if(folders_, unwanted) > 0;
    std::vector<std::string> unread;
    for (auto& [path, question] : questions) {
        auto& folder = folders_[path];
        const bool is_new = folder == nullptr;
        if (is_new) folder = std::make_unique<Folder>();
        folder->question = std::move(question);
        if (!is_new) continue;
        folder->key = key_of(folder->question);
        if (auto kept = LiveCache(host_->live_folder).load(folder->key)) {
            folder->listing = std::make_shared<const live::Listing>(*std::move(kept));
            changed = true;
        }
        unread.push_back(path);
    }
    for (const std::string& path : unread)
        read(path);
    if (changed) events_.changed();
}

void LiveNames::refresh(const OnAnswer& then) {
    for (const auto& [path, folder] : folders_) {
        if (then) folder->waiting.push_back(then);
        read(path);
    }
}

void LiveNames::refresh_old() {
    for (const auto& [path, folder] : folders_)
        if (folder->is_old && !folder->task) read(path);
}

void LiveNames::read(const std::string& path) {
    Folder& folder = *folders_.at(path);
    const std::uint64_t round = ++folder.round;
    folder.task.reset(); // what was begun shows the past
    folder.is_old = false;
    folder.tools = operate::tools_of(*host_, folder.question.subject.language);
    folder.task.emplace(operate::read_live_names(
        *folder.tools, folder.question, [this, &folder](const live::Listing& all) { publish(folder, all); }));
    // Not from within the task: it is dropped when it is done.
    folder.task->start([this, path, round] {
        host_->after(0ms, [this, path, round] {
            const auto found = folders_.find(path);
            if (found != folders_.end() && found->second->round == round) finish(path);
        });
    });
}

void LiveNames::publish(Folder& folder, const live::Listing& listing) {
    if (folder.listing && *folder.listing == listing) return;
    folder.listing = std::make_shared<const live::Listing>(listing);
    events_.changed();
}

void LiveNames::finish(const std::string& path) {
    Folder& folder = *folders_.at(path);
    operate::LiveAnswer answer;
    try {
        answer = folder.task->result();
    } catch (const std::exception& error) {
        answer.problem = fmt::format("internal error: {}", error.what());
    }
    folder.task.reset();
    if (!answer.problem.empty())
        events_.problem(say(folder.question.subject.language, {"live names of {}: {}", "{} 的线上名称：{}"},
                            path, answer.problem));
    if (answer.ok) {
        publish(folder, answer.listing);
        LiveCache(host_->live_folder).store(folder.key, answer.listing);
    }
    host_->after(kOld, [this, path, round = folder.round] {
        const auto found = folders_.find(path);
        if (found != folders_.end() && found->second->round == round) found->second->is_old = true;
    });
    folder.tell(answer);
    if (!busy()) events_.idle();
}

void LiveNames::stop_all() {
    for (const auto& [path, folder] : folders_)
        folder->tell_problem({"the server is shutting down", "服务器正在关闭"});
    folders_.clear();
}

Listings LiveNames::listings() const {
    Listings out;
    for (const auto& [path, folder] : folders_)
        if (folder->listing) out.emplace(path, folder->listing);
    return out;
}

bool LiveNames::busy() const {
    for (const auto& [path, folder] : folders_)
        if (folder->task) return true;
    return false;
}

} // namespace modal_lsp::server
