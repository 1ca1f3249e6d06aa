#pragma once
#include "analysis/text/document.hpp"
#include "analysis/text/line_index.hpp"
#include "analysis/text/offset.hpp"
#include "server/cli/finding.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modal_lsp::server::cli {

/// One-based line and column, as people and report formats count.
struct Place {
    std::uint32_t line = 1, column = 1;
    friend bool operator==(const Place&, const Place&) = default;
};

/// The end is exclusive.
struct Region {
    Place start, end;
    friend bool operator==(const Region&, const Region&) = default;
};

/// Columns count code points unless told otherwise. A byte order mark is not a column: editors do not show
/// it.
[[nodiscard]] Region region_of(const text::Document& document, text::ByteRange range,
                               text::Encoding encoding = text::Encoding::utf32);

/// The path below `base` (absolute, without trailing slash); the path itself when it is elsewhere.
[[nodiscard]] std::string relative_path(std::string_view path, std::string_view base);

/// Percent-encodes all but unreserved characters and '/' (RFC 3986 §2.3).
[[nodiscard]] std::string uri_path(std::string_view path);

/// The text of every file a result carries, for turning edits into lines and columns.
using Documents = std::map<std::string, text::Document, std::less<>>;
[[nodiscard]] Documents documents_of(const std::vector<Finding>& findings);

/// One identifier per finding, 32 hexadecimal digits, that survives moving the code: made of the rule, the
/// relative path, the message, the text of the line and the ordinal among findings that agree in all these.
/// The same on every platform and in every version, since baselines keep it.
[[nodiscard]] std::vector<std::string> fingerprints(const std::vector<Finding>& findings,
                                                    std::string_view base);

} // namespace modal_lsp::server::cli
