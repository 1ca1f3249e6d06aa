#pragma once
#include "analysis/rules/inspection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::rules {

/// A function or class with the decorator that registers it with an app.
struct Registration {
    const modal::Decorated* what = nullptr;           ///< never null; belongs to the inspection
    const modal::ModalDecorator* decorator = nullptr; ///< never null
    const python::Definition* definition = nullptr;   ///< never null

    [[nodiscard]] bool is_class() const { return definition->is_class; }
};

/// Those of the file that run in containers: `app.function`, `app.cls` and `app.server`, not local
/// entrypoints.
[[nodiscard]] std::vector<Registration> registrations(Inspection& inspection);

/// A keyword of the registering decorator, when it is written there.
[[nodiscard]] std::optional<modal::GivenArgument>
setting(Inspection& inspection, const Registration& registration, std::string_view keyword);

/// What a setting is, when that is certain.
[[nodiscard]] std::optional<modal::Value>
certain_setting(Inspection& inspection, const Registration& registration, std::string_view keyword);

/// What an argument is, when that is certain.
[[nodiscard]] std::optional<modal::Value> certain_value(Inspection& inspection,
                                                        const std::optional<modal::GivenArgument>& argument,
                                                        const modal::Context& context);

/// A text that is wholly known.
[[nodiscard]] std::optional<std::string> certain_text(Inspection& inspection,
                                                      const std::optional<modal::GivenArgument>& argument,
                                                      const modal::Context& context);

/// Methods of a class of the file, decorated or not.
[[nodiscard]] std::vector<const modal::Decorated*> methods_of(Inspection& inspection, python::DefId cls);

/// True when the definition, or the class it is a method of, is registered with an app in a way that is seen.
[[nodiscard]] bool is_registered(Inspection& inspection, const modal::Decorated& decorated);

} // namespace modal_lsp::rules
