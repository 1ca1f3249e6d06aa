#include "tests/bench/generate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <string_view>

namespace modal_lsp::bench {
namespace {

constexpr std::size_t kPackageFiles = 40;
constexpr double kModalMedianBytes = 6'500, kModalSpread = 1.2;
constexpr double kOtherMedianBytes = 3'000, kOtherSpread = 1.3;
constexpr double kMaxBytes = 300'000;
constexpr double kMeanLineBytes = 36;

constexpr auto kNouns =
    std::to_array<std::string_view>({"batch", "record", "vector", "token", "result", "config", "path",
                                     "client", "shard", "frame", "metric", "label"});
constexpr auto kVerbs =
    std::to_array<std::string_view>({"load", "merge", "encode", "score", "fetch", "split", "render", "check",
                                     "store", "train", "sample", "rank"});

/// Writes Python, a statement at a time, until the text is long enough.
class Writer {
  public:
    explicit Writer(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

    std::string_view noun() { return kNouns[below(kNouns.size())]; }

    std::string_view verb() { return kVerbs[below(kVerbs.size())]; }

    /// Log-normal, by the sum of twelve uniform numbers.
    double size(double median, double spread) {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += static_cast<double>(random_() >> 11U) * 0x1.0p-53;
        return std::min(kMaxBytes, median * std::exp(spread * sum));
    }

    void line(std::string_view text) {
        out.append(text).push_back('\n');
        ++lines;
    }

    void statement(std::string_view indent) {
        switch (below(7)) {
        case 0:
            return line(fmt::format("{}{} = {}_{}({}[{}], limit={})", indent, noun(), verb(), noun(), noun(),
                                    below(9), below(999)));
        case 1:
            return line(fmt::format("{}{} = [row[\"{}\"] for row in {} if row.get(\"{}\", 0) > {}]", indent,
                                    noun(), noun(), noun(), verb(), below(50)));
        case 2:
            line(fmt::format("{}if {} is None or len({}) == {}:", indent, noun(), noun(), below(7)));
            return line(fmt::format("{}    raise ValueError(f\"no {} in {{{}}}\")", indent, noun(), noun()));
        case 3:
            line(fmt::format("{}for {} in sorted({}.items()):", indent, noun(), noun()));
            return line(fmt::format("{}    {}[{}] += {}.{}(1)", indent, noun(), noun(), noun(), verb()));
        case 4:
            return line(fmt::format("{}# The {} is {}ed before the {}, or the {} would be lost.", indent,
                                    noun(), verb(), noun(), noun()));
        case 5:
            return line(fmt::format("{}logger.info(\"%s of %d\", {}, {} * {})", indent, noun(), below(100),
                                    below(100)));
        default:
            return line(fmt::format("{}{} = {{\"{}\": {}, \"{}\": ({}, {}.{})}}", indent, noun(), noun(),
                                    below(100), verb(), noun(), noun(), noun()));
        }
    }

    void body(std::string_view indent, std::size_t statements) {
        line(fmt::format("{}\"\"\"{}s the {} of each {}.", indent, verb(), noun(), noun()));
        line("");
        line(fmt::format("{}Longer text about the {} and what the {} means for it.", indent, noun(), noun()));
        line(fmt::format("{}\"\"\"", indent));
        for (std::size_t i = 0; i < statements; ++i)
            statement(indent);
        line(fmt::format("{}return {}", indent, noun()));
        line("");
    }

    void function() {
        line(fmt::format("def {}_{}_{}({}: list[str], limit: int = {}) -> dict:", verb(), noun(), lines,
                         noun(), below(100)));
        body("    ", 4 + below(16));
    }

    void plain_class() {
        line(fmt::format("class {}{}(Base):", "Store", lines));
        for (std::size_t i = 1 + below(3); i-- > 0;) {
            line(fmt::format("    def {}_{}(self, {}=None):", verb(), noun(), noun()));
            body("        ", 3 + below(8));
        }
    }

    void imports() {
        line("import json");
        line("import logging");
        line("from pathlib import Path");
        line("");
        line("logger = logging.getLogger(__name__)");
        line("");
    }

    std::string out;
    std::size_t lines = 0;

  private:
    std::mt19937_64 random_;
};

void modal_function(Writer& writer, std::size_t number) {
    writer.line(
        fmt::format("@app.function(image=image, timeout={}, volumes={{\"/data\": volume}}, secrets=[secret])",
                    60 + writer.below(600)));
    writer.line(fmt::format("def task_{}({}: str, {}: int = 0) -> list[dict]:", writer.lines, writer.noun(),
                            writer.verb()));
    writer.body("    ", 3 + writer.below(12));
    if (writer.below(3) != 0) return;
    writer.line(fmt::format("peer_{} = modal.Function.from_name(\"app-{}\", \"task_{}\")", writer.lines,
                            number / 2, writer.below(200)));
    writer.line("");
}

void modal_class(Writer& writer) {
    writer.line(
        fmt::format("@app.cls(image=image, gpu=\"L4\", scaledown_window={})", 60 + writer.below(600)));
    writer.line(fmt::format("class Worker{}:", writer.lines));
    writer.line("    size: int = modal.parameter(default=1)");
    writer.line("");
    for (std::size_t i = 1 + writer.below(3); i-- > 0;) {
        writer.line("    @modal.method()");
        writer.line(fmt::format("    def {}_{}(self, {}: str) -> dict:", writer.verb(), i, writer.noun()));
        writer.body("        ", 2 + writer.below(8));
    }
}

std::string other_module(std::uint64_t seed, std::size_t bytes) {
    Writer writer(seed);
    writer.imports();
    while (writer.out.size() < bytes)
        writer.below(4) == 0 ? writer.plain_class() : writer.function();
    return std::move(writer.out);
}

/// What a script of a project does, with a few calls of modal in between.
std::string script(Writer& writer, std::size_t number, const WorkspaceShape& shape) {
    const std::size_t stride =
        std::max<std::size_t>(1, shape.files / std::max<std::size_t>(1, shape.modal_files));
    const std::size_t file = (number % std::max<std::size_t>(1, shape.modal_files)) * stride;
    std::string out = "#!/bin/bash\nset -euo pipefail\n";
    for (int i = 0; i < 30; ++i)
        out += fmt::format("if [ -f {}_{}.txt ]; then\n    {} \"$1\" > {}.log 2>&1\nfi\n", writer.noun(), i,
                           writer.verb(), writer.noun());
    out += fmt::format("modal deploy pkg_{0}/mod_{1}.py --env dev\nmodal run pkg_{0}/mod_{1}.py::main\n"
                       "modal app logs app-{2} --env dev\n",
                       file / kPackageFiles, file, number % std::max<std::size_t>(1, shape.modal_files));
    return out;
}

} // namespace

std::string generate_modal_module(std::uint64_t seed, std::size_t number, std::size_t lines) {
    Writer writer(seed);
    writer.imports();
    writer.line("import modal");
    writer.line("");
    writer.line(fmt::format("app = modal.App(\"app-{}\")", number));
    writer.line("image = modal.Image.debian_slim().uv_pip_install(\"numpy==2.2.6\", \"torch==2.8.0\")");
    writer.line(
        fmt::format("volume = modal.Volume.from_name(\"volume-{}\", create_if_missing=True)", number % 50));
    writer.line(fmt::format("secret = modal.Secret.from_name(\"secret-{}\")", number % 20));
    writer.line("");
    while (writer.lines < lines) {
        const std::size_t kind = writer.below(10);
        if (kind < 3)
            modal_function(writer, number);
        else if (kind == 3)
            modal_class(writer);
        else if (kind == 4)
            writer.plain_class();
        else
            writer.function();
    }
    writer.line("@app.local_entrypoint()");
    writer.line("def main():");
    writer.line("    print(json.dumps({}))");
    return std::move(writer.out);
}

std::vector<GeneratedFile> generate_workspace(const WorkspaceShape& shape) {
    Writer sizes(shape.seed);
    std::vector<GeneratedFile> files;
    const std::size_t stride =
        std::max<std::size_t>(1, shape.files / std::max<std::size_t>(1, shape.modal_files));
    std::size_t modal_files = 0;
    for (std::size_t i = 0; i < shape.files; ++i) {
        GeneratedFile file{.path = fmt::format("pkg_{}/mod_{}.py", i / kPackageFiles, i), .text = {}};
        const std::uint64_t seed = shape.seed * 1'000'003 + i;
        if (i % stride == 0 && modal_files < shape.modal_files) {
            const double bytes = sizes.size(kModalMedianBytes, kModalSpread);
            file.text =
                generate_modal_module(seed, modal_files++, static_cast<std::size_t>(bytes / kMeanLineBytes));
        } else {
            file.text =
                other_module(seed, static_cast<std::size_t>(sizes.size(kOtherMedianBytes, kOtherSpread)));
        }
        files.push_back(std::move(file));
    }
    for (std::size_t i = 0; i < shape.scripts; ++i)
        files.push_back({.path = fmt::format("scripts/job_{}.sh", i), .text = script(sizes, i, shape)});
    return files;
}

} // namespace modal_lsp::bench
