#pragma once
#include "analysis/rules/rule.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace modal_lsp::server::cli {

enum class PageFormat : std::uint8_t { text, json, markdown };

/// The page's first sentence, on one line, as plain text.
[[nodiscard]] std::string rule_summary(const rules::Rule& rule);
/// The page's first paragraph, on one line, as plain text.
[[nodiscard]] std::string rule_description(const rules::Rule& rule);

/// A page's Markdown for a terminal: headings, lists and emphasis as they read, code indented.
[[nodiscard]] std::string render_page(std::string_view markdown, bool color);

/// What `modal-lsp rule NAME` prints: the page with its facts (code, group, severity, fix, since).
[[nodiscard]] std::string rule_page(const rules::Rule& rule, PageFormat format, bool color);
/// What `modal-lsp rule --all` prints: a table, or all pages in Markdown or JSON.
[[nodiscard]] std::string rule_catalogue(std::span<const rules::Rule* const> rules, PageFormat format,
                                         bool color);

/// By name or code, in any case; otherwise a message with the nearest name.
[[nodiscard]] tl::expected<const rules::Rule*, std::string> rule_for(std::string_view name);

} // namespace modal_lsp::server::cli
