#include "server/graph_formats.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

namespace modal_lsp::server {
namespace {

using answers::AppGraph;
using answers::GraphEdge;
using answers::GraphNode;
using answers::NodeKind;

constexpr auto kKindNames =
    std::to_array<std::string_view>({"app", "function", "class", "server", "entrypoint", "resource", "file"});

struct Shape {
    std::string_view open, close; ///< Mermaid
    std::string_view dot;         ///< Graphviz
};

Shape shape_of(NodeKind kind) {
    switch (kind) {
    case NodeKind::class_: return {"[[", "]]", "component"};
    case NodeKind::server: return {"[/", "/]", "parallelogram"};
    case NodeKind::entrypoint: return {"([", "])", "cds"};
    case NodeKind::resource: return {"[(", ")]", "cylinder"};
    case NodeKind::file: return {">", "]", "note"};
    case NodeKind::app:
    case NodeKind::function: break;
    }
    return {"[", "]", "box"};
}

std::string replaced(std::string_view text, std::string_view special,
                     const std::function<std::string(char)>& with) {
    std::string out;
    for (const char c : text)
        out += special.find(c) != std::string_view::npos ? with(c) : std::string(1, c);
    return out;
}

/// Entities of Mermaid, so that no name ends its quotes or starts a tag.
std::string for_mermaid(std::string_view text) {
    return replaced(text, "\"<>#&\n", [](char c) { return fmt::format("#{};", static_cast<int>(c)); });
}

std::string for_dot(std::string_view text) {
    return replaced(text, "\"\\\n",
                    [](char c) { return c == '\n' ? std::string(" ") : std::string("\\") + c; });
}

std::string label_of(const GraphNode& node, std::string_view line_break,
                     std::string (*escape)(std::string_view)) {
    std::string out = escape(node.label);
    for (const std::string& note : node.notes)
        out.append(line_break).append(escape(note));
    return out;
}

/// Short names for ids, in the order of the nodes; an app is its cluster.
std::map<std::string_view, std::string> numbers_of(const AppGraph& graph) {
    std::map<std::string_view, std::string> numbers;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        numbers.emplace(graph.nodes[i].id, fmt::format("n{}", i));
    return numbers;
}

bool has_members(const AppGraph& graph, const GraphNode& app) {
    return std::ranges::any_of(graph.nodes, [&](const GraphNode& node) { return node.app == app.id; });
}

} // namespace

std::string as_mermaid(const AppGraph& graph) {
    auto numbers = numbers_of(graph);
    std::string out = "flowchart LR\n";
    const auto show = [&](const GraphNode& node, std::string_view indent) {
        const Shape shape = shape_of(node.kind);
        out += fmt::format("{}{}{}\"{}\"{}{}\n", indent, numbers.at(node.id), shape.open,
                           label_of(node, "<br/>", for_mermaid), shape.close,
                           node.is_external ? ":::external" : "");
    };
    for (const GraphNode& node : graph.nodes) {
        if (node.kind != NodeKind::app && node.app.empty()) show(node, "  ");
        if (node.kind != NodeKind::app) continue;
        if (!has_members(graph, node)) {
            show(node, "  ");
            continue;
        }
        out += fmt::format("  subgraph {}[\"{}\"]\n", numbers.at(node.id), for_mermaid(node.label));
        for (const GraphNode& member : graph.nodes)
            if (member.app == node.id) show(member, "    ");
        out += "  end\n";
    }
    for (const GraphEdge& edge : graph.edges)
        out += edge.label.empty() ? fmt::format("  {} -.- {}\n", numbers.at(edge.from), numbers.at(edge.to))
                                  : fmt::format("  {} -->|{}| {}\n", numbers.at(edge.from),
                                                for_mermaid(edge.label), numbers.at(edge.to));
    return out + "  classDef external stroke-dasharray: 4 4\n";
}

std::string as_dot(const AppGraph& graph) {
    auto numbers = numbers_of(graph);
    std::string out = "digraph modal {\n  rankdir=LR;\n  fontname=\"sans-serif\";\n"
                      "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n";
    const auto show = [&](const GraphNode& node, std::string_view indent) {
        out += fmt::format("{}{} [label=\"{}\", shape={}{}];\n", indent, numbers.at(node.id),
                           label_of(node, "\\n", for_dot), shape_of(node.kind).dot,
                           node.is_external ? ", style=dashed" : "");
    };
    for (const GraphNode& node : graph.nodes) {
        if (node.kind != NodeKind::app && node.app.empty()) show(node, "  ");
        if (node.kind != NodeKind::app) continue;
        out += fmt::format("  subgraph cluster_{} {{\n    label=\"{}\";\n", numbers.at(node.id),
                           for_dot(node.label));
        // Edges of the app itself need a node to hold on to.
        const auto holds = [&](const GraphEdge& edge) { return edge.from == node.id || edge.to == node.id; };
        if (std::ranges::any_of(graph.edges, holds))
            out += fmt::format("    {} [label=\"app\", shape=plaintext];\n", numbers.at(node.id));
        for (const GraphNode& member : graph.nodes)
            if (member.app == node.id) show(member, "    ");
        out += "  }\n";
    }
    for (const GraphEdge& edge : graph.edges)
        out += edge.label.empty() ? fmt::format("  {} -> {} [style=dotted, arrowhead=none];\n",
                                                numbers.at(edge.from), numbers.at(edge.to))
                                  : fmt::format("  {} -> {} [label=\"{}\"];\n", numbers.at(edge.from),
                                                numbers.at(edge.to), for_dot(edge.label));
    return out + "}\n";
}

std::string as_json(const AppGraph& graph) {
    using Json = nlohmann::ordered_json;
    Json nodes = Json::array(), edges = Json::array();
    for (const GraphNode& node : graph.nodes)
        nodes.push_back({{"id", node.id},
                         {"kind", kKindNames[static_cast<std::size_t>(node.kind)]},
                         {"label", node.label},
                         {"app", node.app},
                         {"notes", node.notes},
                         {"external", node.is_external}});
    for (const GraphEdge& edge : graph.edges)
        edges.push_back({{"from", edge.from}, {"to", edge.to}, {"label", edge.label}});
    return Json{{"nodes", std::move(nodes)}, {"edges", std::move(edges)}}.dump(
               2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

std::optional<std::string> drawn_as(const AppGraph& graph, std::string_view format) {
    if (format == "mermaid") return as_mermaid(graph);
    if (format == "dot") return as_dot(graph);
    if (format == "json") return as_json(graph);
    if (format == "svg") return as_svg(graph);
    return std::nullopt;
}

} // namespace modal_lsp::server
