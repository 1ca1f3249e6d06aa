#include "server/graph_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

// A layered drawing: what calls stands left of what is called, the members of an app in one box, what they
// are given at the right. Sizes are pixels.
namespace modal_lsp::server {
namespace {

using answers::AppGraph;
using answers::GraphEdge;
using answers::GraphNode;
using answers::NodeKind;

constexpr double kMargin = 16, kColumnGap = 120, kRowGap = 24, kPadding = 12, kNodeGap = 8;
constexpr double kTitleHeight = 26, kLineHeight = 17, kNodePadding = 6;
constexpr double kNarrow = 8.0, kWide = 13.5; ///< of a character, at 13 px
constexpr std::size_t kLongestText = 48;

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

/// An app with its members, or a node that stands alone.
struct Group {
    const GraphNode* head = nullptr; ///< the app, or the node itself
    std::vector<const GraphNode*> members;
    std::size_t column = 0;
    Box box;
};

/// At most so many characters, and how wide they are.
std::string shortened(std::string_view text) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (starts && count++ == kLongestText) return out + "…";
        out += text[i];
    }
    return out;
}

/// Of a path, the end tells more.
std::string label_of(const GraphNode& node) {
    constexpr std::size_t kEnd = 36;
    if (node.kind != NodeKind::file || node.label.size() <= kEnd) return shortened(node.label);
    const auto slash = node.label.find('/', node.label.size() - kEnd);
    return slash == std::string::npos ? shortened(node.label) : "…" + node.label.substr(slash);
}

double width_of(std::string_view text) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U)
            width += byte >= 0xE3 ? kWide : kNarrow; // from U+3000 on: East Asian, emoji
    }
    return width;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string_view class_of(const GraphNode& node) {
    constexpr auto kClasses = std::to_array<std::string_view>(
        {"app", "function", "class", "server", "entrypoint", "resource", "file"});
    return kClasses[static_cast<std::size_t>(node.kind)];
}

double height_of(const GraphNode& node) {
    return 2 * kNodePadding + kLineHeight * static_cast<double>(1 + node.notes.size());
}

double width_of(const GraphNode& node) {
    double width = width_of(label_of(node));
    for (const std::string& note : node.notes)
        width = std::max(width, width_of(shortened(note)));
    return width + 2 * kPadding;
}

class Drawing {
  public:
    explicit Drawing(const AppGraph& graph) : graph_(graph) {
        make_groups();
        choose_columns();
        order();
        place();
    }

