#include "server/cli/docs_site.hpp"

#include "analysis/workspace/path.hpp"
#include "server/cli/terminal.hpp"
#include "server/site/fetch.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <memory>

namespace modal_lsp::server::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kNoPlace = "there is no place for a cache: set XDG_CACHE_HOME, or name a folder";
constexpr std::size_t kMostFound = 10, kMostListed = 20, kExcerptBytes = 160, kBarCells = 30;

std::string folder_of(const std::string& wanted, const Surroundings& surroundings) {
    return wanted.empty() ? site::Store::default_folder()
                          : workspace::join(surroundings.working_directory, wanted);
}

void print(std::FILE* out, const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), out);
    std::fflush(out);
}

int complain(const Surroundings& surroundings, const std::string& message) {
    print(surroundings.err, fmt::format("modal-lsp: {}\n", printable(message)));
    return kExitUsage;
}

std::string bar(std::size_t done, std::size_t all) {
    const std::size_t filled = all == 0 ? 0 : kBarCells * done / all;
    return fmt::format("\r[{}{}] {}/{}", std::string(filled, '#'), std::string(kBarCells - filled, '.'), done,
                       all);
}

void list(std::string& out, std::string_view what, const std::vector<std::string>& urls) {
    for (std::size_t i = 0; i < urls.size() && i < kMostListed; ++i)
        out += fmt::format("{}  {}\n", what, printable(urls[i]));
    if (urls.size() > kMostListed) out += fmt::format("{}  … and {} more\n", what, urls.size() - kMostListed);
}

std::string summary_of(const site::FetchSummary& summary) {
    std::string out;
    // At first everything is new, and nobody wants to read that.
    if (summary.unchanged > 0) list(out, "new      ", summary.added);
    list(out, "changed  ", summary.changed);
    list(out, "gone     ", summary.gone);
    for (const auto& [url, reason] : summary.failed)
        out += fmt::format("failed     {}: {}\n", printable(url), printable(reason));
    return out + fmt::format("{} pages: {} new, {} changed, {} unchanged; {} gone, {} failed\n",
                             summary.added.size() + summary.changed.size() + summary.unchanged,
                             summary.added.size(), summary.changed.size(), summary.unchanged,
                             summary.gone.size(), summary.failed.size());
}

Json json_of(const docs::PageSection& section, const std::string& words) {
    return {{"page", section.page},
            {"heading", section.heading},
            {"url", section.url},
            {"symbols", section.symbols},
            {"excerpt", docs::excerpt(section, words, kExcerptBytes)}};
}

std::string text_of(const docs::PageSection& section, const std::string& words) {
    return fmt::format("{}\n  {}\n  {}\n\n", printable(section.title()), section.url,
                       printable(docs::excerpt(section, words, kExcerptBytes)));
}

} // namespace

int run_docs_fetch(const DocsFetchCommand& command, const Surroundings& surroundings) {
    const std::string folder = folder_of(command.folder, surroundings);
    if (folder.empty()) return complain(surroundings, std::string(kNoPlace));
    site::Store store(folder);
    store.load();
    site::FetchOptions options;
    if (!command.base.empty()) options.base = command.base;
    options.first_wait = std::chrono::milliseconds(command.first_wait_ms);
    const site::MakeGet make_get = [] {
        auto client = std::make_shared<site::HttpClient>();
        return [client](const site::HttpRequest& request) { return client->get(request); };
    };
    site::OnProgress progress;
    if (surroundings.terminal)
        progress = [&](std::size_t done, std::size_t all) { print(surroundings.err, bar(done, all)); };
    const auto summary = site::fetch_site(options, store, make_get, progress);
    if (surroundings.terminal) print(surroundings.err, "\n");
    if (!summary) return complain(surroundings, summary.error());
    print(surroundings.out, summary_of(*summary) + fmt::format("kept in {}\n", folder));
    return summary->failed.empty() ? kExitClean : kExitFindings;
}

int run_docs_search(const DocsSearchCommand& command, const Surroundings& surroundings) {
    const std::string folder = folder_of(command.folder, surroundings);
    if (folder.empty()) return complain(surroundings, std::string(kNoPlace));
    site::Store store(folder);
    store.load();
    if (store.pages().empty())
        return complain(surroundings,
                        fmt::format("there are no pages in {}: `modal-lsp docs fetch` gets them", folder));
    const docs::SiteIndex index = store.index();
    const auto found = index.search(command.words, kMostFound);
    if (command.json) {
        Json out = Json::array();
        for (const docs::PageSection* section : found)
            out.push_back(json_of(*section, command.words));
        print(surroundings.out, out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    } else {
        for (const docs::PageSection* section : found)
            print(surroundings.out, text_of(*section, command.words));
    }
    if (!found.empty()) return kExitClean;
    print(surroundings.err,
          fmt::format("modal-lsp: nothing was found for \"{}\"\n", printable(command.words)));
    return kExitFindings;
}

} // namespace modal_lsp::server::cli
