#include "analysis/modal/dependencies.hpp"

#include "analysis/modal/join.hpp"

#include <fmt/format.h>

#include <utility>

namespace modal_lsp::modal {
namespace {

using python::ExprId;

/// Collects the list of one function.
class Collector {
  public:
    explicit Collector(Evaluator& evaluator) : evaluator_(evaluator) {}

    Dependencies run(const Decorated& decorated, const ModalDecorator& registration) {
        const Call own{registration.called ? registration.expression : python::kUnknownExpr,
                       decorated.context};
        std::optional<Call> app;
        if (registration.callee.receiver && registration.callee.receiver->kind == ValueKind::app)
            app = Call{registration.callee.receiver->expression, registration.callee.receiver->context};
        if (!app) out_.complete = false;
        secrets(app);
        secrets(own);
        environment(own);
        proxy(own);
        add(DependencyKind::image, {}, {decorated.file, registration.range});
        mounts(own, "network_file_systems", DependencyKind::network_file_system);
        volumes(app, own);
        return std::move(out_);
    }

  private:
    struct Call {
        ExprId expression{};
        Context context;
    };

    void add(DependencyKind kind, std::string label, Site site) {
        out_.list.push_back({.kind = kind, .label = std::move(label), .site = site});
    }

    /// nullopt when the call does not give it. A spread may: then the list is not complete.
    std::optional<Values> argument(const Call& call, std::string_view keyword) {
        const python::ModuleFacts* facts = evaluator_.modules().facts(call.context.file);
        if (facts == nullptr || call.expression == python::kUnknownExpr) return std::nullopt;
        const auto given = Evaluator::argument(*facts, call.expression, -1, keyword);
        if (given.open) out_.complete = false;
        if (!given.found) return std::nullopt;
        return evaluator_.evaluate(given.expression, call.context);
    }

    /// nullopt when the items are not all known; an argument that is not given, or None, has none.
    std::optional<Collection> items(const std::optional<Values>& given) {
        if (!given) return Collection{};
        const Value* value = given->certain();
        if (value != nullptr && value->kind == ValueKind::none) return Collection{};
        auto found = value != nullptr ? evaluator_.items_of(*value) : std::nullopt;
        if (!found || !found->complete) {
            out_.complete = false;
            return std::nullopt;
        }
        return found;
    }

    void secrets(const std::optional<Call>& call) {
        if (!call) return;
        const auto given = items(argument(*call, "secrets"));
        if (!given) return;
        for (const Collection::Item& item : given->items)
            add(DependencyKind::secret, label_of(item.value), item.site);
    }

    void environment(const Call& call) {
        const auto given = argument(call, "env");
        if (!given) return;
        const Value* value = given->certain();
        if (value != nullptr && value->kind == ValueKind::none) return;
        const auto known = value != nullptr ? evaluator_.items_of(*value) : std::nullopt;
        if (known && !known->items.empty())
            add(DependencyKind::secret, "env=", known->items.front().site);
        else if (!known || !known->complete)
            out_.complete = false;
    }

    void proxy(const Call& call) {
        const auto given = argument(call, "proxy");
        if (!given) return;
        const Value* value = given->certain();
        if (value == nullptr || (value->kind != ValueKind::none && value->type != "modal.Proxy"))
            out_.complete = false;
        else if (value->kind != ValueKind::none)
            add(DependencyKind::proxy, label_of(*given), {call.context.file, {}});
    }

    void mounts(const Call& call, std::string_view keyword, DependencyKind kind) {
        const auto given = items(argument(call, keyword));
        if (!given) return;
        for (const Collection::Item& item : given->items)
            add(kind, label_of(item.value), item.site);
    }

    /// Volumes in the order of the dict, then the secrets of bucket mounts.
    void volumes(const std::optional<Call>& app, const Call& own) {
        const auto defaults = app ? items(argument(*app, "volumes")) : Collection{};
        const auto given = items(argument(own, "volumes"));
        if (!defaults || !given) return;
        std::vector<Collection::Item> all = defaults->items;
        for (const Collection::Item& item : given->items)
            replace_or_append(all, item);
        for (const Collection::Item& item : all) {
            const Value* value = item.value.certain();
            if (value == nullptr ||
                (value->type != "modal.Volume" && value->type != "modal.CloudBucketMount"))
                out_.complete = false;
            else if (value->type == "modal.Volume")
                add(DependencyKind::volume, label_of(item.value), item.site);
        }
        for (const Collection::Item& item : all)
            bucket_secret(item);
    }

    void replace_or_append(std::vector<Collection::Item>& all, const Collection::Item& item) {
        for (Collection::Item& known : all) {
            const Value *a = known.key.certain(), *b = item.key.certain();
            if (a == nullptr || b == nullptr) {
                out_.complete = false;
            } else if (same_key(*a, *b)) {
                known.value = item.value;
                return;
            }
        }
        all.push_back(item);
    }

    void bucket_secret(const Collection::Item& item) {
        const Value* mount = item.value.certain();
        if (mount == nullptr || mount->type != "modal.CloudBucketMount") return;
        const python::ModuleFacts* facts = evaluator_.modules().facts(mount->context.file);
        const auto secret = argument({mount->expression, mount->context}, "secret");
        if (!secret || facts == nullptr) return;
        const Value* value = secret->certain();
        if (value == nullptr || (value->kind != ValueKind::none && value->type != "modal.Secret"))
            out_.complete = false;
        else if (value->kind != ValueKind::none)
            add(DependencyKind::secret, label_of(*secret), item.site);
    }

    /// `Secret.from_name("stripe")`.
    std::string label_of(const Values& values) {
        const Value* value = values.certain();
        if (value == nullptr || value->kind != ValueKind::result || value->type.empty()) return {};
        std::string label = value->path.substr(value->path.find('.') + 1);
        const python::ModuleFacts* facts = evaluator_.modules().facts(value->context.file);
        if (facts == nullptr) return label + "(…)";
        const auto name = Evaluator::argument(*facts, value->expression, 0, "name");
        if (!name.found) return label + "(…)";
        const Names names = evaluator_.names(name.expression, value->context);
        return names.certain() != nullptr ? fmt::format("{}(\"{}\")", label, *names.certain())
                                          : label + "(…)";
    }

    Evaluator& evaluator_;
    Dependencies out_;
};

} // namespace

std::string_view name_of(DependencyKind kind) {
    switch (kind) {
    case DependencyKind::secret: return "Secret";
    case DependencyKind::proxy: return "Proxy";
    case DependencyKind::image: return "Image";
    case DependencyKind::network_file_system: return "NetworkFileSystem";
    case DependencyKind::volume: return "Volume";
    }
    return {};
}

Dependencies dependencies_of(Evaluator& evaluator, const Decorated& decorated) {
    const ModalDecorator* registration = decorated.registration();
    if (registration == nullptr) return {.list = {}, .complete = false};
    return Collector(evaluator).run(decorated, *registration);
}

bool may_be_serialized(Evaluator& evaluator, const Decorated& decorated) {
    const ModalDecorator* registration = decorated.registration();
    const python::ModuleFacts* facts = evaluator.modules().facts(decorated.file);
    if (registration == nullptr || facts == nullptr || !registration->called) return false;
    const auto given = Evaluator::argument(*facts, registration->expression, -1, "serialized");
    if (!given.found) return given.open;
    return evaluator.truth(given.expression, decorated.context) != false;
}

} // namespace modal_lsp::modal
