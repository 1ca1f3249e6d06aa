#pragma once
#include "analysis/text/offset.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Comments in the projects of tests/projects that say what is to be known about the line above them; the
/// notation is described in tests/projects/README.md.
namespace modal_lsp::testing {

/// One argument of a marker: a text, a number or word (as its text), the word `none`, or a list.
struct MarkerValue {
    std::string text;
    std::vector<std::string> list;
    bool is_none = false, is_list = false;
};

struct Marker {
    std::string name;       ///< "diag"
    std::string path;       ///< of its file
    std::uint32_t at = 0;   ///< zero-based line it stands on
    std::uint32_t line = 0; ///< zero-based line it is about
    std::vector<MarkerValue> values;
    std::map<std::string, MarkerValue, std::less<>> options;

    /// "client.py:12 diag", for messages.
    [[nodiscard]] std::string title() const;
};

/// A file as tests see it: markers leave empty lines behind, so that the others keep their numbers.
struct MarkedFile {
    std::string path;                   ///< relative to the project
    std::string text;                   ///< without the markers
    std::vector<text::ByteRange> lines; ///< in `text`, without their ends
    std::vector<Marker> markers;
};

/// The error names the file and the line.
[[nodiscard]] tl::expected<MarkedFile, std::string> read_markers(std::string path, std::string_view text);

/// What a fragment quotes of its marker's line.
struct Fragment {
    text::ByteRange range;
    std::optional<text::ByteOffset> cursor; ///< where "|" stood
};

[[nodiscard]] tl::expected<Fragment, std::string> find_fragment(const MarkedFile& file, const Marker& marker,
                                                                std::string_view quoted);

struct Place {
    std::string path;
    text::ByteRange range;
    friend auto operator<=>(const Place&, const Place&) = default;
};

/// "path: code <<selection>> code", where the code stands once in the file, on one line.
[[nodiscard]] tl::expected<Place, std::string> find_place(const std::map<std::string, MarkedFile>& files,
                                                          std::string_view quoted);

} // namespace modal_lsp::testing
