#include "server/operate/host_tools.hpp"

#include <spdlog/spdlog.h>

namespace modal_lsp::server::operate {

Tools tools_of(const Host& host, Language language) {
    Tools tools;
    tools.language = language;
    tools.files = host.files;
    tools.start = host.start_process;
    tools.after = host.after;
    tools.log = [](const std::string& line) { spdlog::info("modal: {}", line); };
    tools.progress = [](const std::string& /*message*/) {};
    tools.confirm = [](const Question& /*question*/, const std::function<void(bool)>& then) { then(false); };
    tools.environments = host.environments;
    tools.search_path = host.search_path;
    tools.program = host.program;
    tools.redact = Redactor(host.variables);
    return tools;
}

} // namespace modal_lsp::server::operate
