#include "server/cli/place.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace modal_lsp::server::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::uint64_t kFnvPrime = 1099511628211ULL;

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
    return hash;
}

std::string digest(std::string_view text) {
    constexpr std::uint64_t kSeedHigh = 14695981039346656037ULL, kSeedLow = 0x6C62272E07BB0142ULL;
    return fmt::format("{:016x}{:016x}", fnv1a(text, kSeedHigh), fnv1a(text, kSeedLow));
}

Place place_of(const text::Document& document, text::ByteOffset offset, text::Encoding encoding) {
    const text::LineColumn at = document.lines().position(offset, encoding);
    std::uint32_t column = at.column;
    if (at.line == 0 && document.text().starts_with(kByteOrderMark)) {
        const std::uint32_t mark = encoding == text::Encoding::utf8 ? 3 : 1;
        column = column > mark ? column - mark : 0;
    }
    return {at.line + 1, column + 1};
}

std::string_view trimmed(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

bool unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~/").find(c) != std::string_view::npos;
}

} // namespace

Region region_of(const text::Document& document, text::ByteRange range, text::Encoding encoding) {
    const Place start = place_of(document, range.begin, encoding);
    return {start, range.end <= range.begin ? start : place_of(document, range.end, encoding)};
}

std::string relative_path(std::string_view path, std::string_view base) {
    while (base.ends_with('/'))
        base.remove_suffix(1);
    const bool below = path.size() > base.size() + 1 && path.starts_with(base) && path[base.size()] == '/';
    return std::string(below ? path.substr(base.size() + 1) : path);
}

std::string uri_path(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (unreserved(c))
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

Documents documents_of(const std::vector<Finding>& findings) {
    Documents documents;
    for (const Finding& finding : findings) {
        documents.insert_or_assign(finding.path, finding.document);
        for (const FindingRelated& related : finding.related)
            documents.try_emplace(related.path, related.document);
    }
    return documents;
}

std::vector<std::string> fingerprints(const std::vector<Finding>& findings, std::string_view base) {
    std::vector<std::string> prints;
    prints.reserve(findings.size());
    std::map<std::string, unsigned> seen;
    for (const Finding& finding : findings) {
        const std::string path = relative_path(finding.path, base);
        const auto& lines = finding.document.lines();
        const std::string_view line = trimmed(lines.line_text(lines.line_of(finding.range.begin)));
        std::string key;
        for (const std::string_view part :
             {finding.rule->code, std::string_view(path), std::string_view(finding.message), line}) {
            key += part;
            key += '\0'; // so that no part runs into the next
        }
        const unsigned ordinal = seen[key]++;
        prints.push_back(digest(key + std::to_string(ordinal)));
    }
    return prints;
}

} // namespace modal_lsp::server::cli
