#pragma once
#include "analysis/workspace/snapshot.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace modal_lsp::answers {

enum class NodeKind : std::uint8_t { app, function, class_, server, entrypoint, resource, file };

struct GraphNode {
    std::string id; ///< "shop/price", "Volume store": the same for the same thing, and unique
    NodeKind kind = NodeKind::function;
    std::string label;
    std::string app;                ///< the app it belongs to; empty for what belongs to none
    std::vector<std::string> notes; ///< "gpu: \"T4\"", "asgi_app"
    bool is_external = false;       ///< named here, defined elsewhere
    friend bool operator==(const GraphNode&, const GraphNode&) = default;
};

struct GraphEdge {
    std::string from, to; ///< ids
    std::string label;    ///< "remote", "from_name"; empty for what a function is given (a volume, a secret)
    friend auto operator<=>(const GraphEdge&, const GraphEdge&) = default;
};

/// What the apps of a workspace hold, call, look up and use.
struct AppGraph {
    std::vector<GraphNode> nodes; ///< by id
    std::vector<GraphEdge> edges; ///< sorted, each once
};

/// Of the files that are wanted; what they name in other files is in it, too.
[[nodiscard]] AppGraph app_graph(const workspace::Snapshot& snapshot,
                                 const std::function<bool(const workspace::File&)>& is_wanted);

} // namespace modal_lsp::answers
