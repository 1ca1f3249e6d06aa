#include "server/log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace modal_lsp::server {

tl::expected<void, std::string> start_log(const std::string& file, spdlog::level::level_enum level) {
    spdlog::sink_ptr sink;
    if (file.empty()) {
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    } else {
        // spdlog reports a file it cannot open by an exception; this is the only place that lets it.
        try {
            sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file, true);
        } catch (const spdlog::spdlog_ex& error) {
            return tl::make_unexpected(std::string("cannot write the log: ") + error.what());
        }
    }
    auto logger = std::make_shared<spdlog::logger>("modal-lsp", std::move(sink));
    logger->set_pattern("%H:%M:%S.%e %L %v");
    logger->set_level(level);
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
    return {};
}

} // namespace modal_lsp::server
