#include "analysis/rules/call_edits.hpp"
#include "analysis/rules/inspection.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '[' || c == ']' || c == '=' || c == '<' || c == '>' || c == '~' ||
           c == '!' || c == ',' || c == '*';
}

/// The words of a text that holds nothing but packages; empty when it may mean something else.
std::vector<std::string> packages_in(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ')
            words.emplace_back();
        else if (is_name_byte(c))
            words.back().push_back(c);
        else
            return {};
    }
    std::erase(words, std::string());
    // "torch == 2.8" has blanks around its comparison.
    const auto is_package = [](const std::string& word) {
        const char first = word.front(), last = word.back();
        const bool name = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        return name && last != '=' && last != '<' && last != '>' && last != ',' && last != '~';
    };
    return words.size() > 1 && std::ranges::all_of(words, is_package) ? words : std::vector<std::string>();
}

void check_text(Inspection& inspection, const python::Expr& expr, Report& report) {
    if (expr.kind != python::ExprKind::string || expr.inner.empty()) return;
    const auto words = packages_in(inspection.facts.text(expr.text));
    if (words.empty()) return;
    Diagnostic& diagnostic =
        report.add(expr.range,
                   {"\"{}\" is taken for one package, and the build fails; give each package its own text",
                    "\"{}\" 会被当作一个包，构建将失败；请让每个包单独成为一个字符串"},
                   inspection.facts.text(expr.text));
    const char quote = inspection.source(expr.range).back();
    const bool plain =
        inspection.source(expr.range).front() == quote && expr.range.size() == expr.inner.size() + 2;
    if (!plain) return;
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + std::string(1, quote) + word + quote;
    diagnostic.fixes.push_back(fix(report.say({"Split it into {} texts", "拆分为 {} 个字符串"}, words.size()),
                                   Safety::safe, replace(inspection, expr.range, text)));
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (call.symbol != "modal.Image.pip_install" && call.symbol != "modal.Image.uv_pip_install" &&
            call.symbol != "modal.Image.apt_install")
            continue;
        for (const modal::GivenArgument& argument : inspection.module.arguments(call.expression)) {
            if (!argument.keyword.empty()) continue;
            const python::Expr& expr = inspection.facts.expr(argument.value);
            check_text(inspection, expr, report);
            if (expr.kind != python::ExprKind::list) continue;
            for (const python::ExprId item : inspection.facts.operands_of(expr))
                check_text(inspection, inspection.facts.expr(item), report);
        }
    }
}

} // namespace

extern constinit const Rule pip_whitespace_joined_packages;
const Rule pip_whitespace_joined_packages{
    .code = "MDL306",
    .name = "pip-whitespace-joined-packages",
    .group = "images",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/images",
    .page = R"md(
Several packages in one text.

## Why
Each text is quoted and handed to pip as one requirement. `"torch transformers"` is not the name of a package, and the
build of the image fails.

~~~python bad
import modal

image = modal.Image.debian_slim().uv_pip_install("torch transformers")  # warning: [pip-whitespace-joined-packages] "torch transformers" is taken for one package
~~~

~~~python fixed
import modal

image = modal.Image.debian_slim().uv_pip_install("torch", "transformers")
~~~

~~~python good
import modal

image = modal.Image.debian_slim().uv_pip_install(
    "torch == 2.8.0", "tomli ; python_version < '3.11'", "pkg @ git+https://example.com/pkg.git"
)
~~~

## Fix
Safe: splits the text.

## Known limits
Texts with markers, URLs or anything else than names and versions are left alone.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
