#include "server/config_file.hpp"

#include "analysis/text/similarity.hpp"
#include "server/options.hpp"
#include "server/toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace modal_lsp::server {
namespace {

constexpr std::string_view kTable = "modal-lsp";

const Setting* member(const Setting& table, std::string_view key) {
    const auto found = std::ranges::find(table.items, key, &Setting::key);
    return found == table.items.end() ? nullptr : &*found;
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string::npos ? path.substr(0, slash + 1) : path.substr(0, slash);
}

/// A misspelt [tool.modal_lsp] would be silently without effect.
void report_misspelt_table(const Setting& tool, ConfigFile& out) {
    for (const Setting& item : tool.items) {
        if (!text::differs_only_in_style(item.key, kTable)) continue;
        out.present = true;
        out.problems.push_back({"tool." + presentable(item.key),
                                fmt::format("unknown table \"tool.{}\"; did you mean \"tool.{}\"?",
                                            presentable(item.key), kTable),
                                item.key_range});
    }
}

/// The table of settings in a pyproject.toml; nullptr when there is none, or none that can be read.
const Setting* settings_of_project(const Setting& root, ConfigFile& out) {
    const Setting* tool = member(root, "tool");
    if (tool == nullptr) return nullptr;
    const Setting* table = member(*tool, kTable);
    if (table == nullptr) {
        report_misspelt_table(*tool, out);
        return nullptr;
    }
    out.present = true;
    if (table->kind == Setting::Kind::table) return table;
    out.problems.push_back({"tool.modal-lsp",
                            fmt::format("\"tool.modal-lsp\": expected a table, found {}", describe(*table)),
                            table->range});
    return nullptr;
}

/// Drops the "tool" of a modal-lsp.toml that was written like a pyproject.toml, and says how it should be.
void report_tool_table(Setting& root, ConfigFile& out) {
    const Setting* tool = member(root, "tool");
    if (tool == nullptr || member(*tool, kTable) == nullptr) return;
    out.problems.push_back(
        {"tool",
         fmt::format("settings in {} stand at its top level, without [tool.{}]", kOwnConfigName, kTable),
         tool->key_range});
    std::erase_if(root.items, [](const Setting& item) { return item.key == "tool"; });
}

} // namespace

ConfigFile read_config_file(const std::string& path, std::string_view text, const Config& base) {
    ConfigFile out;
    out.config = base;
    out.config.folder = folder_of(path);
    const bool own = file_name(path) == kOwnConfigName;
    auto root = parse_toml(text);
    if (!root) {
        out.broken = out.present = own || text.find(kTable) != std::string_view::npos;
        if (out.present) out.problems.push_back(std::move(root.error()));
        return out;
    }
    if (own) {
        out.present = true;
        report_tool_table(*root, out);
    }
    const Setting* table = own ? &*root : settings_of_project(*root, out);
    if (table != nullptr)
        out.set_keys =
            apply_settings(*table, {.prefix = own ? "" : "tool.modal-lsp."}, out.config, out.problems);
    std::ranges::stable_sort(out.problems, {},
                             [](const ConfigProblem& problem) { return problem.range.begin; });
    return out;
}

} // namespace modal_lsp::server
