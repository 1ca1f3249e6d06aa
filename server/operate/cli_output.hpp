#pragma once
#include "server/process/process.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What Modal's command line prints, read across its versions (0.64 to 1.6). Nothing is guessed: what is not
/// there is absent.
namespace modal_lsp::server::operate {

/// A row of a `list --json`: heads as "app_id", whatever the version calls them; values as text.
using Row = std::map<std::string, std::string, std::less<>>;

/// The rows of a `list --json`. Lines around the array are passed over: warnings, and what `profile list`
/// says behind it. nullopt when there is no array.
[[nodiscard]] std::optional<std::vector<Row>> rows_of(std::string_view output);

/// Settings of `config show`: JSON, or the display of a Python dict before 1.2.2. Without those that are
/// null.
[[nodiscard]] std::optional<Row> settings_of(std::string_view output);

/// The profile's name that `profile current` prints: the last line that is one word.
[[nodiscard]] std::optional<std::string> profile_of(std::string_view output);

/// A web function's address, as deploy and serve print it.
struct WebAddress {
    std::string function; ///< empty when the output does not say
    std::string url;
    bool needs_authentication = false; ///< marked with a key
    friend bool operator==(const WebAddress&, const WebAddress&) = default;
};

/// What the output of deploy, serve and run says.
struct Printed {
    std::vector<WebAddress> addresses;
    std::string page;        ///< of the app, on Modal's site
    std::string app_id;      ///< "ap-…"
    std::string environment; ///< in the page's address; empty when that does not say
    std::string app;         ///< a deployed app's name in the page's address
    bool is_deployed = false;
    bool is_complete = false; ///< all addresses were told
};

/// Reads the lines one after another.
class PrintedReader {
  public:
    void add(std::string_view line);

    [[nodiscard]] const Printed& printed() const { return printed_; }

  private:
    void add_page(std::string_view url);
    void add_addresses(std::string_view text);

    Printed printed_;
    std::string function_; // of the last "Created function …"
    bool in_tree_ = false; // of "Created objects."
};

/// The output and errors of a program as one text.
[[nodiscard]] std::string text_of(const std::vector<process::Line>& lines, bool with_errors);

} // namespace modal_lsp::server::operate
