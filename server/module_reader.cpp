#include "server/module_reader.hpp"

#include "analysis/python/extract.hpp"
#include "analysis/workspace/prefilter.hpp"

#include <fmt/format.h>

#include <utility>

namespace modal_lsp::server {
namespace {

constexpr std::string_view kCutShort = "nested too deeply, or too long in places, to be read whole";
constexpr std::string_view kBinary = "holds NUL bytes: not Python source";

bool is_binary(std::string_view text) {
    return text.find('\0') != std::string_view::npos;
}

/// Of a script only its command lines count; without any, or too large for a person's, it is passed over.
void read_script(const workspace::FileSystem& files, std::uint64_t limit_bytes, ReadModule& module) {
    auto bytes = files.read(module.path, limit_bytes);
    module.readable = bytes.has_value() || files.status(module.path).has_value();
    if (!bytes || is_binary(*bytes)) return;
    module.hash = text::content_hash(*bytes);
    auto commands = read_commands(module.path, *bytes);
    module.concerns_modal = !commands->empty();
    if (!module.concerns_modal) return;
    module.document = text::Document(*std::move(bytes));
    module.facts = no_facts();
    module.commands = std::move(commands);
}

} // namespace

bool is_command_file(std::string_view path) {
    return commands::host_of(path).value_or(commands::Host::python) != commands::Host::python;
}

std::shared_ptr<const commands::CommandFacts> read_commands(const std::string& path, std::string_view text) {
    const auto host = commands::host_of(path).value_or(commands::Host::python);
    return std::make_shared<const commands::CommandFacts>(commands::read_commands(host, text));
}

std::shared_ptr<const python::ModuleFacts> no_facts() {
    static const auto facts = std::make_shared<const python::ModuleFacts>(
        python::extract(syntax::SyntaxTree::parse(text::Document())));
    return facts;
}

std::string too_large(std::uint64_t size_bytes, std::uint64_t limit_bytes) {
    return fmt::format("the file has {} KB, more than the {} KB that max-file-size-kb allows",
                       size_bytes / 1024, limit_bytes / 1024);
}

std::string refusal(std::string_view text, std::uint64_t limit_bytes) {
    if (text.size() > limit_bytes) return too_large(text.size(), limit_bytes);
    return std::string(is_binary(text) ? kBinary : std::string_view());
}

ParsedModule parse_module(const syntax::SyntaxTree& tree) {
    auto facts = std::make_shared<const python::ModuleFacts>(python::extract(tree));
    std::string reason(facts->truncated ? kCutShort : std::string_view());
    return {.facts = std::move(facts), .not_analyzed = std::move(reason)};
}

ParsedModule parse_file(const std::string& path, const text::Document& document, std::uint64_t limit_bytes) {
    ParsedModule parsed{.facts = no_facts()};
    if (!is_command_file(path)) {
        parsed.not_analyzed = refusal(document.text(), limit_bytes);
        if (parsed.not_analyzed.empty()) parsed = parse_module(syntax::SyntaxTree::parse(document));
    }
    parsed.commands = read_commands(path, document.text());
    return parsed;
}

ReadModule read_module(const workspace::FileSystem& files, const std::string& path, std::uint64_t limit_bytes,
                       bool always) {
    ReadModule module{.path = path};
    if (is_command_file(path)) {
        read_script(files, limit_bytes, module);
        return module;
    }
    auto bytes = files.read(path, limit_bytes);
    if (!bytes) {
        module.not_analyzed = bytes.error();
        return module;
    }
    module.readable = true;
    module.hash = text::content_hash(*bytes);
    module.concerns_modal = workspace::may_concern_modal(*bytes);
    if (!module.concerns_modal && !always) return module;
    module.document = text::Document(*std::move(bytes));
    auto parsed = parse_file(path, module.document, limit_bytes);
    module.facts = std::move(parsed.facts);
    module.commands = std::move(parsed.commands);
    module.not_analyzed = std::move(parsed.not_analyzed);
    return module;
}

} // namespace modal_lsp::server
