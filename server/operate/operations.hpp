#pragma once
#include "protocol/peer.hpp"
#include "protocol/reply.hpp"
#include "server/client.hpp"
#include "server/host.hpp"
#include "server/operate/perform.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace modal_lsp::server::operate {

/// The operating commands that are under way. Loop thread only. Dropping it stops them all, and what they
/// run.
class Operations {
  public:
    using Answer = std::optional<protocol::Json>;

    /// All must outlive it.
    Operations(const Host& host, protocol::Peer& peer, const Client& client);
    Operations(const Operations&) = delete;
    Operations& operator=(const Operations&) = delete;
    ~Operations();

    /// `token`: where the client wants to see progress.
    void begin(Wish wish, std::optional<lsp::ProgressToken> token, protocol::Reply<Answer> reply);
    /// The person cancelled what this token shows.
    void cancel(const lsp::ProgressToken& token);
    /// The editor is leaving.
    void stop_all();

    /// Called when something was deployed, stopped or run.
    std::function<void()> on_changed;

    [[nodiscard]] std::size_t running() const { return operations_.size(); }

  private:
    struct Operation;

    Desk desk_for(std::uint64_t id, Language language);
    void show(std::uint64_t id);
    void report(std::uint64_t id, const std::string& message);
    void confirm(const Question& question, std::function<void(bool)> then);
    void hand_over(const Handover& handover, Language language);
    void finish(std::uint64_t id);
    void withdraw(std::uint64_t id, const Phrase& reason);
    void end_progress(Operation& operation, const std::string& message);

    const Host* host_;
    protocol::Peer* peer_;
    const Client* client_;
    std::shared_ptr<Memory> memory_ = std::make_shared<Memory>();
    std::map<std::uint64_t, std::unique_ptr<Operation>> operations_;
    std::uint64_t last_ = 0;
};

} // namespace modal_lsp::server::operate
