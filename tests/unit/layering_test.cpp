// The direction of every #include is a rule of this repository, and this is where it is kept: a wrong
// direction fails here with the file and the line to mend. What is let through is listed with its reason.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Include {
    std::string from; ///< path of the including file, relative to the repository
    std::size_t line = 0;
    std::string target; ///< as written
    bool quoted = false;
};

struct SourceFile {
    std::string path; ///< relative to the repository
    std::string text;
};

std::filesystem::path in_root(std::string_view path) {
    return std::filesystem::path(MODAL_LSP_SOURCE_DIR) / path;
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<SourceFile> sources() {
    std::vector<SourceFile> found;
    for (const char* const top : {"analysis", "protocol", "server", "tests"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(in_root(top))) {
            const auto extension = entry.path().extension();
            if (!entry.is_regular_file() ||
                (extension != ".cpp" && extension != ".hpp" && extension != ".inc"))
                continue;
            found.push_back(
                {entry.path().lexically_relative(in_root("")).generic_string(), text_of(entry.path())});
        }
    std::ranges::sort(found, {}, &SourceFile::path);
    return found;
}

std::optional<Include> include_on(std::string_view line) {
    const auto trim = [&] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    trim();
    if (!line.starts_with('#')) return std::nullopt;
    line.remove_prefix(1);
    trim();
    if (!line.starts_with("include")) return std::nullopt;
    line.remove_prefix(std::string_view("include").size());
    trim();
    if (line.empty() || (line[0] != '"' && line[0] != '<')) return std::nullopt;
    const char close = line[0] == '"' ? '"' : '>';
    return Include{.target = std::string(line.substr(1, line.find(close, 1) - 1)), .quoted = close == '"'};
}

std::vector<Include> includes_of(const SourceFile& file) {
    std::vector<Include> found;
    std::size_t number = 0;
    for (std::size_t at = 0; at < file.text.size();) {
        const auto end = std::min(file.text.find('\n', at), file.text.size());
        ++number;
        if (auto include = include_on(std::string_view(file.text).substr(at, end - at))) {
            include->from = file.path;
            include->line = number;
            found.push_back(*std::move(include));
        }
        at = end + 1;
    }
    return found;
}

std::vector<Include> all_includes() {
    std::vector<Include> all;
    for (const SourceFile& file : sources())
        for (Include& include : includes_of(file))
            all.push_back(std::move(include));
    return all;
}

std::string place_of(const Include& include) {
    return fmt::format("{}:{} includes {}", include.from, include.line, include.target);
}

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.rfind('/')));
}

bool is_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && path.substr(folder.size()).starts_with('/');
}

bool is_ours(std::string_view path) {
    return is_in(path, "analysis") || is_in(path, "protocol") || is_in(path, "server");
}

/// Files that belong to another storey than their folder, for the reason given.
struct Elsewhere {
    std::string_view path, unit, reason;
};

constexpr auto kElsewhere = std::to_array<Elsewhere>({
    {"analysis/rules/rule.hpp", "analysis/values",
     "plain data over text: settings and files carry severities"},
    {"analysis/config.hpp", "analysis/values", "plain data that a snapshot carries"},
    {"analysis/config.cpp", "analysis/values", "plain data that a snapshot carries"},
    {"server/main.cpp", "server/main", "the roof: chooses between the server and the command line"},
});

/// Folders that are one thing with another, for the reason given.
constexpr auto kTogether = std::to_array<Elsewhere>({
    {"protocol/types", "protocol",
     "the types describe themselves with describe.hpp, and methods.hpp lists them"},
    {"server/handlers", "server", "the session's own handlers, in a folder because they are many"},
    {"server/site", "server",
     "the documentation's pages: needs the server's disk, and the session reads them"},
    {"server/operate", "server", "the session's operating commands, in a folder because they are many"},
    {"server/cli/formats", "server/cli", "the formats of one report, in a folder because they are many"},
});

struct Storey {
    std::string_view unit;
    int height;
};

