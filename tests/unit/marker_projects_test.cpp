#include "analysis/answers/completion.hpp"
#include "analysis/answers/definition.hpp"
#include "analysis/answers/document_links.hpp"
#include "analysis/answers/hover.hpp"
#include "analysis/answers/references.hpp"
#include "analysis/answers/symbols.hpp"
#include "analysis/rules/suppressions.hpp"
#include "tests/support/marker_project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

using namespace modal_lsp;
using namespace modal_lsp::testing;

namespace {

using Places = std::vector<Place>;

/// Runs a check on every marker of a name, in every project; counts them, so that none can be lost.
void each(std::string_view name, std::size_t at_least,
          const std::function<void(const MarkerProject&, const Marker&)>& check) {
    std::size_t count = 0;
    for (const auto& folder : marker_projects()) {
        const MarkerProject project(folder);
        for (const Marker* marker : project.markers(name)) {
            CAPTURE(folder.filename().string());
            CAPTURE(marker->title());
            check(project, *marker);
            ++count;
        }
    }
    CHECK(count >= at_least);
}

Fragment fragment(const MarkerProject& project, const Marker& marker) {
    REQUIRE_FALSE(marker.values.empty());
    const auto found = find_fragment(project.file(marker), marker, marker.values.front().text);
    REQUIRE_MESSAGE(found.has_value(), found.error());
    return *found;
}

/// Values of a marker from the second on.
std::vector<std::string> others(const Marker& marker) {
    std::vector<std::string> out;
    for (std::size_t i = 1; i < marker.values.size(); ++i)
        out.push_back(marker.values[i].text);
    return out;
}

bool wants_nothing(const Marker& marker) {
    return marker.values.size() == 2 && marker.values[1].is_none;
}

Places places(const MarkerProject& project, const Marker& marker) {
    Places out;
    if (wants_nothing(marker)) return out;
    for (const std::string& text : others(marker)) {
        const auto found = find_place(project.files(), text);
        REQUIRE_MESSAGE(found.has_value(), found.error());
        out.push_back(*found);
    }
    return out;
}

std::string show(const Places& places) {
    std::string out;
    for (const Place& place : places)
        out += place.path + ":" + std::to_string(place.range.begin.value) + "-" +
               std::to_string(place.range.end.value) + " ";
    return out;
}

const workspace::File& indexed(const MarkerProject& project, const Marker& marker) {
    const auto* file = project.indexed(marker.path);
    REQUIRE(file != nullptr);
    return *file;
}

/// Where a client may ask about a fragment: at its cursor, or at its start and its end.
std::vector<text::ByteOffset> cursors(const Fragment& fragment) {
    if (fragment.cursor) return {*fragment.cursor};
    return {fragment.range.begin, fragment.range.end};
}

/// Compares with a number of places, or with the places in any order.
void compare(const MarkerProject& project, const Marker& marker, Places found) {
    const std::string& first = marker.values.at(1).text;
    if (marker.values.size() == 2 && first.find(':') == std::string::npos && !marker.values[1].is_none) {
        CHECK_MESSAGE(std::to_string(found.size()) == first, show(found));
        return;
    }
    auto wanted = places(project, marker);
    std::ranges::sort(wanted);
    std::ranges::sort(found);
    CHECK(show(found) == show(wanted));
}

/// The line that edits change, without blanks around it; a failed test when they change another, or more.
void check_line(const MarkerProject& project, const Marker& marker, std::vector<text::Edit> edits,
                std::string_view wanted) {
    const MarkedFile& file = project.file(marker);
    const text::Document before(file.text);
    REQUIRE(text::normalize(edits));
    const text::Document after(text::apply(file.text, edits));
    REQUIRE(after.lines().line_count() == before.lines().line_count());
    for (std::uint32_t line = 0; line < before.lines().line_count(); ++line)
        if (line != marker.line) CHECK(after.lines().line_text(line) == before.lines().line_text(line));
    auto text = after.lines().line_text(marker.line);
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    CHECK(text == wanted);
}

bool fits(const MarkerProject::Finding& finding, const Marker& marker, text::ByteRange range) {
    const rules::Diagnostic& diagnostic = finding.diagnostic;
    if (finding.path != marker.path || diagnostic.range != range) return false;
    if (diagnostic.rule->name != marker.values.at(1).text) return false;
    for (std::size_t i = 2; i < marker.values.size(); ++i)
        if (diagnostic.message.find(marker.values[i].text) == std::string::npos) return false;
    const auto severity = marker.options.find("severity");
    return severity == marker.options.end() || severity->second.text == name_of(diagnostic.severity);
}

rules::Diagnostic diagnostic_of(const MarkerProject& project, const Marker& marker) {
    const auto range = fragment(project, marker).range;
    for (const auto& finding : project.findings())
        if (finding.path == marker.path && finding.diagnostic.range == range &&
            finding.diagnostic.rule->name == marker.values.at(1).text)
            return finding.diagnostic;
    FAIL("there is no such diagnostic");
    return {};
}

void names_of(const std::vector<answers::Symbol>& symbols, const std::string& above,
              std::vector<std::string>& out) {
    for (const auto& symbol : symbols) {
        out.push_back(above + symbol.name);
        names_of(symbol.children, above + symbol.name + "/", out);
    }
}

} // namespace

