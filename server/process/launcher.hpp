#pragma once
#include "server/process/process.hpp"

#include <asio/io_context.hpp>

#include <memory>
#include <string>

namespace modal_lsp::server::process {

/// Starts programs below a supervisor (see supervise.hpp) and reads what they write, on an event loop.
class Launcher {
  public:
    /// `program` is what knows `--supervise`. The context must outlive this and every child.
    explicit Launcher(asio::io_context& context, std::string program = own_program());

    [[nodiscard]] std::unique_ptr<Child> start(Request request, Events events);

    /// This very program.
    [[nodiscard]] static std::string own_program();

  private:
    asio::io_context* context_;
    std::string program_;
};

} // namespace modal_lsp::server::process