/// The storeys of analysis from the ground; those of one height do not see each other.
constexpr auto kStoreys = std::to_array<Storey>({
    {"analysis/text", 0},
    {"analysis/syntax", 1},
    {"analysis/commands", 1},
    {"analysis/docs", 2},
    {"analysis/python", 2},
    {"analysis/values", 3},
    {"analysis/package", 3},
    {"analysis/modal", 4},
    {"analysis/live", 5},
    {"analysis/workspace", 5},
    {"analysis/rules", 6},
    {"analysis/answers", 6},
});

/// What a file belongs to when directions are judged: mostly its folder.
std::string unit_of(std::string_view path) {
    for (const auto& [file, unit, reason] : kElsewhere)
        if (file == path) return std::string(unit);
    const std::string folder = folder_of(path);
    for (const auto& [part, unit, reason] : kTogether)
        if (folder == part) return std::string(unit);
    return folder;
}

std::optional<int> storey_of(std::string_view unit) {
    const auto found = std::ranges::find(kStoreys, unit, &Storey::unit);
    return found == kStoreys.end() ? std::nullopt : std::optional(found->height);
}

/// A header that only some files may include. `allowed` are files or folders.
struct Fence {
    std::string_view header; ///< as written, or with a "/" at the end for all below
    std::array<std::string_view, 3> allowed = {};
};

constexpr auto kFences = std::to_array<Fence>({
    {"tree_sitter/", {"analysis/syntax"}},
    {"nlohmann/", {"protocol", "server"}},
    {"asio.hpp", {"server"}},
    {"asio/", {"server"}},
    {"CLI/", {"server/cli"}},
    {"curl/", {"server/site"}},
    {"toml++/", {"server/toml.cpp"}},
    {"spdlog/", {"server"}},
    {"doctest/"},
    {"random"},
    {"thread", {"server"}},
    {"mutex", {"server"}},
    {"shared_mutex", {"server"}},
    {"condition_variable", {"server"}},
    {"future", {"server"}},
    {"atomic", {"server"}},
    // A handler is told to stop through its token, which is no thread.
    {"stop_token", {"server", "protocol/reply.hpp", "protocol/exchange.hpp"}},
    {"chrono", {"server"}},
    {"ctime", {"server"}},
    {"filesystem", {"server"}},
    {"fstream", {"server"}},
    {"iostream", {"server"}},
    {"cstdio", {"server"}},
    {"unistd.h", {"server"}},
    {"fcntl.h", {"server"}},
    {"dirent.h", {"server"}},
    {"sys/", {"server"}},
});

bool is_fenced_off(const Include& include, const Fence& fence) {
    const bool meant = fence.header.ends_with('/') ? include.target.starts_with(fence.header)
                                                   : include.target == fence.header;
    return meant && std::ranges::none_of(fence.allowed, [&](std::string_view allowed) {
               return include.from == allowed || is_in(include.from, allowed);
           });
}

/// From each unit to those it includes, with one place that shows it.
using Graph = std::map<std::string, std::map<std::string, std::string>>;

/// Finds a way from `at` back to `goal`; the steps are put into `way`.
bool leads_back(const Graph& graph, const std::string& at, const std::string& goal,
                std::set<std::string>& seen, std::vector<std::string>& way) {
    const auto found = graph.find(at);
    if (found == graph.end() || !seen.insert(at).second) return false;
    for (const auto& [next, place] : found->second) {
        way.push_back(place);
        if (next == goal || leads_back(graph, next, goal, seen, way)) return true;
        way.pop_back();
    }
    return false;
}

std::vector<std::string> circles(const Graph& graph) {
    std::vector<std::string> found;
    for (const auto& [unit, targets] : graph) {
        std::set<std::string> seen;
        std::vector<std::string> way;
        if (leads_back(graph, unit, unit, seen, way))
            found.push_back(fmt::format("{}: {}", unit, fmt::join(way, ", ")));
    }
    return found;
}

} // namespace

