#pragma once
#include "analysis/workspace/io.hpp"

namespace modal_lsp::server {

/// The real files. Stateless, so any thread may use it.
class Disk final : public workspace::FileSystem {
  public:
    /// Raw bytes, a byte order mark included. Refuses whatever is not a regular file, and never waits for one
    /// (a FIFO, a terminal). A file that grows meanwhile is cut at the size it had, one that shrinks gives
    /// what is left.
    [[nodiscard]] tl::expected<std::string, std::string> read(const std::string& path,
                                                              std::uint64_t limit_bytes) const override;
    [[nodiscard]] tl::expected<std::vector<workspace::DirectoryEntry>, std::string>
    list(const std::string& path) const override;
    [[nodiscard]] std::optional<workspace::FileStatus> status(const std::string& path) const override;
};

} // namespace modal_lsp::server
