#include "tests/support/markdown_cases.hpp"

#include "analysis/live/listing.hpp"
#include "analysis/rules/run.hpp"
#include "analysis/workspace/prefilter.hpp"
#include "server/module_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

namespace modal_lsp::testing {
namespace {

constexpr std::string_view kRoot = "/project/";

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The next "# error: [" of a line, or of its kin.
std::optional<std::size_t> find_marker(std::string_view line, std::size_t from) {
    std::optional<std::size_t> first;
    for (const std::string_view marker : {"# error: [", "# warning: [", "# info: [", "# hint: ["})
        if (const auto at = line.find(marker, from); at != std::string_view::npos && (!first || at < *first))
            first = at;
    return first;
}

Expectation read_marker(std::string_view marker, std::uint32_t line) {
    Expectation expected{.line = line};
    const std::string_view word = marker.substr(2, marker.find(':') - 2);
    if (word != "error") expected.severity = word;
    const auto open = marker.find('[');
    const auto close = marker.find(']', open);
    expected.rule = marker.substr(open + 1, close - open - 1);
    expected.message = trimmed(marker.substr(std::min(close + 1, marker.size())));
    return expected;
}

void add_line(CaseFile& file, std::string_view line) {
    const auto number = static_cast<std::uint32_t>(std::ranges::count(file.text, '\n'));
    const auto first = find_marker(line, 0);
    for (auto at = first; at;) {
        const auto next = find_marker(line, *at + 1);
        file.expected.push_back(read_marker(line.substr(*at, next.value_or(line.size()) - *at), number));
        at = next;
    }
    std::string_view code = line.substr(0, first.value_or(line.size()));
    if (first) code = code.substr(0, code.find_last_not_of(" \t") + 1);
    file.text += code;
    file.text += '\n';
}

/// `dev:app/shop,secret/stripe;prod:app/shop`; the first environment is the profile's.
std::shared_ptr<const live::Listing> listing_of(std::string_view text) {
    live::Listing out{.taken_at = "2026-01-31 12:00 UTC"};
    for (const std::string_view part : split(text, ';')) {
        const auto colon = part.find(':');
        live::Environment environment{.name = std::string(part.substr(0, colon)), .apps = {{}}};
        for (const modal::ObjectKind kind : live::kResourceKinds)
            environment.resources[kind];
        for (const std::string_view thing : split(part.substr(colon + 1), ',')) {
            const auto slash = thing.find('/');
            const std::string name(thing.substr(slash + 1));
            if (thing.starts_with("app/")) (*environment.apps)[name];
            if (thing.starts_with("secret/")) environment.resources[modal::ObjectKind::secret].insert(name);
            if (thing.starts_with("volume/")) environment.resources[modal::ObjectKind::volume].insert(name);
        }
        out.all_environments.push_back(environment.name);
        out.environments.push_back(std::move(environment));
    }
    out.default_environment = out.all_environments.front();
    return std::make_shared<const live::Listing>(std::move(out));
}

std::optional<Block> read_info(std::string_view info) {
    const auto words = split(trimmed(info), ' ');
    if (words.size() < 2 || (words[0] != "python" && words[0] != "sh")) return std::nullopt;
    Block block;
    if (words[0] == "sh") block.first_file = "deploy.sh";
    if (words[1] == "bad")
        block.kind = BlockKind::bad;
    else if (words[1] == "fixed")
        block.kind = BlockKind::fixed;
    else if (words[1] != "good")
        return std::nullopt;
    for (const std::string_view word : std::span(words).subspan(2)) {
        const auto equals = word.find('=');
        const std::string_view key = word.substr(0, equals);
        if (key == "incomplete") block.complete = false;
        if (key == "no-fix") block.no_fix = true;
        if (key == "still-bad") block.still_bad = true;
        if (key == "strict") block.config.profile = "strict";
        if (key == "version") block.config.modal_version = word.substr(equals + 1);
        if (key == "live") block.config.live = listing_of(word.substr(equals + 1));
        if (key == "select") {
            for (const std::string_view value : split(word.substr(equals + 1), ','))
                block.config.select.emplace_back(value);
        }
        if (key != "ignore" && key != "external-apps") continue;
        auto& list = key == "ignore" ? block.config.ignore : block.config.external_apps;
        if (equals == std::string_view::npos) continue;
        for (const std::string_view value : split(word.substr(equals + 1), ','))
            list.emplace_back(value);
    }
    return block;
}

} // namespace

std::vector<Block> read_blocks(std::string_view markdown) {
    std::vector<Block> blocks;
    std::string heading;
    std::string_view fence; // of the block around the line
    bool wanted = false;
    std::size_t number = 0;
    for (const std::string_view line : split(markdown, '\n')) {
        ++number;
        if (fence.empty()) {
            if (line.starts_with("#")) heading = trimmed(line.substr(line.find_first_not_of('#')));
            if (!line.starts_with("~~~") && !line.starts_with("```")) continue;
            fence = line.substr(0, 3);
            auto block = read_info(line.substr(3));
            wanted = block.has_value();
            if (!wanted) continue;
            block->title = fmt::format("{} (line {})", heading, number);
            blocks.push_back(std::move(*block));
        } else if (line == fence) {
            fence = {};
        } else if (wanted) {
            constexpr std::string_view kFile = "# file: ";
            auto& files = blocks.back().files;
            if (line.starts_with(kFile))
                files.push_back({.name = std::string(line.substr(kFile.size()))});
            else if (files.empty())
                files.push_back({.name = blocks.back().first_file});
            if (!line.starts_with(kFile)) add_line(files.back(), line);
        }
    }
    return blocks;
}

CaseProject::CaseProject(const Block& block) : config_(std::make_shared<const Config>(block.config)) {
    index_.set_roots({"/project"});
    std::vector<std::string> paths;
    for (const CaseFile& file : block.files) {
        paths.push_back(std::string(kRoot) + file.name);
        texts_[paths.back()] = file.text;
    }
    index_.add_paths(paths);
    for (const auto& [path, text] : texts_)
        if (workspace::may_concern_modal(text)) put(path);
    index_.set_complete(block.complete);
    auto change = index_.commit();
    for (std::size_t rounds = 0; !change.unread.empty() && rounds <= texts_.size(); ++rounds) {
        for (const auto file : change.unread)
            put(index_.table().path(file));
        change = index_.commit();
    }
}

void CaseProject::put(const std::string& path) {
    text::Document document(texts_.at(path));
    constexpr std::uint64_t kLimitBytes = std::uint64_t{4096} * 1024;
    auto parsed = server::parse_file(path, document, kLimitBytes);
    index_.put({.path = path,
                .document = document,
                .facts = std::move(parsed.facts),
                .commands = std::move(parsed.commands),
                .config = config_,
                .not_analyzed = {}});
}

std::vector<Finding> CaseProject::findings() const {
    std::vector<Finding> found;
    for (const auto& file : snapshot().files()) {
        if (!file) continue;
        for (auto& diagnostic : rules::run(snapshot(), *file)) {
            const std::uint32_t line = file->document.lines().line_of(diagnostic.range.begin);
            found.push_back({file->path.substr(kRoot.size()), line, std::move(diagnostic)});
        }
    }
    return found;
}

std::map<std::string, std::string> CaseProject::fixed(const std::vector<Finding>& findings) const {
    std::map<std::string, std::vector<text::Edit>> edits;
    for (const Finding& finding : findings)
        if (!finding.diagnostic.fixes.empty())
            for (const rules::FileEdit& edit : finding.diagnostic.fixes.front().edits)
                edits[edit.path].push_back(edit.edit);
    std::map<std::string, std::string> out;
    for (const auto& [path, text] : texts_) {
        auto& of_file = edits[path];
        out[path.substr(kRoot.size())] =
            text::normalize(of_file) ? text::apply(text, of_file) : "fixes overlap";
    }
    return out;
}

std::string differences(const Block& block, const std::vector<Finding>& findings) {
    std::string out;
    std::vector<bool> met(findings.size());
    for (const CaseFile& file : block.files) {
        for (const Expectation& expected : file.expected) {
            std::size_t at = 0;
            for (; at < findings.size(); ++at) {
                const rules::Diagnostic& diagnostic = findings[at].diagnostic;
                const bool here =
                    !met[at] && findings[at].file == file.name && findings[at].line == expected.line;
                if (here && diagnostic.rule->name == expected.rule &&
                    diagnostic.message.find(expected.message) != std::string::npos &&
                    (expected.severity.empty() || expected.severity == name_of(diagnostic.severity)))
                    break;
            }
            if (at < findings.size())
                met[at] = true;
            else
                out += fmt::format("{}:{}: expected {} [{}] {}\n", file.name, expected.line + 1,
                                   expected.severity, expected.rule, expected.message);
        }
    }
    for (std::size_t at = 0; at < findings.size(); ++at)
        if (!met[at])
            out += fmt::format("{}:{}: unexpected {} [{}] {}\n", findings[at].file, findings[at].line + 1,
                               name_of(findings[at].diagnostic.severity), findings[at].diagnostic.rule->name,
                               findings[at].diagnostic.message);
    return out;
}

} // namespace modal_lsp::testing
