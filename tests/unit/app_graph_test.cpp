#include "analysis/answers/app_graph.hpp"
#include "server/graph_formats.hpp"
#include "tests/support/project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace modal_lsp;
using answers::AppGraph;
using answers::GraphEdge;
using answers::GraphNode;
using testing::Project;

namespace {

const std::string kShop =
    "import modal\napp = modal.App('shop')\nstore = modal.Volume.from_name('goods')\n"
    "@app.cls(gpu='T4', volumes={'/g': store}, secrets=[modal.Secret.from_name('keys')])\n"
    "class Model:\n    @modal.method()\n    def run(self): ...\n"
    "@app.function()\n@modal.asgi_app()\ndef web():\n    Model().run.remote()\n    price.spawn()\n"
    "@app.function(name='cost')\ndef price():\n    modal.Dict.from_name('cache')\n"
    "@app.local_entrypoint()\ndef main():\n    price.remote()\n";
const std::string kUser = "import modal\nM = modal.Cls.from_name('shop', 'Model')\n"
                          "modal.Function.from_name('else\"where', 'f')\n";

AppGraph graph_of(const Project& project) {
    return answers::app_graph(project.snapshot(), [](const workspace::File&) { return true; });
}

bool has(const AppGraph& graph, const GraphEdge& edge) {
    return std::ranges::binary_search(graph.edges, edge);
}

const GraphNode& node(const AppGraph& graph, std::string_view id) {
    const auto found = std::ranges::find(graph.nodes, id, &GraphNode::id);
    REQUIRE_MESSAGE(found != graph.nodes.end(), id);
    return *found;
}

} // namespace

TEST_CASE("the graph holds what apps register, call, look up and use") {
    const Project project({{"shop.py", kShop}, {"user.py", kUser}});
    const AppGraph graph = graph_of(project);
    CHECK(node(graph, "shop/Model").notes == std::vector<std::string>{"gpu: 'T4'"});
    CHECK(node(graph, "shop/web").notes == std::vector<std::string>{"@asgi_app"});
    CHECK(node(graph, "shop/cost").app == "shop");
    CHECK(node(graph, "else\"where/f").is_external);
    CHECK(has(graph, {"shop/Model", "Volume goods", ""}));
    CHECK(has(graph, {"shop/Model", "Secret keys", ""}));
    CHECK(has(graph, {"shop/web", "shop/Model", "remote"}));
    CHECK(has(graph, {"shop/web", "shop/cost", "spawn"}));
    CHECK(has(graph, {"shop/main", "shop/cost", "remote"}));
    CHECK(has(graph, {"shop/cost", "Dict cache", ""}));
    CHECK(has(graph, {"user.py", "shop/Model", "from_name"}));
}

TEST_CASE("only what is wanted is drawn, with what it names elsewhere") {
    const Project project({{"shop.py", kShop}, {"user.py", kUser}});
    const auto user = project.file("user.py");
    const AppGraph graph =
        answers::app_graph(project.snapshot(), [&](const workspace::File& file) { return file.id == user; });
    CHECK(!node(graph, "shop/Model").is_external);
    CHECK(std::ranges::find(graph.nodes, "shop/web", &GraphNode::id) == graph.nodes.end());
}

TEST_CASE("no name breaks out of a drawing") {
    const Project project({{"user.py", kUser + "modal.Dict.from_name('a]\\\\<b>')\n"}});
    const AppGraph graph = graph_of(project);
    const std::string mermaid = server::as_mermaid(graph);
    CHECK(mermaid.starts_with("flowchart LR\n"));
    CHECK(mermaid.find("else#34;where") != std::string::npos);
    CHECK(mermaid.find("<b>") == std::string::npos);
    CHECK(server::as_dot(graph).find("else\\\"where") != std::string::npos);
    CHECK(server::as_json(graph).find("\"else\\\"where/f\"") != std::string::npos);
    CHECK(server::as_mermaid({}) == "flowchart LR\n  classDef external stroke-dasharray: 4 4\n");
}

TEST_CASE("the drawing holds every name once, and nothing that a name could smuggle in") {
    const Project project({{"shop.py", kShop}, {"user.py", kUser}});
    const AppGraph graph = graph_of(project);
    const std::string svg = server::as_svg(graph);
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "));
    CHECK(svg.ends_with("</svg>\n"));
    for (const GraphNode& each : graph.nodes) {
        std::string name = each.label;
        if (const auto quote = name.find('"'); quote != std::string::npos) name.replace(quote, 1, "&quot;");
        const auto first = svg.find(">" + name + "<");
        CHECK_MESSAGE(first != std::string::npos, each.label);
        CHECK_MESSAGE(svg.find(">" + name + "<", first + 1) == std::string::npos, each.label);
    }
    const auto count = [&](std::string_view what) {
        std::size_t found = 0;
        for (auto at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1))
            ++found;
        return found;
    };
    CHECK(count("class=\"edge") == graph.edges.size());
    CHECK(count("<g>") == count("</g>"));
    const Project hostile(
        {{"a.py", "import modal\napp = modal.App('</svg><script>')\n@app.function()\ndef f(): ...\n"}});
    CHECK(server::as_svg(graph_of(hostile)).find("<script>") == std::string::npos);
    CHECK(server::as_svg({}).ends_with("</svg>\n"));
    CHECK(!server::drawn_as(graph, "png"));
    CHECK(server::drawn_as(graph, "dot") == server::as_dot(graph));
}
