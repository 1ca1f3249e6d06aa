#pragma once
#include "analysis/answers/app_graph.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// A flowchart for Mermaid, as Markdown renderers draw it.
[[nodiscard]] std::string as_mermaid(const answers::AppGraph& graph);
/// For Graphviz, with a cluster for each app.
[[nodiscard]] std::string as_dot(const answers::AppGraph& graph);
/// `{"nodes": […], "edges": […]}`
[[nodiscard]] std::string as_json(const answers::AppGraph& graph);

/// A picture of its own, light or dark as its surroundings are.
[[nodiscard]] std::string as_svg(const answers::AppGraph& graph);

/// In one of the formats "mermaid", "dot", "json" and "svg"; nullopt for any other.
[[nodiscard]] std::optional<std::string> drawn_as(const answers::AppGraph& graph, std::string_view format);

} // namespace modal_lsp::server
