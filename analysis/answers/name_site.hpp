#pragma once
#include "analysis/answers/nearness.hpp"
#include "analysis/modal/sdk.hpp"
#include "analysis/syntax/call_context.hpp"

#include <cstdint>
#include <optional>

namespace modal_lsp::answers {

enum class NameRole : std::uint8_t { app, name, environment };

/// A place, in good or half-typed code, where a call of Modal's takes a name.
struct NameSite {
    NameRole role = NameRole::name;
    modal::NamingCall call;
    modal::Names app; ///< role name of a member kind: what the app argument in front of it may be
    syntax::CallContext context;
};

/// The naming argument at a cursor; nullopt anywhere else. Names in front of the cursor mean what the file's
/// facts say, aliases of imports and constants included.
[[nodiscard]] std::optional<NameSite> name_site_at(const workspace::Snapshot& snapshot, FileId file,
                                                   text::ByteOffset at);

} // namespace modal_lsp::answers
