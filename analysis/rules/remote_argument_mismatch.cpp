#include "analysis/rules/inspection.hpp"
#include "analysis/rules/unknown_parameter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {
namespace {

using python::Parameter;
using python::ParameterKind;

constexpr auto kCalls = std::to_array<std::string_view>(
    {"modal.Function.local", "modal.Function.remote", "modal.Function.spawn"});

bool has(const std::vector<Parameter>& parameters, ParameterKind kind) {
    return std::ranges::find(parameters, kind, &Parameter::kind) != parameters.end();
}

bool takes_position(const Parameter& parameter) {
    return parameter.kind == ParameterKind::positional_only || parameter.kind == ParameterKind::regular;
}

class Fitting {
  public:
    Fitting(Inspection& inspection, Report& report, const modal::SdkCall& call,
            const python::ModuleFacts& owner, const python::Definition& definition)
        : inspection_(inspection), report_(report), call_(call), owner_(owner),
          name_(owner.text(definition.name)), parameters_(definition.parameters),
          arguments_(inspection.module.arguments(call.expression)) {
        // The instance is given by Modal.
        if (owner.is_method(definition) && !parameters_.empty()) parameters_.erase(parameters_.begin());
    }

    void check() {
        for (const modal::GivenArgument& argument : arguments_)
            if (!argument.keyword.empty() && is_unknown(argument)) return say_unknown(argument);
        const std::size_t positions = modal::positional_count(arguments_);
        const auto most = static_cast<std::size_t>(std::ranges::count_if(parameters_, takes_position));
        if (positions > most && !has(parameters_, ParameterKind::variadic)) return say_too_many(most);
        for (std::size_t i = 0; i < parameters_.size(); ++i)
            if (is_missing(i, positions)) return say_missing(parameters_[i]);
    }

  private:
    bool is_unknown(const modal::GivenArgument& argument) const {
        if (has(parameters_, ParameterKind::keyword_variadic)) return false;
        return std::ranges::none_of(parameters_, [&](const Parameter& parameter) {
            const bool by_name =
                parameter.kind == ParameterKind::regular || parameter.kind == ParameterKind::keyword_only;
            return by_name && owner_.text(parameter.name) == argument.name;
        });
    }

    bool is_missing(std::size_t number, std::size_t positions) const {
        const Parameter& parameter = parameters_[number];
        if (parameter.has_default || (takes_position(parameter) && number < positions)) return false;
        if (!takes_position(parameter) && parameter.kind != ParameterKind::keyword_only) return false;
        return std::ranges::find(arguments_, owner_.text(parameter.name), &modal::GivenArgument::name) ==
               arguments_.end();
    }

    void say_unknown(const modal::GivenArgument& argument) {
        std::vector<std::string_view> names;
        for (const Parameter& parameter : parameters_)
            names.push_back(owner_.text(parameter.name));
        report_unknown_parameter(inspection_, report_, name_, argument, names);
    }

    void say_too_many(std::size_t most) {
        report_.add(call_.range,
                    {"\"{}\" takes {} by position: this raises TypeError in the container",
                     "\"{}\" 最多接受 {} 个位置参数：容器中会引发 TypeError"},
                    name_, counted(most));
    }

    void say_missing(const Parameter& parameter) {
        report_.add(call_.range,
                    {"\"{}\" needs \"{}\": without it the call raises TypeError in the container",
                     "\"{}\" 需要 \"{}\"：缺少它时调用会在容器中引发 TypeError"},
                    name_, owner_.text(parameter.name));
    }

    std::string counted(std::size_t count) const {
        if (report_.language() != Language::english) return fmt::format("{}", count);
        return count == 1 ? "1 argument" : fmt::format("{} arguments", count);
    }

    Inspection& inspection_;
    Report& report_;
    const modal::SdkCall& call_;
    const python::ModuleFacts& owner_;
    std::string_view name_;
    std::vector<Parameter> parameters_;
    std::vector<modal::GivenArgument> arguments_;
};

/// Nothing between the call and the function changes its arguments.
bool is_plain(Inspection& inspection, const python::ModuleFacts& owner, const modal::Value& function) {
    const python::Definition& definition = owner.definition(function.definition);
    if (function.file != inspection.file.id) return definition.decorators.size() == 1;
    const auto* found = inspection.module.decoration_of(function);
    return found != nullptr && found->foreign_decorators == 0 && found->find("modal.batched") == nullptr;
}

void check(Inspection& inspection, Report& report) {
    for (const modal::SdkCall& call : inspection.module.calls()) {
        if (std::ranges::find(kCalls, call.symbol) == kCalls.end()) continue;
        const auto& receiver = call.callee.receiver;
        if (!receiver || receiver->kind != modal::ValueKind::function) continue;
        const python::ModuleFacts* owner = inspection.module.evaluator().modules().facts(receiver->file);
        if (owner == nullptr || inspection.module.may_be_spread(call.expression)) continue;
        if (!is_plain(inspection, *owner, *receiver)) continue;
        Fitting(inspection, report, call, *owner, owner->definition(receiver->definition)).check();
    }
}

} // namespace

extern constinit const Rule remote_argument_mismatch;
const Rule remote_argument_mismatch{
    .code = "MDL262",
    .name = "remote-argument-mismatch",
    .group = "remote-calls",
    .severity = Severity::warning,
    .since = "0.1.0",
    .docs_url = "https://modal.com/docs/guide/apps",
    .page = R"md(
The arguments of `.remote()`, `.local()` or `.spawn()` do not fit the function.

## Why
Nothing is checked where the call is made: it is sent, a container starts, and the call fails there with `TypeError`.

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(order, amount=1): ...


@app.local_entrypoint()
def main():
    charge.remote("a-1", amont=2)  # error: [remote-argument-mismatch] "charge" has no parameter "amont"; did you mean "amount"?
~~~

~~~python fixed
import modal

app = modal.App("shop")


@app.function()
def charge(order, amount=1): ...


@app.local_entrypoint()
def main():
    charge.remote("a-1", amount=2)
~~~

~~~python bad
import modal

app = modal.App("shop")


@app.function()
def charge(order, amount): ...


@app.local_entrypoint()
def main():
    charge.remote("a-1")  # error: [remote-argument-mismatch] "charge" needs "amount"
~~~

~~~python bad
import modal

app = modal.App("shop")


@app.cls()
class Till:
    @modal.method()
    def charge(self, order): ...


@app.local_entrypoint()
def main():
    Till().charge.remote("a-1", 2)  # error: [remote-argument-mismatch] "charge" takes 1 argument by position
~~~

~~~python good
import modal

app = modal.App("shop")


@app.function()
def charge(order, amount=1): ...


@app.local_entrypoint()
def main():
    charge.remote("a-1", amount=2)
~~~

## Fix
Unsafe: writes the nearest name.

## Known limits
Only what is certain is reported: names and values that cannot be followed stay silent.
)md",
    .check = check,
};

} // namespace modal_lsp::rules