    [[nodiscard]] std::string svg() const {
        std::string out = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
            "height=\"{1:.0f}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n",
            width_, height_);
        out += kStyle;
        for (const Group& group : groups_)
            if (!group.members.empty()) out += app_box(group);
        for (const GraphEdge& edge : graph_.edges)
            out += line(edge);
        for (const auto& [id, node] : nodes_)
            if (const auto box = boxes_.find(id); box != boxes_.end() && node->kind != NodeKind::app)
                out += node_box(*node, box->second);
        for (const Group& group : groups_)
            if (group.members.empty() && group.head->kind == NodeKind::app)
                out += node_box(*group.head, group.box);
        for (const GraphEdge& edge : graph_.edges)
            out += label(edge);
        return out + "</svg>\n";
    }

  private:
    static constexpr std::string_view kStyle =
        "<style>\n"
        "  svg { background: #ffffff } text { fill: #1f2430 } .note { fill: #5c6370; font-size: 12px }\n"
        "  .cluster { fill: #f4f6fb; stroke: #c3cbe0 } .title { font-weight: 600 }\n"
        "  .node { fill: #ffffff; stroke: #8893b5; stroke-width: 1.2 } .class { stroke: #5b6bd6 }\n"
        "  .server { stroke: #b0589c } .entrypoint { fill: #eef8ef; stroke: #4f9a58 }\n"
        "  .resource { fill: #fff7e8; stroke: #c98f2b } .file { fill: #f2f2f2; stroke: #9a9a9a }\n"
        "  .external { stroke-dasharray: 5 4 } .edge { fill: none; stroke: #6b7694; stroke-width: 1.2 }\n"
        "  .given { stroke-dasharray: 2 4 } .arrow { fill: #6b7694 }\n"
        "  .label { fill: #4a5270; font-size: 11px; stroke: #ffffff; stroke-width: 4; paint-order: stroke }\n"
        "  @media (prefers-color-scheme: dark) {\n"
        "    svg { background: #1b1e27 } text { fill: #e4e7f0 } .note { fill: #a2a9bd }\n"
        "    .cluster { fill: #232734; stroke: #434b66 } .node { fill: #2b3040 } .entrypoint { fill: #24362a "
        "}\n"
        "    .resource { fill: #3a3122 } .file { fill: #2f2f33 } .label { fill: #c4cae0; stroke: #1b1e27 }\n"
        "  }\n"
        "</style>\n"
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
        "markerHeight=\"7\" "
        "orient=\"auto-start-reverse\"><path class=\"arrow\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n";

    void make_groups() {
        for (const GraphNode& node : graph_.nodes)
            nodes_.emplace(node.id, &node);
        for (const GraphNode& node : graph_.nodes) {
            if (node.kind != NodeKind::app && !node.app.empty() && nodes_.contains(node.app)) continue;
            group_of_[node.id] = groups_.size();
            groups_.push_back({.head = &node, .members = {}, .column = 0, .box = {}});
        }
        for (const GraphNode& node : graph_.nodes) {
            if (group_of_.contains(node.id)) continue;
            const std::size_t group = group_of_.at(node.app);
            groups_[group].members.push_back(&node);
            group_of_[node.id] = group;
        }
        for (const GraphEdge& edge : graph_.edges) {
            if (!group_of_.contains(edge.from) || !group_of_.contains(edge.to)) continue;
            const auto from = group_of_.at(edge.from), to = group_of_.at(edge.to);
            if (from != to) links_.emplace(from, to);
        }
    }

    /// The longest way to a group; what closes a circle is passed over.
    void choose_columns() {
        std::vector<int> state(groups_.size(), 0);
        std::vector<std::size_t> sorted;
        std::set<std::pair<std::size_t, std::size_t>> forward;
        const auto visit = [&](auto&& self, std::size_t group) -> void {
            state[group] = 1;
            for (auto link = links_.lower_bound({group, 0}); link != links_.end() && link->first == group;
                 ++link) {
                if (state[link->second] == 1) continue;
                forward.insert(*link);
                if (state[link->second] == 0) self(self, link->second);
            }
            state[group] = 2;
            sorted.push_back(group);
        };
        for (std::size_t group = 0; group < groups_.size(); ++group)
            if (state[group] == 0) visit(visit, group);
        std::size_t last = 0;
        for (auto group = sorted.rbegin(); group != sorted.rend(); ++group)
            for (const auto& [from, to] : forward)
                if (from == *group) {
                    groups_[to].column = std::max(groups_[to].column, groups_[from].column + 1);
                    last = std::max(last, groups_[to].column);
                }
        // What is only given to functions stands behind all of them.
        for (Group& group : groups_)
            if (group.head->kind == NodeKind::resource) group.column = std::max<std::size_t>(last, 1);
    }

    void order() {
        columns_.resize(1);
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            columns_.resize(std::max(columns_.size(), groups_[group].column + 1));
            columns_[groups_[group].column].push_back(group);
        }
        constexpr int kRounds = 4;
        for (int round = 0; round < kRounds; ++round)
            for (auto& column : columns_) {
                std::map<std::size_t, double> wish;
                for (const std::size_t group : column)
                    wish[group] = mean_row(group);
                std::ranges::stable_sort(column, {}, [&](std::size_t group) { return wish.at(group); });
            }
    }

    /// Of the groups it is linked with, in their columns.
    [[nodiscard]] double mean_row(std::size_t group) const {
        double sum = 0;
        int count = 0;
        for (const auto& [from, to] : links_) {
            if (from != group && to != group) continue;
            const std::size_t other = from == group ? to : from;
            const auto& column = columns_[groups_[other].column];
            sum += static_cast<double>(std::ranges::find(column, other) - column.begin());
            ++count;
        }
        const auto& own = columns_[groups_[group].column];
        return count == 0 ? static_cast<double>(std::ranges::find(own, group) - own.begin()) : sum / count;
    }

    void measure(Group& group) const {
        if (group.members.empty()) {
            group.box.width = width_of(*group.head);
            group.box.height = height_of(*group.head);
            return;
        }
        group.box.width = width_of(*group.head);
        group.box.height = kTitleHeight + kPadding;
        for (const GraphNode* member : group.members) {
            group.box.width = std::max(group.box.width, width_of(*member) + 2 * kPadding);
            group.box.height += height_of(*member) + kNodeGap;
        }
    }

    void place() {
        std::vector<double> heights;
        for (const auto& column : columns_) {
            double height = 0;
            for (const std::size_t group : column) {
                measure(groups_[group]);
                height += groups_[group].box.height + kRowGap;
            }
            heights.push_back(std::max(0.0, height - kRowGap));
        }
        const double tallest = heights.empty() ? 0 : *std::ranges::max_element(heights);
        double x = kMargin;
        for (std::size_t number = 0; number < columns_.size(); ++number) {
            if (columns_[number].empty()) continue;
            double widest = 0, y = kMargin + (tallest - heights[number]) / 2;
            for (const std::size_t group : columns_[number]) {
                Box& box = groups_[group].box;
                box.x = x;
                box.y = y;
                y += box.height + kRowGap;
                widest = std::max(widest, box.width);
            }
            x += widest + kColumnGap;
        }
        width_ = std::max(x - kColumnGap, kMargin) + kMargin;
        height_ = tallest + 2 * kMargin;
        for (const Group& group : groups_)
            place_members(group);
    }

    void place_members(const Group& group) {
        boxes_[group.head->id] = group.box;
        double y = group.box.y + kTitleHeight;
        for (const GraphNode* member : group.members) {
            const double height = height_of(*member);
            boxes_[member->id] = {group.box.x + kPadding, y, group.box.width - 2 * kPadding, height};
            y += height + kNodeGap;
        }
    }

    static std::string app_box(const Group& group) {
        const Box& box = group.box;
        return fmt::format(
            "<rect class=\"cluster\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
            "rx=\"8\"/><text class=\"title\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n",
            box.x, box.y, box.width, box.height, box.x + kPadding, box.y + 18,
            escaped(shortened(group.head->label)));
    }

    static std::string node_box(const GraphNode& node, const Box& box) {
        const bool round = node.kind == NodeKind::entrypoint || node.kind == NodeKind::resource;
        std::string out = fmt::format("<g><rect class=\"node {}{}\" x=\"{:.1f}\" y=\"{:.1f}\" "
                                      "width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{}\"/>",
                                      class_of(node), node.is_external ? " external" : "", box.x, box.y,
                                      box.width, box.height, round ? 12 : 4);
        double y = box.y + kNodePadding + 13;
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", box.x + kPadding, y,
                           escaped(label_of(node)));
        for (const std::string& note : node.notes)
            out += fmt::format("<text class=\"note\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", box.x + kPadding,
                               y += kLineHeight, escaped(shortened(note)));
        return out + "</g>\n";
    }

    /// The ends of a line, and which way it bends: out of the right side into the left, or back.
    struct Ends {
        double x1 = 0, y1 = 0, x2 = 0, y2 = 0, bend1 = 0, bend2 = 0;
    };

    [[nodiscard]] std::optional<Ends> ends_of(const GraphEdge& edge) const {
        const auto from = boxes_.find(edge.from), to = boxes_.find(edge.to);
        if (from == boxes_.end() || to == boxes_.end()) return std::nullopt;
        const Box &a = from->second, &b = to->second;
        Ends ends{.y1 = a.y + a.height / 2, .y2 = b.y + b.height / 2};
        ends.x1 = a.x + a.width;
        if (group_of_.at(edge.from) == group_of_.at(edge.to)) {
            // Beside the app's box, and the closer the shorter.
            ends.x2 = b.x + b.width;
            ends.bend1 = ends.bend2 = 18 + std::min(60.0, std::abs(ends.y2 - ends.y1) / 3);
        } else if (b.x > a.x + a.width) {
            ends.x2 = b.x;
            ends.bend1 = std::min(120.0, (ends.x2 - ends.x1) / 2);
            ends.bend2 = -ends.bend1;
        } else if (b.x + b.width < a.x) {
            ends.x1 = a.x;
            ends.x2 = b.x + b.width;
            ends.bend1 = -60;
            ends.bend2 = 60;
        } else {
            ends.x2 = b.x + b.width;
            ends.bend1 = ends.bend2 = 70;
        }
        return ends;
    }

    [[nodiscard]] std::string line(const GraphEdge& edge) const {
        const auto ends = ends_of(edge);
        if (!ends) return {};
        const auto& [x1, y1, x2, y2, bend1, bend2] = *ends;
        return fmt::format(
            "<path class=\"edge{}\" d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\"{}/>\n",
            edge.label.empty() ? " given" : "", x1, y1, x1 + bend1, y1, x2 + bend2, y2, x2, y2,
            edge.label.empty() ? "" : " marker-end=\"url(#arrow)\"");
    }

    /// In the middle of the curve.
    [[nodiscard]] std::string label(const GraphEdge& edge) const {
        const auto ends = ends_of(edge);
        // A lookup is what a solid line between apps is, unless it says something else.
        if (!ends || edge.label.empty() || edge.label == "from_name") return {};
        const double x = (ends->x1 + ends->x2) / 2 + 3 * (ends->bend1 + ends->bend2) / 8;
        const double y = (ends->y1 + ends->y2) / 2 + 4;
        return fmt::format(
            "<text class=\"label\" text-anchor=\"middle\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x, y,
            escaped(shortened(edge.label)));
    }

    const AppGraph& graph_;
    std::map<std::string_view, const GraphNode*> nodes_;
    std::vector<Group> groups_;
    std::map<std::string_view, std::size_t> group_of_;
    std::set<std::pair<std::size_t, std::size_t>> links_; ///< between groups
    std::vector<std::vector<std::size_t>> columns_;
    std::map<std::string_view, Box> boxes_;
    double width_ = 0, height_ = 0;
};

} // namespace

std::string as_svg(const AppGraph& graph) {
    return Drawing(graph).svg();
}

} // namespace modal_lsp::server
