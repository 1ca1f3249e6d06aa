#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::bench {

/// What was measured of one operation.
struct Row {
    std::string name, unit;
    std::size_t count = 0;
    double p50 = 0, p95 = 0, p99 = 0;
    std::optional<double> ratio; ///< of the medians
    std::string ratio_to;        ///< the name of the row that the ratio compares with
};

/// Rows in the order they were measured, each printed when it is added.
class Table {
  public:
    /// Percentiles of the samples; `ratio_to` names an earlier row of the same unit, or is empty.
    void add(std::string_view name, std::string_view unit, std::vector<double> samples,
             std::string_view ratio_to = {});
    /// A line of its own above the rows that follow.
    void heading(std::string_view text);

    [[nodiscard]] std::string json() const;

  private:
    std::vector<Row> rows_;
};

} // namespace modal_lsp::bench
