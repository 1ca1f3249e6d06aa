#include "analysis/answers/new_module.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace modal_lsp::answers {
namespace {

constexpr std::string_view kPrefix = "modal-";

} // namespace

std::string_view kind_of(const Snippet& snippet) {
    return snippet.label.substr(kPrefix.size());
}

const Snippet* snippet_of(std::string_view kind) {
    const auto all = snippets();
    const auto found = std::ranges::find(all, kind, kind_of);
    return found == all.end() ? nullptr : &*found;
}

std::string new_module(const Snippet& snippet, std::string_view name, std::string_view modal_version) {
    const std::string body =
        for_version(without_places(with_names(snippet.body, "modal", "app")), modal_version);
    return fmt::format("import modal\n\napp = modal.App(\"{}\")\n\n\n{}", name, body);
}

std::string file_name_for(std::string_view app) {
    std::string name(app);
    std::ranges::replace_if(name, [](char c) { return c == '-' || c == '.'; }, '_');
    return name + ".py";
}

} // namespace modal_lsp::answers
