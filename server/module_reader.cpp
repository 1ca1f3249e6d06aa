#include "server/module_reader.hpp"

#include "analysis/python/extract.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/prefilter.hpp"

#include <utility>

#include <fmt/format.h>

namespace modal_lsp::server {
namespace {

constexpr std::string_view kCutShort = "nested too deeply, or too long in places, to be read whole";
constexpr std::string_view kBinary = "holds NUL bytes: not Python source";

bool is_binary(std::string_view text) { return text.find('\0') != std::string_view::npos; }

} // namespace

std::shared_ptr<const python::ModuleFacts> no_facts() {
    static const auto facts =
        std::make_shared<const python::ModuleFacts>(python::extract(syntax::SyntaxTree::parse(text::Document())));
    return facts;
}

std::string too_large(std::uint64_t size_bytes, std::uint64_t limit_bytes) {
    return fmt::format("the file has {} KB, more than the {} KB that max-file-size-kb allows", size_bytes / 1024,
                       limit_bytes / 1024);
}

ParsedModule parse_module(const text::Document& document, std::uint64_t limit_bytes) {
    const std::string_view text = document.text();
    if (text.size() > limit_bytes) return {no_facts(), too_large(text.size(), limit_bytes)};
    if (is_binary(text)) return {no_facts(), std::string(kBinary)};
    auto facts = std::make_shared<const python::ModuleFacts>(python::extract(syntax::SyntaxTree::parse(document)));
    std::string reason(facts->truncated ? kCutShort : std::string_view());
    return {std::move(facts), std::move(reason)};
}

ReadModule read_module(const workspace::FileSystem& files, const std::string& path, std::uint64_t limit_bytes,
                       bool always) {
    ReadModule module{.path = path};
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
    auto parsed = parse_module(module.document, limit_bytes);
    module.facts = std::move(parsed.facts);
    module.not_analyzed = std::move(parsed.not_analyzed);
    return module;
}

} // namespace modal_lsp::server
