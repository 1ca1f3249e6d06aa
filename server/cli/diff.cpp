#include "server/cli/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace modal_lsp::server::cli {
namespace {

using Lines = std::vector<std::string_view>; // each with its line feed, if it has one

/// `before` lines [a, a_end) become `after` lines [b, b_end).
struct Change {
    std::size_t a = 0, a_end = 0, b = 0, b_end = 0;
};

constexpr std::size_t kContext = 3;
constexpr int kMostDifferences = 1000; // bounds the memory of the search to some megabytes

Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// Myers' greedy search ("An O(ND) Difference Algorithm", 1986) over a part of both texts.
class Search {
  public:
    Search(const Lines& a, const Lines& b, Change part)
        : a_(a), b_(b), part_(part), n_(static_cast<int>(part.a_end - part.a)),
          m_(static_cast<int>(part.b_end - part.b)) {}

    /// The changes in order; the whole part as one change when there are too many differences.
    std::vector<Change> run() {
        const int most = std::min(n_ + m_, kMostDifferences);
        std::vector<int> furthest(2 * static_cast<std::size_t>(most) + 3, 0);
        const auto at = [&](int k) -> int& { return furthest[static_cast<std::size_t>(k + most) + 1]; };
        for (int d = 0; d <= most; ++d) {
            trace_.emplace_back(furthest.begin() + (most + 1 - d), furthest.begin() + (most + 2 + d));
            for (int k = -d; k <= d; k += 2) {
                const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                const int x = slide(down ? at(k + 1) : at(k - 1) + 1, k);
                at(k) = x;
                if (x >= n_ && x - k >= m_) return backtrack(d, k);
            }
        }
        return {part_};
    }

  private:
    [[nodiscard]] int slide(int x, int k) const {
        while (x < n_ && x - k < m_ &&
               a_[part_.a + static_cast<std::size_t>(x)] == b_[part_.b + static_cast<std::size_t>(x - k)])
            ++x;
        return x;
    }

    /// trace_[d] holds, for the diagonals -d … d, how far d - 1 differences reached.
    [[nodiscard]] int reached(int d, int k) const {
        if (k < -d || k > d) return 0;
        const int place = k + d; // from 0 to 2 * d
        return trace_[static_cast<std::size_t>(d)][static_cast<std::size_t>(place)];
    }

    [[nodiscard]] std::vector<Change> backtrack(int d, int k) const {
        std::vector<Change> changes;
        for (; d > 0; --d) {
            const bool down = k == -d || (k != d && reached(d, k - 1) < reached(d, k + 1));
            const int from = down ? k + 1 : k - 1;
            const int x = reached(d, from);
            const auto a = part_.a + static_cast<std::size_t>(x);
            const auto b = part_.b + static_cast<std::size_t>(x - from);
            changes.push_back(down ? Change{a, a, b, b + 1} : Change{a, a + 1, b, b});
            k = from;
        }
        std::ranges::reverse(changes);
        return merged(changes);
    }

    static std::vector<Change> merged(const std::vector<Change>& steps) {
        std::vector<Change> out;
        for (const Change& step : steps) {
            if (!out.empty() && out.back().a_end == step.a && out.back().b_end == step.b) {
                out.back().a_end = step.a_end;
                out.back().b_end = step.b_end;
            } else {
                out.push_back(step);
            }
        }
        return out;
    }

    const Lines& a_;
    const Lines& b_;
    Change part_;
    int n_, m_;
    std::vector<std::vector<int>> trace_;
};

std::vector<Change> changes_between(const Lines& a, const Lines& b) {
    Change part{0, a.size(), 0, b.size()};
    while (part.a < part.a_end && part.b < part.b_end && a[part.a] == b[part.b])
        ++part.a, ++part.b;
    while (part.a < part.a_end && part.b < part.b_end && a[part.a_end - 1] == b[part.b_end - 1])
        --part.a_end, --part.b_end;
    if (part.a == part.a_end || part.b == part.b_end) return {part};
    // More lines than the search may differ in: it could not come to an end.
    const std::size_t difference = std::max(part.a_end - part.a, part.b_end - part.b) -
                                   std::min(part.a_end - part.a, part.b_end - part.b);
    if (difference > kMostDifferences) return {part};
    return Search(a, b, part).run();
}

void append_line(std::string& out, char sign, std::string_view line) {
    out += sign;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// "12,3"; an empty stretch is named by the line before it.
std::string stretch(std::size_t begin, std::size_t end) {
    if (begin == end) return fmt::format("{},0", begin);
    return end - begin == 1 ? fmt::format("{}", begin + 1) : fmt::format("{},{}", begin + 1, end - begin);
}

std::string hunk(const Lines& a, const Lines& b, const Change* first, const Change* last) {
    const std::size_t lead = std::min(first->a, kContext);
    const std::size_t tail = std::min(a.size() - last->a_end, kContext);
    std::string out = fmt::format("@@ -{} +{} @@\n", stretch(first->a - lead, last->a_end + tail),
                                  stretch(first->b - lead, last->b_end + tail));
    std::size_t at = first->a - lead;
    for (const Change* change = first; change <= last; ++change) {
        for (; at < change->a; ++at)
            append_line(out, ' ', a[at]);
        for (; at < change->a_end; ++at)
            append_line(out, '-', a[at]);
        for (std::size_t i = change->b; i < change->b_end; ++i)
            append_line(out, '+', b[i]);
    }
    for (const std::size_t end = at + tail; at < end; ++at)
        append_line(out, ' ', a[at]);
    return out;
}

/// As git quotes names with unusual bytes (core.quotePath); a name with a space is closed by a tab.
std::string header_name(std::string_view prefix, std::string_view path) {
    std::string quoted;
    bool unusual = false;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted += {'\\', c};
        else if (byte < 0x20 || byte >= 0x7F)
            quoted += fmt::format("\\{:03o}", byte);
        else
            quoted += c;
        unusual = unusual || c == '"' || c == '\\' || byte < 0x20 || byte >= 0x7F;
    }
    if (unusual) return fmt::format("\"{}{}\"", prefix, quoted);
    return fmt::format("{}{}{}", prefix, path, path.find(' ') == std::string_view::npos ? "" : "\t");
}

} // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
    if (before == after) return {};
    const Lines a = split(before), b = split(after);
    const std::vector<Change> changes = changes_between(a, b);
    std::string out = fmt::format("--- {}\n+++ {}\n", header_name("a/", path), header_name("b/", path));
    for (std::size_t i = 0; i < changes.size();) {
        std::size_t last = i;
        while (last + 1 < changes.size() && changes[last + 1].a - changes[last].a_end <= 2 * kContext)
            ++last;
        out += hunk(a, b, &changes[i], &changes[last]);
        i = last + 1;
    }
    return out;
}

} // namespace modal_lsp::server::cli
