#include "analysis/modal/dependencies.hpp"
#include "analysis/modal/module_view.hpp"
#include "analysis/python/extract.hpp"
#include "analysis/syntax/tree.hpp"
#include "analysis/workspace/index.hpp"
#include "analysis/workspace/snapshot_modules.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace modal_lsp;
using Runs = modal::Evaluator::Runs;

namespace {

/// One module, looked at from both worlds.
class OneModule {
  public:
    explicit OneModule(const std::string& text) : size_(static_cast<std::uint32_t>(text.size())) {
        index_.set_roots({"/w"});
        const text::Document document(text);
        auto facts = python::extract(syntax::SyntaxTree::parse(document));
        id_ = index_.put({.path = "/w/main.py",
                          .document = document,
                          .facts = std::make_shared<const python::ModuleFacts>(std::move(facts))});
        index_.set_complete(true);
        (void)index_.commit();
    }

    /// "Secret Image", "?" when the list is not certain, for the last registered function.
    [[nodiscard]] std::string dependencies(modal::World world) const {
        const workspace::SnapshotModules modules(index_.snapshot());
        modal::Evaluator any(modules), evaluator(modules, world);
        const auto decorated = modal::decorated_definitions(any, id_);
        if (decorated.empty()) return "none";
        const auto found = modal::dependencies_of(evaluator, decorated.back());
        if (!found.complete) return "?";
        std::string out;
        for (const modal::Dependency& each : found.list)
            out.append(out.empty() ? "" : " ").append(modal::name_of(each.kind));
        return out;
    }

    [[nodiscard]] Runs is_bound(modal::World world, std::string_view name) const {
        const workspace::SnapshotModules modules(index_.snapshot());
        modal::Evaluator evaluator(modules, world);
        return evaluator.is_bound(name, {.file = id_, .at = {size_}});
    }

  private:
    workspace::WorkspaceIndex index_;
    modal::FileId id_{};
    std::uint32_t size_;
};

/// What a function of these secrets needs, here and there.
std::string both(const std::string& setup, const std::string& arguments = "secrets=S") {
    const OneModule module(
        "import os\nimport modal\napp = modal.App('x')\nA = modal.Secret.from_name('a')\n" + setup +
        "@app.function(" + arguments + ")\ndef f(): ...\n");
    return module.dependencies(modal::World::local) + " | " + module.dependencies(modal::World::container);
}

} // namespace

TEST_CASE("a branch on is_local is taken in one world and not in the other") {
    CHECK(both("S = [A] if modal.is_local() else []\n") == "Secret Image | Image");
    CHECK(both("if modal.is_local():\n    S = [A]\nelse:\n    S = []\n") == "Secret Image | Image");
    CHECK(both("S = []\nif not modal.is_local():\n    S = [A, A]\n") == "Image | Secret Secret Image");
    CHECK(both("if modal.is_local() and True:\n    S = [A]\nelif False:\n    S = 1\nelse:\n    S = []\n") ==
          "Secret Image | Image");
}

TEST_CASE("variables that Modal sets in containers decide, others do not") {
    CHECK(both("S = [A] if os.environ.get('MODAL_IS_REMOTE') == '1' else []\n") == "Image | Secret Image");
    CHECK(both("S = [A] if 'MODAL_IS_REMOTE' in os.environ else []\n") == "Image | Secret Image");
    CHECK(both("S = [A] if os.environ.get('MODAL_TASK_ID') else []\n") == "Image | Secret Image");
    CHECK(both("S = [A] if os.environ.get('OTHER') else []\n") == "? | ?");
    CHECK(both("S = [A] if os.path.exists('.env') else []\n") == "? | ?");
}

TEST_CASE("lists follow what is done to them in place") {
    CHECK(both("S = []\nS.append(A)\nif modal.is_local():\n    S.append(A)\n") ==
          "Secret Secret Image | Secret Image");
    CHECK(both("S = [A]\nS += [A]\nS.extend([A, A])\n") ==
          "Secret Secret Secret Secret Image | Secret Secret Secret Secret Image");
    CHECK(both("S = []\nfor n in ['a', 'b', 'c']:\n    if n != 'b':\n        "
               "S.append(modal.Secret.from_name(n))\n") == "Secret Secret Image | Secret Secret Image");
    CHECK(both("S = [modal.Secret.from_name(n) for n in ('a', 'b')]\n") ==
          "Secret Secret Image | Secret Secret Image");
    CHECK(both("S = []\nS.append(A)\nS.sort(key=print)\n") == "? | ?");
}

TEST_CASE("what a function changes in the module's list makes it unknown") {
    CHECK(both("S = []\ndef add():\n    S.append(A)\nadd()\n") == "? | ?");
}

TEST_CASE("functions return what their world lets them return") {
    CHECK(both("def make():\n    if modal.is_local():\n        return [A]\n    return []\nS = make()\n") ==
          "Secret Image | Image");
    CHECK(both("def make(n):\n    return [A] * n\nS = make(2)\n") == "? | ?");
    CHECK(both("T = [A]\ndef make():\n    return T\nS = make()\nT = [A, A]\n") ==
          "Secret Image | Secret Image");
}

TEST_CASE("the list is in the SDK's order, with the app's defaults in front") {
    const std::string setup =
        "app = modal.App('x', secrets=[A], volumes={'/v': modal.Volume.from_name('v')})\n";
    CHECK(both(setup, "secrets=[A], env={'K': 'v'}, proxy=modal.Proxy.from_name('p'), "
                      "volumes={'/w': modal.Volume.from_name('w'), "
                      "'/b': modal.CloudBucketMount('b', secret=A)}") ==
          "Secret Secret Secret Proxy Image Volume Volume Secret | Secret Secret Secret Proxy Image Volume "
          "Volume Secret");
    CHECK(both("", "env={'K': 'v'} if modal.is_local() else None") == "Secret Image | Image");
    CHECK(both("", "**options") == "? | ?");
}

TEST_CASE("a name is bound, unbound or perhaps bound at the end of the module") {
    const OneModule module("import modal\nif modal.is_local():\n    here = 1\nelse:\n    there = 1\n"
                           "try:\n    import x\nexcept ImportError:\n    x = None\n"
                           "gone = 1\ndel gone\nif unknown():\n    perhaps = 1\n"
                           "if __name__ == '__main__':\n    main = 1\n");
    CHECK(module.is_bound(modal::World::local, "here") == Runs::yes);
    CHECK(module.is_bound(modal::World::container, "here") == Runs::no);
    CHECK(module.is_bound(modal::World::container, "there") == Runs::yes);
    CHECK(module.is_bound(modal::World::local, "x") == Runs::yes);
    CHECK(module.is_bound(modal::World::local, "gone") == Runs::no);
    CHECK(module.is_bound(modal::World::local, "perhaps") == Runs::maybe);
    CHECK(module.is_bound(modal::World::container, "main") == Runs::no);
    CHECK(module.is_bound(modal::World::local, "main") == Runs::maybe);
}

TEST_CASE("puzzles are bounded and end in unknown") {
    std::string doubling = "S = [A]\n";
    for (int i = 0; i < 40; ++i)
        doubling += "S = S + S\n";
    CHECK(both(doubling) == "? | ?");
    CHECK(both("def f1():\n    return f1()\nS = f1()\n") == "? | ?");
    std::string branches = "S = []\n";
    for (int i = 0; i < 60; ++i)
        branches += "if c" + std::to_string(i) + "():\n    S = S + [A]\n";
    CHECK(both(branches) == "? | ?");
}
