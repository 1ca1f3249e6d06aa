#pragma once
#include "protocol/json.hpp"
#include "server/config_store.hpp"

#include <map>
#include <string>
#include <vector>

namespace modal_lsp::server {

/// What the editor said about settings, by the three ways editors have. The later ones lie over the earlier
/// ones: initializationOptions, the parameters of didChangeConfiguration, the answer to
/// workspace/configuration.
class Settings {
  public:
    void set_initial(protocol::Json json) { initial_ = std::move(json); }

    void set_pushed(protocol::Json json) { pushed_ = std::move(json); }

    /// `folder` is a path; empty for what holds everywhere else.
    void set_answer(std::string folder, protocol::Json json) {
        answers_[std::move(folder)] = std::move(json);
    }

    void forget_answers() { answers_.clear(); }

    /// The settings for the files of a folder. What is not understood is described in `problems`.
    [[nodiscard]] Config config_for(const std::string& folder, std::vector<std::string>& problems) const;

  private:
    protocol::Json initial_, pushed_;
    std::map<std::string, protocol::Json> answers_;
};

/// The section asked for.
inline constexpr const char* kSettingsSection = "modal-lsp";

} // namespace modal_lsp::server
