#pragma once
#include "analysis/answers/snippet.hpp"

#include <string>
#include <string_view>

namespace modal_lsp::answers {

/// What a construct is called where whole files are begun with it: "cron" of "modal-cron".
[[nodiscard]] std::string_view kind_of(const Snippet& snippet);

/// nullptr when there is no such kind.
[[nodiscard]] const Snippet* snippet_of(std::string_view kind);

/// The text of a module with an app and one construct, for this version of the SDK, as
/// `Config::modal_version` tells it. `name` is the app's.
[[nodiscard]] std::string new_module(const Snippet& snippet, std::string_view name,
                                     std::string_view modal_version);

/// What the file of an app is called, so that it can be imported: "my_app.py" of "my-app".
[[nodiscard]] std::string file_name_for(std::string_view app);

} // namespace modal_lsp::answers
