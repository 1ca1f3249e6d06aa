#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace modal_lsp::server::process {

/// Makes lines of a stream of bytes, within bounds: the rest of a long line is dropped, and everything behind
/// a great many bytes, which one last line tells.
class Lines {
  public:
    static constexpr std::size_t kMostLineBytes = std::size_t{256} * 1024;
    static constexpr std::size_t kMostBytes = std::size_t{4} * 1024 * 1024;

    using Take = std::function<void(std::string)>;

    /// A carriage return ends a line, too: programs redraw with it.
    void add(std::string_view bytes, const Take& take);
    /// What was begun is a line as well.
    void finish(const Take& take);

  private:
    void end_line(const Take& take);

    std::string line_;
    std::size_t total_ = 0;
    bool told_ = false, after_return_ = false;
};

} // namespace modal_lsp::server::process
