#pragma once
#include "analysis/modal/evaluate.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::modal {

/// One step of an image: the call that adds a layer, or the base.
struct ImageStep {
    std::string method; ///< "debian_slim", "pip_install", "add_local_dir" …
    python::ExprId call{};
    Context context;
    Site site; ///< the whole call, from the start of its chain
};

/// The steps of one image, base first, followed through variables, functions and modules.
struct ImageChain {
    std::vector<ImageStep> steps;
    bool complete = true; ///< from a base, without gaps

    [[nodiscard]] const ImageStep* base() const {
        return complete && !steps.empty() ? &steps.front() : nullptr;
    }
};

/// `image`: a value of type "modal.Image".
[[nodiscard]] ImageChain image_chain(Evaluator& evaluator, const Value& image);

/// The image a decorator's function runs in: its `image=`, else its app's, else `nullopt` for Modal's default
/// (a bare Debian). Not certain: an incomplete chain.
[[nodiscard]] std::optional<ImageChain> image_of_call(Evaluator& evaluator, python::ExprId decorator_call,
                                                      const Context& context, const Value* app);

/// True for a method that adds an `add_local_*` mount at container start: not followed by any other step
/// (SDK: `_image.py`, `_assert_no_mount_layers`).
[[nodiscard]] bool adds_local_files(std::string_view method);

/// What is in an image, as far as its chain tells.
struct ImageContents {
    std::set<std::string> packages; ///< distributions asked for, normalised (PEP 503)
    bool packages_open = false; ///< more may be installed: a registry's base, a requirements file, commands
    std::set<std::string> system_packages;
    std::set<std::string> local_modules;                   ///< of add_local_python_source, top names
    bool local_open = false;                               ///< other local files are added, too
    std::vector<std::pair<std::string, Site>> environment; ///< keys of `.env({...})`, and where
    std::optional<std::string> python_version;             ///< as written: "3.12"
};

[[nodiscard]] ImageContents contents_of(Evaluator& evaluator, const ImageChain& chain);

} // namespace modal_lsp::modal
