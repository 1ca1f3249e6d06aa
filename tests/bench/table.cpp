#include "tests/bench/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace modal_lsp::bench {
namespace {

double percentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(share * last + 0.5)];
}

} // namespace

void Table::heading(std::string_view text) {
    fmt::print("\n{:<52} {:>4} {:>6} {:>10} {:>10} {:>10}  {}\n", text, "unit", "n", "p50", "p95", "p99",
               "ratio of p50");
    std::fflush(stdout);
}

void Table::add(std::string_view name, std::string_view unit, std::vector<double> samples,
                std::string_view ratio_to) {
    std::ranges::sort(samples);
    Row row{.name = std::string(name),
            .unit = std::string(unit),
            .count = samples.size(),
            .ratio_to = std::string(ratio_to)};
    row.p50 = percentile(samples, 0.50);
    row.p95 = percentile(samples, 0.95);
    row.p99 = percentile(samples, 0.99);
    const auto base = std::ranges::find(rows_, row.ratio_to, &Row::name);
    if (base != rows_.end() && base->p50 > 0) row.ratio = row.p50 / base->p50;
    const std::string ratio =
        row.ratio ? fmt::format("{:.2f} x {}", *row.ratio, row.ratio_to) : std::string();
    fmt::print("{:<52} {:>4} {:>6} {:>10.2f} {:>10.2f} {:>10.2f}  {}\n", row.name, row.unit, row.count,
               row.p50, row.p95, row.p99, ratio);
    std::fflush(stdout);
    rows_.push_back(std::move(row));
}

std::string Table::json() const {
    auto list = nlohmann::json::array();
    for (const Row& row : rows_) {
        nlohmann::json entry{{"name", row.name}, {"unit", row.unit}, {"count", row.count},
                             {"p50", row.p50},   {"p95", row.p95},   {"p99", row.p99}};
        if (row.ratio) entry["ratio"] = {{"of_p50", *row.ratio}, {"to", row.ratio_to}};
        list.push_back(std::move(entry));
    }
    return list.dump(2) + "\n";
}

} // namespace modal_lsp::bench
