#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::operate {

/// Takes secrets out of text that is shown or logged: Modal's tokens (`ak-…`, `as-…`, `wk-…`, `ws-…`), the
/// values behind names such as HF_TOKEN, AWS_SECRET_ACCESS_KEY and token_secret, bearer tokens, passwords in
/// addresses, and the values that variables of such names have in this process.
class Redactor {
  public:
    Redactor() = default;
    /// `environment`: entries NAME=VALUE.
    explicit Redactor(const std::vector<std::string>& environment);

    [[nodiscard]] std::string operator()(std::string_view text) const;

  private:
    std::vector<std::string> values_; // longest first
};

/// True for names of variables and settings that hold secrets.
[[nodiscard]] bool is_secret_name(std::string_view name);

/// A line of a program's output for people and JSON: valid UTF-8, without escape sequences and control
/// characters.
[[nodiscard]] std::string plain(std::string_view line);

/// The variables of this process.
[[nodiscard]] std::vector<std::string> process_environment();

} // namespace modal_lsp::server::operate
