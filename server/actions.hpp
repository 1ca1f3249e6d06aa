#pragma once
#include "analysis/rules/rule.hpp"
#include "protocol/types/diagnostics.hpp"
#include "protocol/types/workspace_edit.hpp"
#include "server/session.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// Names a change that the server can make, so that it can be worked out later. Travels through the client.
struct ActionId {
    enum class Kind : std::uint8_t {
        fix,      ///< one fix of one finding
        fix_all,  ///< all safe fixes of a file
        suppress, ///< a comment that silences one finding
    };

    Kind kind = Kind::fix;
    std::string uri;
    std::string rule;      ///< name; empty for fix_all
    text::ByteRange range; ///< of the finding
    std::size_t fix = 0;   ///< which of its fixes
};

[[nodiscard]] protocol::Json to_json(const ActionId& id);
/// Total: nothing for what is not one of ours.
[[nodiscard]] std::optional<ActionId> action_id_of(const protocol::Json& json);

/// A change on offer.
struct Action {
    ActionId id;
    std::string title;
    bool preferred = false; ///< the one safe fix of its finding
    std::optional<lsp::Diagnostic> mends;
};

/// What can be done about the findings that touch a stretch of a document. Reads the server's own findings:
/// what the client says about diagnostics in its request is not relied on.
[[nodiscard]] std::vector<Action> actions_at(Session& session, const std::string& uri, text::ByteRange range);
/// The action for all safe fixes of a document; nothing when there are none.
[[nodiscard]] std::optional<Action> fix_all_action(Session& session, const std::string& uri);

/// Nothing when the finding is no more.
[[nodiscard]] std::optional<lsp::WorkspaceEdit> edit_of(Session& session, const ActionId& id);

} // namespace modal_lsp::server