TEST_CASE("diagnostics of the marker projects are those their markers tell, one to one") {
    CHECK(marker_projects().size() >= 30);
    for (const auto& folder : marker_projects()) {
        CAPTURE(folder.filename().string());
        const MarkerProject project(folder);
        auto left = project.findings();
        for (const Marker* marker : project.markers("diag")) {
            const auto range = fragment(project, *marker).range;
            const auto found = std::ranges::find_if(
                left, [&](const auto& finding) { return fits(finding, *marker, range); });
            CHECK_MESSAGE(found != left.end(), marker->title() << " is not reported");
            if (found != left.end()) left.erase(found);
        }
        for (const auto& finding : left)
            FAIL_CHECK("unexpected in " << finding.path << ": " << finding.diagnostic.message);
    }
}

TEST_CASE("the first fix of a finding gives the line its marker shows") {
    each("fix", 8, [](const MarkerProject& project, const Marker& marker) {
        const auto diagnostic = diagnostic_of(project, marker);
        REQUIRE_FALSE(diagnostic.fixes.empty());
        std::vector<text::Edit> edits;
        for (const auto& edit : diagnostic.fixes.front().edits) {
            CHECK(edit.path == std::string(MarkerProject::kRoot) + "/" + marker.path);
            edits.push_back(edit.edit);
        }
        check_line(project, marker, std::move(edits), marker.values.at(2).text);
    });
}

TEST_CASE("silencing a finding gives the line its marker shows") {
    each("silence", 2, [](const MarkerProject& project, const Marker& marker) {
        const auto diagnostic = diagnostic_of(project, marker);
        const text::Document document(project.file(marker).text);
        const auto edit = rules::suppress_here(document, diagnostic.range, *diagnostic.rule);
        CHECK_FALSE(edit.whole_file);
        check_line(project, marker, {edit.edit}, marker.values.at(2).text);
    });
}

TEST_CASE("hovers say what their markers tell") {
    each("hover", 15, [](const MarkerProject& project, const Marker& marker) {
        const auto asked = fragment(project, marker);
        const auto* file = project.indexed(marker.path);
        for (const auto at : cursors(asked)) {
            if (wants_nothing(marker)) {
                CHECK((file == nullptr || !answers::hover(project.snapshot(), file->id, at)));
                continue;
            }
            REQUIRE(file != nullptr);
            const auto answer = answers::hover(project.snapshot(), file->id, at);
            REQUIRE(answer.has_value());
            if (!asked.cursor) CHECK(answer->range == asked.range);
            for (const std::string& part : others(marker))
                CHECK_MESSAGE(answer->markdown.find(part) != std::string::npos,
                              part << " is not in " << answer->markdown);
        }
    });
}

