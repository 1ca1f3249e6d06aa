#include "server/operate/log_patterns.hpp"

#include "analysis/text/phrase.hpp"
#include "analysis/workspace/path.hpp"
#include "protocol/uri.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace modal_lsp::server::operate {
namespace {

/// All parts have to be in the line, in this order; "{}" in the texts is the first quoted word behind them.
struct Pattern {
    std::string_view kind;
    std::array<std::string_view, 2> parts;
    Phrase message, fix;
    std::string_view rule;
};

/// What several patterns mean.
constexpr Phrase kNotSet{"the variable is not set in the container: its secret is missing",
                         "容器中没有设置该变量：缺少相应的密钥"},
    kGiveSecret{"give the function the secret that holds it: `secrets=[modal.Secret.from_name(…)]`",
                "把含有它的密钥交给函数：`secrets=[modal.Secret.from_name(…)]`"},
    kGpuFull{"the GPU's memory is full", "GPU 显存已满"},
    kLessOnGpu{"take a GPU with more memory, or make batches smaller", "换用显存更大的 GPU，或减小批次"},
    kKilled{"the container was killed, most often because memory ran out", "容器被终止，多半是因为内存不足"},
    kMoreMemory{"ask for more: `memory=…` in MiB", "申请更多内存：`memory=…`，单位 MiB"},
    kNoMemory{"memory ran out", "内存不足"};

constexpr auto kPatterns = std::to_array<Pattern>({
    {"import",
     {"ModuleNotFoundError: No module named "},
     {"the module \"{}\" is not in the image", "镜像中没有模块 \"{}\""},
     {"install it with `.uv_pip_install(…)`, or add it with `.add_local_python_source(\"{}\")`",
      "用 `.uv_pip_install(…)` 安装它，或用 `.add_local_python_source(\"{}\")` 添加它"},
     "import-not-in-image"},
    {"import",
     {"ImportError: "},
     {"an import fails in the container", "容器中的一个导入失败"},
     {"make the image's packages fit what the code imports", "让镜像中的软件包与代码的导入一致"},
     "import-not-in-image"},
    {"secret",
     {"Secret ", " not found"},
     {"a secret does not exist in this environment", "此环境中没有该密钥"},
     {"create it: `modal secret create NAME KEY=…`, in the environment that is deployed to",
      "在部署的目标环境中创建它：`modal secret create NAME KEY=…`"},
     ""},
    {"secret", {"KeyError: ", "_TOKEN"}, kNotSet, kGiveSecret, ""},
    {"secret", {"KeyError: ", "_KEY"}, kNotSet, kGiveSecret, ""},
    {"secret", {"KeyError: ", "_SECRET"}, kNotSet, kGiveSecret, ""},
    {"dependencies",
     {"has ", "dependencies but container got"},
     {"the container sees other dependencies than the machine that deployed",
      "容器中的依赖与部署时的机器不同"},
     {"make what stands under `modal.is_local()` and other conditions the same in both worlds",
      "让 `modal.is_local()` 等条件下的内容在本地和容器中一致"},
     "dependency-order-mismatch"},
    {"port",
     {"Address already in use"},
     {"the port is taken in the container", "容器中的端口已被占用"},
     {"serve on the port that `@modal.web_server` names, once",
      "只在 `@modal.web_server` 指定的端口上监听一次"},
     "web-server-port-mismatch"},
    {"port",
     {"Waited too long for port ", "to start accepting connections"},
     {"nothing listens on the port that `@modal.web_server` names",
      "`@modal.web_server` 指定的端口上没有服务在监听"},
     {"listen on that port and on 0.0.0.0, and begin to listen within `startup_timeout`",
      "在该端口的 0.0.0.0 上监听，并在 `startup_timeout` 之内开始"},
     "web-server-bind-localhost"},
    {"cuda", {"CUDA out of memory"}, kGpuFull, kLessOnGpu, ""},
    {"cuda", {"torch.OutOfMemoryError"}, kGpuFull, kLessOnGpu, ""},
    {"cuda",
     {"Found no NVIDIA driver"},
     {"the code wants a GPU and the function has none", "代码需要 GPU，而函数没有"},
     {"ask for one: `gpu=\"…\"`", "申请一个：`gpu=\"…\"`"},
     "gpu-missing"},
    {"cuda",
     {"Torch not compiled with CUDA enabled"},
     {"the image has a build of torch for CPUs", "镜像中的 torch 是 CPU 版本"},
     {"install torch from an index with CUDA", "从带 CUDA 的软件源安装 torch"},
     ""},
    {"cuda",
     {"CUDA error"},
     {"CUDA reports an error", "CUDA 报告错误"},
     {"compare the CUDA version of the image with that of the packages", "比较镜像和软件包的 CUDA 版本"},
     ""},
    {"cuda",
     {"libcuda", "cannot open shared object file"},
     {"the function has no GPU, or the image no CUDA", "函数没有 GPU，或镜像没有 CUDA"},
     {"ask for a GPU: `gpu=\"…\"`, and begin from an image with CUDA",
      "申请 GPU：`gpu=\"…\"`，并使用带 CUDA 的基础镜像"},
     "gpu-missing"},
    {"memory", {"exit code: -9"}, kKilled, kMoreMemory, ""},
    {"memory", {"exit code: 137"}, kKilled, kMoreMemory, ""},
    {"memory", {"OOMKilled"}, kNoMemory, kMoreMemory, ""},
    {"memory", {"out of memory"}, kNoMemory, kMoreMemory, ""},
    {"memory", {"MemoryError"}, kNoMemory, kMoreMemory, ""},
});

/// What stands behind the parts; nullopt when one is missing.
std::optional<std::string_view> behind(std::string_view line, const Pattern& pattern) {
    std::string_view rest = line;
    std::string_view after_first;
    for (std::size_t i = 0; i < pattern.parts.size() && !pattern.parts.at(i).empty(); ++i) {
        const std::size_t at = rest.find(pattern.parts.at(i));
        if (at == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(at + pattern.parts.at(i).size());
        if (i == 0) after_first = rest;
    }
    return after_first;
}

std::string quoted_word(std::string_view text) {
    const std::size_t begin = text.find_first_of("'\"");
    if (begin == std::string_view::npos) return {};
    const std::size_t end = text.find(text[begin], begin + 1);
    return end == std::string_view::npos ? std::string()
                                         : std::string(text.substr(begin + 1, end - begin - 1));
}

struct Frame {
    std::string path;
    std::uint32_t line = 0;
};

/// `  File "/root/app.py", line 12, in f`, or what rich draws: `│ /root/app.py:12 in f │`.
std::optional<Frame> frame_in(std::string_view line) {
    std::string_view path, number;
    if (const std::size_t at = line.find("File \""); at != std::string_view::npos) {
        path = line.substr(at + 6);
        const std::size_t end = path.find("\", line ");
        if (end == std::string_view::npos) return std::nullopt;
        number = path.substr(end + 8);
        path = path.substr(0, end);
    } else if (const std::size_t colon = line.find(".py:"); colon != std::string_view::npos) {
        const std::size_t begin = line.rfind(' ', colon);
        path = line.substr(begin + 1, colon + 3 - begin - 1);
        number = line.substr(colon + 4);
    }
    Frame frame{.path = std::string(path)};
    const auto read = std::from_chars(number.data(), number.data() + number.size(), frame.line);
    if (path.empty() || read.ec != std::errc() || frame.line == 0) return std::nullopt;
    return frame;
}

/// The file of the project that a container calls by this path: with the longest end in common.
std::string in_project(std::string_view path, const std::string& folder, const workspace::FileSystem& files) {
    if (path.find("/site-packages/") != std::string_view::npos ||
        path.find("/usr/") != std::string_view::npos || path.find("..") != std::string_view::npos)
        return {};
    if (workspace::is_inside(path, folder)) return std::string(path);
    while (true) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) break;
        path.remove_prefix(slash + 1);
        std::string candidate = workspace::join(folder, path);
        const auto status = files.status(candidate);
        if (status && status->kind == workspace::EntryKind::file) return candidate;
    }
    return {};
}

} // namespace

