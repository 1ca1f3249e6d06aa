#pragma once
#include "analysis/answers/app_graph.hpp"

#include <string>

namespace modal_lsp::server {

/// A flowchart for Mermaid, as Markdown renderers draw it.
[[nodiscard]] std::string as_mermaid(const answers::AppGraph& graph);
/// For Graphviz, with a cluster for each app.
[[nodiscard]] std::string as_dot(const answers::AppGraph& graph);
/// `{"nodes": […], "edges": […]}`
[[nodiscard]] std::string as_json(const answers::AppGraph& graph);

} // namespace modal_lsp::server