TEST_CASE("the includes of the repository are found at all") {
    CHECK(all_includes().size() > 300);
    const SourceFile file{"a/b.cpp", "#include \"a/b.hpp\"\n  #  include <map> // why\n// #include <set>\n"};
    const auto includes = includes_of(file);
    REQUIRE(includes.size() == 2);
    CHECK(place_of(includes[0]) == "a/b.cpp:1 includes a/b.hpp");
    CHECK(includes[1].target == "map");
    CHECK(!includes[1].quoted);
}

TEST_CASE("every include of our own is written from the root of the repository") {
    for (const Include& include : all_includes())
        if (include.quoted)
            CHECK_MESSAGE(std::filesystem::is_regular_file(in_root(include.target)), place_of(include));
}

TEST_CASE("protocol and analysis see neither each other nor the server, and nothing sees the tests") {
    for (const Include& include : all_includes()) {
        if (!is_ours(include.from)) continue;
        CHECK_MESSAGE(!is_in(include.target, "tests"), place_of(include));
        if (is_in(include.from, "server")) continue;
        CHECK_MESSAGE(!is_in(include.target, "server"), place_of(include));
        const bool across = is_in(include.from, "analysis") ? is_in(include.target, "protocol")
                                                            : is_in(include.target, "analysis");
        CHECK_MESSAGE(!across, place_of(include));
    }
}

TEST_CASE("inside analysis, includes point down the storeys only") {
    for (const Include& include : all_includes()) {
        if (!is_in(include.from, "analysis") || !is_in(include.target, "analysis")) continue;
        const std::string from = unit_of(include.from), to = unit_of(include.target);
        const auto here = storey_of(from), there = storey_of(to);
        REQUIRE_MESSAGE(here.has_value(), from, " is no known storey");
        REQUIRE_MESSAGE(there.has_value(), to, " is no known storey");
        CHECK_MESSAGE((from == to || *there < *here), place_of(include));
    }
}

TEST_CASE("the headers of libraries, threads, clocks and the disk stay where they belong") {
    for (const Include& include : all_includes()) {
        if (!is_ours(include.from)) continue;
        for (const Fence& fence : kFences)
            CHECK_MESSAGE(!is_fenced_off(include, fence), place_of(include));
    }
}

TEST_CASE("no folder includes itself by way of another") {
    Graph graph;
    for (const Include& include : all_includes()) {
        if (!is_ours(include.from) || !include.quoted) continue;
        const std::string from = unit_of(include.from), to = unit_of(include.target);
        if (from != to) graph[from].try_emplace(to, place_of(include));
    }
    for (const std::string& circle : circles(graph))
        FAIL_CHECK(circle);
}

TEST_CASE("a circle of folders is seen") {
    const Graph graph{{"a", {{"b", "1"}}}, {"b", {{"c", "2"}}}, {"c", {{"b", "3"}}}, {"d", {{"a", "4"}}}};
    CHECK(circles(graph) == std::vector<std::string>{"b: 2, 3", "c: 3, 2"});
}

TEST_CASE("a position of the protocol meets a byte offset in the conversion only") {
    constexpr auto kBoth = std::to_array<std::string_view>({"server/convert.cpp", "server/convert.hpp"});
    for (const SourceFile& file : sources()) {
        if (!is_ours(file.path) || std::ranges::find(kBoth, file.path) != kBoth.end()) continue;
        const bool both = file.text.find("lsp::Position") != std::string::npos &&
                          file.text.find("ByteOffset") != std::string::npos;
        CHECK_MESSAGE(!both, file.path);
    }
}

TEST_CASE("what the layering lets through is still there to be let through") {
    for (const auto& [path, unit, reason] : kElsewhere)
        CHECK_MESSAGE(std::filesystem::exists(in_root(path)), path, " is gone; take it off the list");
    for (const auto& [path, unit, reason] : kTogether)
        CHECK_MESSAGE(std::filesystem::exists(in_root(path)), path, " is gone; take it off the list");
}
