#include "server/process/lines.hpp"

#include <algorithm>
#include <utility>

namespace modal_lsp::server::process {

void Lines::add(std::string_view bytes, const Take& take) {
    while (!bytes.empty()) {
        if (std::exchange(after_return_, false) && bytes.front() == '\n') {
            bytes.remove_prefix(1);
            continue;
        }
        const std::size_t end = bytes.find_first_of("\r\n");
        const std::string_view part = bytes.substr(0, end);
        line_.append(part.substr(0, kMostLineBytes - std::min(kMostLineBytes, line_.size())));
        if (end == std::string_view::npos) return;
        end_line(take);
        after_return_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
    }
}

void Lines::finish(const Take& take) {
    if (!line_.empty()) end_line(take);
}

void Lines::end_line(const Take& take) {
    std::string line = std::exchange(line_, {});
    total_ += line.size() + 1;
    if (total_ <= kMostBytes) return take(std::move(line));
    if (!std::exchange(told_, true)) take("(the rest of the output is left out)");
}

} // namespace modal_lsp::server::process
