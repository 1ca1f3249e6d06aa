#include "analysis/modal/image.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

using python::ExprId;
using python::ExprKind;

constexpr std::size_t kMaxSteps = 200;

/// Steps that change nothing about what can be imported.
constexpr auto kNeutral = std::to_array<std::string_view>({
    "cmd",
    "debian_slim",
    "entrypoint",
    "env",
    "hydrate",
    "build",
    "micromamba",
    "shell",
    "workdir",
});

/// PEP 503, without extras, markers and versions: "Torch[cuda]==2.1 ; …" is "torch".
std::string distribution_name(std::string_view requirement) {
    std::string name;
    for (const char c : requirement) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            name.push_back(c);
        else if (c >= 'A' && c <= 'Z')
            name.push_back(static_cast<char>(c + 32));
        else if (c != '-' && c != '_' && c != '.')
            break;
        else if (!name.empty() && name.back() != '-')
            name.push_back('-');
    }
    return name;
}

/// Fills in what the steps of one chain put into an image.
class Reader {
  public:
    explicit Reader(Evaluator& evaluator) : evaluator_(evaluator) {}

    ImageContents read(const ImageChain& chain) {
        out_.packages_open = out_.local_open = !chain.complete;
        for (const ImageStep& step : chain.steps)
            take(step);
        return std::move(out_);
    }

  private:
    void take(const ImageStep& step) {
        if (step.method == "pip_install" || step.method == "uv_pip_install")
            return packages(step, out_.packages);
        if (step.method == "micromamba_install") return packages(step, out_.packages);
        if (step.method == "apt_install") return system_packages(step);
        if (step.method == "add_local_python_source") return modules(step);
        if (step.method == "add_local_dir" || step.method == "add_local_file") {
            out_.local_open = true;
            return;
        }
        if (step.method == "env") return environment(step);
        if (step.method == "debian_slim" || step.method == "micromamba") return base(step);
        if (std::ranges::find(kNeutral, step.method) != kNeutral.end()) return;
        // A registry's image, commands, requirement files, functions: anything may be in there.
        out_.packages_open = true;
        out_.local_open = true;
    }

    const python::ModuleFacts* facts_of(const ImageStep& step) {
        return evaluator_.modules().facts(step.context.file);
    }

    /// Positional texts and lists of texts; false when some are not known.
    template <class Take> bool texts(const ImageStep& step, Take&& take) {
        const python::ModuleFacts* facts = facts_of(step);
        if (facts == nullptr) return false;
        bool sure = true;
        for (const ExprId id : facts->operands_of(facts->expr(step.call)).subspan(1)) {
            const python::Expr& argument = facts->expr(id);
            if (argument.kind == ExprKind::keyword) continue;
            const bool spread = argument.kind == ExprKind::starred;
            if (argument.kind == ExprKind::double_starred) sure = false;
            const ExprId value = spread ? facts->operands_of(argument).front() : id;
            sure = text_or_items(evaluator_.evaluate(value, step.context), take) && sure;
        }
        return sure;
    }

    template <class Take> bool text_or_items(const Values& values, Take&& take) {
        const Value* value = values.certain();
        if (value == nullptr) return false;
        if (value->kind == ValueKind::text) {
            if (!value->pattern.is_known()) return false;
            take(value->pattern.known());
            return true;
        }
        const auto items = evaluator_.items_of(*value);
        if (!items) return false;
        bool sure = items->complete;
        for (const Collection::Item& item : items->items)
            sure = text_or_items(item.value, take) && sure;
        return sure;
    }

    void packages(const ImageStep& step, std::set<std::string>& into) {
        const bool sure = texts(step, [&](const std::string& text) {
            const std::string name = distribution_name(text);
            // "git+https://…", "./wheels/x.whl", "-r file": it has a name, but not here.
            const bool url = text.find("://") != std::string::npos && text.find('@') == std::string::npos;
            if (name.empty() || url || text.front() == '-' || text.front() == '.' || text.front() == '/')
                out_.packages_open = true;
            else
                into.insert(name);
        });
        const python::ModuleFacts* facts = facts_of(step);
        const bool files = facts == nullptr ||
                           Evaluator::argument(*facts, step.call, -1, "requirements").found ||
                           Evaluator::argument(*facts, step.call, -1, "spec_file").found ||
                           Evaluator::argument(*facts, step.call, -1, "extra_options").found;
        out_.packages_open = out_.packages_open || !sure || files;
    }

