#pragma once
#include "analysis/answers/nearness.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace modal_lsp::answers {

enum class CallerKind : std::uint8_t { function, method, class_, entrypoint, file };

/// One end of a call: what runs in a container, or what calls it.
struct CallItem {
    CallerKind kind = CallerKind::function;
    std::string name, detail; ///< detail: the app, or the file
    FileId file{};
    text::ByteRange range;     ///< the whole definition; empty for a file
    text::ByteRange selection; ///< its name; inside `range`
    friend bool operator==(const CallItem&, const CallItem&) = default;
};

struct CallEdge {
    CallItem other;                      ///< who calls, or what is called
    std::vector<text::ByteRange> places; ///< of the calls, in the file of the caller
    friend bool operator==(const CallEdge&, const CallEdge&) = default;
};

/// What stands at a place, if it can be called remotely: also from a lookup or a command line.
[[nodiscard]] std::optional<CallItem> call_item_at(const workspace::Snapshot& snapshot, FileId file,
                                                   text::ByteOffset at);

/// Calls of what is defined at a place (CallItem::selection): through `.remote` and its kin, through
/// `from_name`, and from command lines. By file and place.
[[nodiscard]] std::vector<CallEdge> incoming_calls(const workspace::Snapshot& snapshot, FileId file,
                                                   text::ByteOffset at);

/// What the code of the definition at a place runs remotely.
[[nodiscard]] std::vector<CallEdge> outgoing_calls(const workspace::Snapshot& snapshot, FileId file,
                                                   text::ByteOffset at);

} // namespace modal_lsp::answers
