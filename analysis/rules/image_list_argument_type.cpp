#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"
#include "analysis/rules/registrations.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

/// Words that a shell would not read as anything else.
std::vector<std::string> plain_words(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::string_view("\"'\\$`*?;&|<>(){}~#").find(c) != std::string_view::npos) return {};
        if (c == ' ')
            words.emplace_back();
        else
            words.back().push_back(c);
    }
    std::erase(words, std::string());
    return words;
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.Image.entrypoint" && call.symbol != "modal.Image.cmd" &&
            call.symbol != "modal.Image.shell")
            continue;
        const auto arguments = inspection.module.arguments(call.expression);
        if (arguments.size() != 1) continue;
        const auto text = certain_text(inspection, arguments.front(), call.context);
        if (!text) continue;
        Diagnostic& diagnostic =
            report.add(arguments.front().value_range,
                       {"{} wants a list of texts, and this raises InvalidError; give each word its own text",
                        "{} 需要字符串列表，这里会引发 InvalidError；请让每个词单独成为一个字符串"},
                       std::string_view(call.symbol).substr(12));
        const auto words = plain_words(*text);
        if (words.empty() || inspection.facts.expr(arguments.front().value).kind != python::ExprKind::string)
            continue;
        std::string list;
        for (const std::string& word : words)
            list += (list.empty() ? "\"" : ", \"") + word + "\"";
        diagnostic.fixes.push_back(fix(report.say({"Write it as a list", "改写为列表"}), Safety::safe,
                                       replace(inspection, arguments.front().value_range, "[" + list + "]")));
    }
}

} // namespace

extern constinit const Rule image_list_argument_type;
const Rule image_list_argument_type{
    .code = "MDL317",
    .name = "image-list-argument-type",
    .group = "images",
    .severity = Severity::error,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
A text where `entrypoint`, `cmd` or `shell` want a list.

## Why
The words of the command are given one by one. A text raises `InvalidError` when the module is imported.

~~~python bad raises:InvalidError
import modal

image = modal.Image.debian_slim().entrypoint("python main.py")  # error: [image-list-argument-type] entrypoint wants a list of texts
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().entrypoint(["python", "main.py"])
~~~

~~~python good
import modal

image = modal.Image.debian_slim().entrypoint(["python", "main.py"]).entrypoint([])
~~~

## Fix
Safe: splits the text at its blanks, when it holds no quoting.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