    void system_packages(const ImageStep& step) {
        (void)texts(step, [&](const std::string& text) { out_.system_packages.insert(text); });
        // Debian packages Python modules, too.
        for (const std::string& package : out_.system_packages)
            if (package.starts_with("python3-")) out_.packages_open = true;
    }

    void modules(const ImageStep& step) {
        const bool sure = texts(step, [&](const std::string& text) {
            out_.local_modules.insert(text.substr(0, text.find('.')));
        });
        out_.local_open = out_.local_open || !sure;
    }

    void environment(const ImageStep& step) {
        const python::ModuleFacts* facts = facts_of(step);
        if (facts == nullptr) return;
        const auto given = Evaluator::argument(*facts, step.call, 0, "vars");
        const Values values = evaluator_.evaluate(given.expression, step.context);
        const Value* value = values.certain();
        const auto items = value != nullptr ? evaluator_.items_of(*value) : std::nullopt;
        if (!items) return;
        for (const Collection::Item& item : items->items)
            if (const Value* key = item.key.certain(); key != nullptr && key->kind == ValueKind::text)
                if (key->pattern.is_known()) out_.environment.emplace_back(key->pattern.known(), item.site);
    }

    void base(const ImageStep& step) {
        const python::ModuleFacts* facts = facts_of(step);
        if (facts == nullptr) return;
        const auto given = Evaluator::argument(*facts, step.call, 0, "python_version");
        const Names names = evaluator_.names(given.expression, step.context);
        if (given.found && names.certain() != nullptr) out_.python_version = *names.certain();
    }

    Evaluator& evaluator_;
    ImageContents out_;
};

} // namespace

ImageChain image_chain(Evaluator& evaluator, const Value& image) {
    ImageChain chain;
    const Value* at = &image;
    while (at != nullptr && at->kind == ValueKind::result && at->type == "modal.Image") {
        const python::ModuleFacts* facts = evaluator.modules().facts(at->context.file);
        if (facts == nullptr || chain.steps.size() > kMaxSteps) {
            chain.complete = false;
            break;
        }
        ImageStep step{.method = at->path.substr(at->path.rfind('.') + 1), .call = at->expression};
        step.context = at->context;
        step.site = {at->context.file, facts->expr(at->expression).range};
        chain.steps.push_back(std::move(step));
        at = at->receiver.get();
    }
    // A chain ends in a class method of Image; one that ends elsewhere was not followed to its start.
    chain.complete = chain.complete && at == nullptr && !chain.steps.empty();
    std::ranges::reverse(chain.steps);
    return chain;
}

namespace {

/// `app.image = …`, which functions that are registered behind it have.
bool sets_image(Evaluator& evaluator, FileId file) {
    const python::ModuleFacts* facts = evaluator.modules().facts(file);
    return facts != nullptr && std::ranges::any_of(facts->stores, [&](const python::Store& store) {
               const python::Expr& target = facts->expr(store.target);
               return target.kind == ExprKind::attribute && facts->text(target.text) == "image";
           });
}

} // namespace

std::optional<ImageChain> image_of_call(Evaluator& evaluator, ExprId decorator_call, const Context& context,
                                        const Value* app) {
    const auto chain_of = [&](ExprId call, const Context& place) -> std::optional<ImageChain> {
        const python::ModuleFacts* facts = evaluator.modules().facts(place.file);
        if (facts == nullptr || facts->expr(call).kind != ExprKind::call) return std::nullopt;
        const auto given = Evaluator::argument(*facts, call, -1, "image");
        if (given.open && !given.found) return ImageChain{.steps = {}, .complete = false};
        if (!given.found) return std::nullopt;
        const Values values = evaluator.evaluate(given.expression, place);
        const Value* image = values.certain();
        if (image != nullptr && image->kind == ValueKind::none) return std::nullopt;
        return image != nullptr ? image_chain(evaluator, *image) : ImageChain{.steps = {}, .complete = false};
    };
    if (auto own = chain_of(decorator_call, context)) return own;
    if (app == nullptr || app->kind != ValueKind::app) return ImageChain{.steps = {}, .complete = false};
    if (sets_image(evaluator, app->context.file) || sets_image(evaluator, context.file))
        return ImageChain{.steps = {}, .complete = false};
    return chain_of(app->expression, app->context);
}

bool adds_local_files(std::string_view method) {
    return method == "add_local_dir" || method == "add_local_file" || method == "add_local_python_source";
}

ImageContents contents_of(Evaluator& evaluator, const ImageChain& chain) {
    return Reader(evaluator).read(chain);
}

} // namespace modal_lsp::modal
