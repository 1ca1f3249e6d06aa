#include "server/progress.hpp"

#include "protocol/methods.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace modal_lsp::server {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 300ms;

std::string token_of(std::uint64_t round) {
    return fmt::format("modal-lsp/indexing/{}", round);
}

} // namespace

void Progress::begin() {
    if (round_ % 2 == 1 || !client_->shows_progress) return;
    const auto round = ++round_;
    host_->after(kPatience, [this, round] { create(round); });
}

void Progress::create(std::uint64_t round) {
    if (round != round_) return;
    peer_->call<lsp::WorkDoneProgressCreateRequest>({.token = token_of(round)}, [this,
                                                                                 round](const auto& answer) {
        if (!answer || round != round_) return;
        shown_ = true;
        last_percentage_ = 0;
        send(
            protocol::encode(lsp::WorkDoneProgressBegin{.title = "Reading Modal projects", .percentage = 0}));
    });
}

void Progress::send(protocol::Json value) {
    peer_->notify<lsp::ProgressNotification>({.token = token_of(round_), .value = std::move(value)});
}

void Progress::report(std::size_t done, std::size_t left) {
    if (!shown_ || done + left == 0) return;
    const auto percentage = static_cast<std::uint32_t>(100 * done / (done + left));
    if (percentage <= last_percentage_) return;
    last_percentage_ = percentage;
    send(protocol::encode(lsp::WorkDoneProgressReport{.percentage = percentage}));
}

void Progress::end(const std::string& message) {
    if (round_ % 2 == 0) return;
    if (std::exchange(shown_, false)) send(protocol::encode(lsp::WorkDoneProgressEnd{.message = message}));
    ++round_;
}

} // namespace modal_lsp::server
