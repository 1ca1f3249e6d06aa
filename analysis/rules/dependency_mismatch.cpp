#include "analysis/rules/dependency_mismatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace modal_lsp::rules {
namespace {

using modal::Dependency;
using modal::World;

bool is_same(const Dependency& a, const Dependency& b) {
    return a.kind == b.kind && (a.site == b.site || (!a.label.empty() && a.label == b.label));
}

/// Items of `a` without a partner in `b`.
std::vector<const Dependency*> only_in(const std::vector<Dependency>& a, const std::vector<Dependency>& b) {
    std::vector<const Dependency*> out;
    std::vector<bool> taken(b.size(), false);
    for (const Dependency& each : a) {
        const auto partner = std::ranges::find_if(b, [&](const Dependency& other) {
            return !taken[static_cast<std::size_t>(&other - b.data())] && is_same(each, other);
        });
        if (partner == b.end())
            out.push_back(&each);
        else
            taken[static_cast<std::size_t>(partner - b.begin())] = true;
    }
    return out;
}

void relate(const Inspection& inspection, const std::vector<const Dependency*>& items, const Phrase& phrase,
            Report& report, Diagnostic& diagnostic) {
    for (const Dependency* item : items) {
        if (item->kind == modal::DependencyKind::image || item->site.range.empty()) continue;
        const std::string what = item->label.empty() ? std::string(modal::name_of(item->kind)) : item->label;
        diagnostic.related.push_back({.path = inspection.snapshot.table().path(item->site.file),
                                      .range = item->site.range,
                                      .message = report.say(phrase, what)});
    }
}

} // namespace

std::vector<BothLists> both_lists(Inspection& inspection) {
    std::vector<BothLists> found;
    for (const Registration& registration : registrations(inspection)) {
        if (registration.definition->scope != python::kModuleScope) continue;
        if (modal::may_be_serialized(inspection.module.evaluator(), *registration.what)) continue;
        modal::Evaluator& local = inspection.module.in(World::local);
        modal::Evaluator& container = inspection.module.in(World::container);
        const auto is_there = [&](modal::Evaluator& evaluator) {
            return evaluator.runs_within(registration.what->context.region, python::kAlways,
                                         registration.what->context) == modal::Evaluator::Runs::yes;
        };
        if (!is_there(local) || !is_there(container)) continue;
        auto here = modal::dependencies_of(local, *registration.what);
        auto there = modal::dependencies_of(container, *registration.what);
        if (!here.complete || !there.complete) continue;
        found.push_back({registration, std::move(here.list), std::move(there.list)});
    }
    return found;
}

std::string in_words(const std::vector<Dependency>& list) {
    std::string out;
    for (auto at = list.begin(); at != list.end();) {
        const auto end =
            std::find_if(at, list.end(), [&](const Dependency& d) { return d.kind != at->kind; });
        const auto count = std::distance(at, end);
        if (!out.empty()) out += ", ";
        const auto name = modal::name_of(at->kind);
        out += count == 1 ? std::string(name) : fmt::format("{} {}s", count, name);
        at = end;
    }
    return out;
}

void relate_differences(const Inspection& inspection, const BothLists& lists, Report& report,
                        Diagnostic& diagnostic) {
    relate(inspection, only_in(lists.local, lists.container),
           {"only on your machine: {}", "仅在本机存在：{}"}, report, diagnostic);
    relate(inspection, only_in(lists.container, lists.local),
           {"only in the container: {}", "仅在容器中存在：{}"}, report, diagnostic);
}

} // namespace modal_lsp::rules