std::vector<Failure> failures_in(const std::vector<std::string>& lines, const std::string& folder,
                                 const workspace::FileSystem& files, Language language) {
    std::vector<Failure> found;
    Frame innermost;
    for (const std::string& line : lines) {
        if (line.find("Traceback (most recent call last)") != std::string::npos) innermost = {};
        if (const auto frame = frame_in(line)) {
            std::string path = in_project(frame->path, folder, files);
            if (!path.empty()) innermost = {.path = std::move(path), .line = frame->line};
        }
        for (const Pattern& pattern : kPatterns) {
            const auto rest = behind(line, pattern);
            if (!rest) continue;
            const std::string word = quoted_word(*rest);
            Failure failure{.kind = std::string(pattern.kind),
                            .message = say(language, pattern.message, word),
                            .fix = say(language, pattern.fix, word),
                            .rule = std::string(pattern.rule),
                            .text = line.substr(0, 500),
                            .path = innermost.path,
                            .line = innermost.line};
            const auto same = [&](const Failure& known) { return known.message == failure.message; };
            if (std::ranges::none_of(found, same)) found.push_back(std::move(failure));
            break;
        }
    }
    return found;
}

nlohmann::json to_json(const Failure& failure) {
    nlohmann::json out = {
        {"kind", failure.kind}, {"message", failure.message}, {"fix", failure.fix}, {"text", failure.text}};
    if (!failure.rule.empty()) out["rule"] = failure.rule;
    if (!failure.path.empty()) {
        out["uri"] = protocol::uri_of(failure.path);
        out["line"] = failure.line;
    }
    return out;
}

} // namespace modal_lsp::server::operate
