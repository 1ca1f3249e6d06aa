#include "analysis/docs/site_index.hpp"
#include "analysis/docs/site_page.hpp"
#include "server/site/fetch.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace modal_lsp;
using namespace modal_lsp::docs;

TEST_CASE("a table of contents gives each page once, with its section") {
    const auto links =
        read_contents("# T\n> q\n## Guide\n- [A](http://h/a)\n  * [B [x]](http://h/b.md) more\n"
                      "- no link\n- [A again](http://h/a)\n## Reference\n- [C](/c)\n- [](  \n");
    CHECK(links == std::vector<PageLink>{{"Guide", "A", "http://h/a"},
                                         {"Guide", "B [x]", "http://h/b.md"},
                                         {"Reference", "C", "/c"}});
    CHECK(read_contents("").empty());
}

TEST_CASE("a page is taken apart by its headings, fences left whole") {
    const auto sections =
        read_page("http://h/p", "P",
                  "# P\n\nLead `modal.Volume`.\n\n## Use `it` now!\n```python\n# no heading\n"
                  "@app.function()\n```\n### Empty\n## <Tag/>Tagged\nx < y\n"
                  "<Parameter name=\"n\" description=\"d. \"/>z\n");
    REQUIRE(sections.size() == 4);
    CHECK(sections[0].heading.empty());
    CHECK(sections[0].url == "http://h/p");
    CHECK(sections[0].symbols == std::vector<std::string>{"modal.Volume"});
    CHECK(sections[1].url == "http://h/p#use-it-now");
    CHECK(sections[1].text == "```python\n# no heading\n@app.function()\n```");
    CHECK(sections[1].symbols == std::vector<std::string>{"modal.App.function"});
    CHECK(sections[2].text.empty());
    CHECK(sections[3].heading == "Tagged");
    CHECK(sections[3].text == "x < y\n`n` d. z");
}

TEST_CASE("odd pages are read without loss or end") {
    CHECK(read_page("u", "t", "").empty());
    CHECK(read_page("u", "t", "\n\n").empty());
    CHECK(read_page("u", "t", "```\n# never closed\n").size() == 1);
    CHECK(read_page("u", "t", "<").front().text == "<");
    CHECK(read_page("u", "t", "modal. modal..x xmodal.y modal.A.").front().symbols ==
          std::vector<std::string>{"modal.A"});
}

TEST_CASE("search asks for every word and puts headings first") {
    const SiteIndex index({{"Volumes", "", "1", "memory memory memory", {}},
                           {"Snapshots", "Memory snapshot", "2", "of memory", {}},
                           {"Other", "", "3", "snapshot of something, with memory", {}}});
    const auto found = index.search("MEMORY Snapshot", 10);
    REQUIRE(found.size() == 2);
    CHECK(found[0]->url == "2");
    CHECK(index.search("memory", 1).size() == 1);
    CHECK(index.search("", 10).empty());
    CHECK(index.search("zeppelin", 10).empty());
    CHECK(SiteIndex().search("memory", 10).empty());
}

TEST_CASE("what is about a part names it in the heading, or little else") {
    const SiteIndex index({{"A", "", "1", "", {"modal.App", "modal.Image", "modal.Volume.commit"}},
                           {"B", "", "2", "", {"modal.Volume.commit"}},
                           {"C", "Volume.commit", "3", "", {"modal.App", "modal.Volume.commit"}},
                           {"C", "", "4", "", {"modal.Volume.commit"}},
                           {"D", "", "5", "", {"modal.Volume"}}});
    std::vector<std::string> urls;
    for (const PageSection* section : index.about("modal.Volume.commit", 3))
        urls.push_back(section->url);
    CHECK(urls == std::vector<std::string>{"3", "2", "1"});
}

TEST_CASE("an excerpt shows the words, on one line and within its limit") {
    const PageSection section{
        "p", "h", "u", std::string(300, 'x') + " \n before needle after " + std::string(300, 'y'), {}};
    const std::string shown = excerpt(section, "needle", 60);
    CHECK(shown.find("needle") != std::string::npos);
    CHECK(shown.find('\n') == std::string::npos);
    CHECK(shown.size() < 80);
    CHECK(excerpt({"p", "h", "u", "", {}}, "x", 10).empty());
    CHECK(excerpt({"p", "h", "u", "äöüäöüäöü", {}}, "x", 5) == "äöü…");
    CHECK(excerpt({"p", "h", "u", std::string(100, '\x80'), {}}, "x", 5).size() < 20);
}

TEST_CASE("a page has its Markdown beside it, and the old reference a new place") {
    using server::site::file_for;
    using server::site::markdown_urls;
    using server::site::page_url;
    CHECK(page_url("http://h/docs/guide/a.md#x") == "http://h/docs/guide/a");
    CHECK(page_url("http://h/docs/reference/modal.App") == "http://h/docs/sdk/py/latest/App");
    CHECK(
        markdown_urls("http://h/docs/reference/modal.App") ==
        std::vector<std::string>{"http://h/docs/sdk/py/latest/App.md", "http://h/docs/reference/modal.App"});
    CHECK(markdown_urls("http://h/docs/guide/a.md") == std::vector<std::string>{"http://h/docs/guide/a.md"});
    CHECK(file_for("http://h/docs/guide/a") == "docs/guide/a.md");
    for (const char* bad : {"http://h/../../etc/passwd", "http://h/a/../../b", "", "x", "http://h/",
                            "http://h/a b", "http://h/..", "http://h/%2e%2e/x"}) {
        const std::string file = file_for(bad);
        CHECK_MESSAGE(file.find("..") == std::string::npos, bad);
        CHECK_MESSAGE(!file.starts_with('/'), bad);
    }
}