TEST_CASE("definitions are where their markers tell, in that order") {
    each("def", 40, [](const MarkerProject& project, const Marker& marker) {
        const auto asked = fragment(project, marker);
        const auto* file = project.indexed(marker.path);
        for (const auto at : cursors(asked)) {
            Places found;
            if (file != nullptr)
                for (const auto& link : answers::definition(project.snapshot(), file->id, at)) {
                    if (!asked.cursor) CHECK(link.origin == asked.range);
                    CHECK(link.full.encloses(link.selection));
                    found.push_back(project.place(link.file, link.selection));
                }
            CHECK(show(found) == show(places(project, marker)));
        }
    });
}

TEST_CASE("references are those their markers tell") {
    each("refs", 4, [](const MarkerProject& project, const Marker& marker) {
        for (const auto at : cursors(fragment(project, marker))) {
            Places found;
            for (const auto& place :
                 answers::references(project.snapshot(), indexed(project, marker).id, at, true))
                found.push_back(project.place(place.file, place.range));
            compare(project, marker, found);
        }
    });
}

TEST_CASE("highlights are those their markers tell") {
    each("highlight", 1, [](const MarkerProject& project, const Marker& marker) {
        const auto file = indexed(project, marker).id;
        for (const auto at : cursors(fragment(project, marker))) {
            Places found;
            for (const auto& place : answers::highlights(project.snapshot(), file, at))
                found.push_back(project.place(file, place.range));
            compare(project, marker, found);
        }
    });
}

TEST_CASE("completion offers what its markers tell, and makes the line they show") {
    each("complete", 15, [](const MarkerProject& project, const Marker& marker) {
        const auto asked = fragment(project, marker);
        REQUIRE(asked.cursor.has_value());
        const auto* file = project.indexed(marker.path);
        answers::CompletionAnswer answer;
        if (file != nullptr) answer = answers::completion(project.snapshot(), file->id, *asked.cursor);
        if (wants_nothing(marker)) {
            CHECK(answer.items.empty());
            return;
        }
        std::set<std::string> labels;
        for (const auto& item : answer.items)
            labels.insert(item.label);
        const auto& has = marker.options.at("has").list;
        for (const std::string& label : has)
            CHECK_MESSAGE(labels.contains(label), label << " is missing");
        if (const auto hasnt = marker.options.find("hasnt"); hasnt != marker.options.end())
            for (const std::string& label : hasnt->second.list)
                CHECK_MESSAGE(!labels.contains(label), label << " is offered");
        const auto result = marker.options.find("result");
        if (result == marker.options.end()) return;
        const auto item = std::ranges::find(answer.items, has.front(), &answers::CompletionItem::label);
        REQUIRE(item != answer.items.end());
        check_line(project, marker, {item->edit}, result->second.text);
    });
}

TEST_CASE("document symbols are those their markers list") {
    each("symbols", 3, [](const MarkerProject& project, const Marker& marker) {
        std::vector<std::string> found, wanted;
        if (const auto* file = project.indexed(marker.path))
            names_of(answers::document_symbols(project.snapshot(), file->id), "", found);
        for (const auto& value : marker.values)
            wanted.push_back(value.text);
        CHECK(found == wanted);
    });
}

TEST_CASE("workspace symbols are those their markers list, best first") {
    each("wsymbols", 1, [](const MarkerProject& project, const Marker& marker) {
        std::vector<std::string> found;
        for (const auto& symbol : answers::workspace_symbols(project.snapshot(), marker.values.at(0).text))
            found.push_back(symbol.name);
        CHECK(found == others(marker));
    });
}

TEST_CASE("a file has as many links as its marker counts") {
    each("links", 3, [](const MarkerProject& project, const Marker& marker) {
        const auto* file = project.indexed(marker.path);
        const auto found = file == nullptr ? 0 : answers::document_links(project.snapshot(), file->id).size();
        CHECK(std::to_string(found) == marker.values.at(0).text);
    });
}

TEST_CASE("links lead where their markers tell") {
    each("link", 1, [](const MarkerProject& project, const Marker& marker) {
        const auto range = fragment(project, marker).range;
        Places found;
        for (const auto& link : answers::document_links(project.snapshot(), indexed(project, marker).id))
            if (link.range == range) found.push_back(project.place(link.file, {link.at, link.at}));
        auto wanted = places(project, marker);
        for (Place& place : wanted)
            place.range.end = place.range.begin;
        CHECK(show(found) == show(wanted));
    });
}
