#pragma once
#include "analysis/modal/evaluate.hpp"
#include "analysis/modal/sdk.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// One of Modal's decorators on a function, class or method.
struct ModalDecorator {
    std::string symbol;          ///< public path: "modal.App.function", "modal.method", "modal.asgi_app"
    python::ExprId expression{}; ///< `app.function(...)`, or `app.function` when it is not called
    bool called = false;         ///< has parentheses
    text::ByteRange range;       ///< from the "@"
    Value callee;                ///< what is called; its receiver is the app
};

/// A `def` or `class` with at least one of Modal's decorators, or a method of a class that has.
struct Decorated {
    FileId file{};
    python::DefId definition{};
    Context context;                        ///< of its decorators
    std::vector<ModalDecorator> decorators; ///< Modal's own, from the top
    std::size_t foreign_decorators = 0;     ///< others
    std::optional<python::DefId> owner;     ///< the class it is a method of

    /// The first decorator of that path; nullptr when there is none.
    [[nodiscard]] const ModalDecorator* find(std::string_view symbol) const;
    /// `app.function`, `app.cls`, `app.server` or `app.local_entrypoint`; nullptr when there is none.
    [[nodiscard]] const ModalDecorator* registration() const;
    /// `asgi_app` or `wsgi_app`: the function makes an application; nullptr when there is none.
    [[nodiscard]] const ModalDecorator* application() const;
    /// `method`, `enter` or `exit`; nullptr when there is none.
    [[nodiscard]] const ModalDecorator* lifecycle() const;
    /// `asgi_app`, `wsgi_app`, `fastapi_endpoint`, `web_server` or the older `web_endpoint`.
    [[nodiscard]] const ModalDecorator* web() const;
};

/// Those of one file, in source order.
[[nodiscard]] std::vector<Decorated> decorated_definitions(Evaluator& evaluator, FileId file);

/// True for the public paths that Decorated::web knows.
[[nodiscard]] bool is_web_decorator(std::string_view symbol);

/// True for the public paths that make a method one to call from outside; hooks of a container's life are
/// not.
[[nodiscard]] bool makes_callable(std::string_view symbol);

} // namespace modal_lsp::modal
