#include "server/cli/doctor.hpp"

#include "analysis/workspace/path.hpp"
#include "server/cache_folder.hpp"
#include "server/cli/terminal.hpp"
#include "server/disk.hpp"
#include "server/sdk_cache.hpp"
#include "server/site/libcurl.hpp"
#include "server/site/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace modal_lsp::server::cli {
namespace {

constexpr std::size_t kNameCells = 14;

struct Word {
    std::string_view word;
    Ink ink;
};

Word word_for(Health health) {
    switch (health) {
    case Health::fine: return {"ok", Ink::added};
    case Health::note: return {"note", Ink::information};
    case Health::wrong: break;
    }
    return {"wrong", Ink::error};
}

/// The absolute ones: what others are relative to changes from program to program.
std::vector<std::string> search_path() {
    std::vector<std::string> folders;
    const std::string all = active_search_path();
    for (std::size_t at = 0; at <= all.size();) {
        const std::size_t end = std::min(all.find(':', at), all.size());
        if (all[at] == '/') folders.push_back(workspace::normalized_path(all.substr(at, end - at)));
        at = end + 1;
    }
    return folders;
}

std::string own_path() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

std::size_t count_of(const std::vector<Examined>& all, Health health) {
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [&](const Examined& each) { return each.health == health; }));
}

} // namespace

Machine this_machine(const workspace::FileSystem& files) {
    Machine machine;
    machine.files = &files;
    machine.search_path = search_path();
    machine.environments = active_environments();
    machine.cache = SdkCache::default_folder();
    machine.site = site::Store::default_folder();
    machine.binary = own_path();
    if (const auto& curl = site::libcurl(); !curl) machine.curl_problem = curl.error();
    if (!machine.site.empty()) {
        site::Store store(machine.site);
        store.load();
        machine.pages = store.pages().size();
    }
    machine.can_write = [](const std::string& path) { return ::access(path.c_str(), W_OK | X_OK) == 0; };
    machine.can_execute = [](const std::string& path) { return ::access(path.c_str(), X_OK) == 0; };
    return machine;
}

std::string doctor_text(const std::vector<Examined>& all, const Surroundings& surroundings) {
    const Painter paint(use_color(When::automatic, surroundings));
    std::string out = version_text(false) + '\n';
    for (const Examined& each : all) {
        const auto [word, ink] = word_for(each.health);
        out += fmt::format("{} {:<{}} {}\n", paint(ink, fmt::format("{:<5}", word)), each.name, kNameCells,
                           printable(each.message));
        if (!each.fix.empty())
            out += fmt::format("{:{}}{} {}\n", "", kNameCells + 7, paint(Ink::help, "help:"),
                               printable(each.fix));
    }
    const std::size_t wrong = count_of(all, Health::wrong);
    if (wrong == 0) return out + "\nnothing is wrong\n";
    return out + fmt::format("\n{} {} to mend\n", wrong, wrong == 1 ? "thing" : "things");
}

std::string doctor_json(const std::vector<Examined>& all) {
    Json checks = Json::array();
    for (const Examined& each : all)
        checks.push_back({{"name", each.name},
                          {"state", word_for(each.health).word},
                          {"message", each.message},
                          {"fix", each.fix},
                          {"details", each.details}});
    return json_text({{"version", MODAL_LSP_VERSION},
                      {"ok", count_of(all, Health::wrong) == 0},
                      {"checks", std::move(checks)}});
}

int run_doctor(const DoctorCommand& command, const Surroundings& surroundings) {
    const Disk disk;
    const std::string folder =
        workspace::normalized_path(workspace::join(surroundings.working_directory, command.path));
    const auto status = disk.status(folder);
    if (!status || status->kind != workspace::EntryKind::directory) {
        std::fputs(fmt::format("modal-lsp: {} is no folder\n", printable(folder)).c_str(), surroundings.err);
        return kExitUsage;
    }
    Pool pool(Pool::default_threads() - 1);
    const Machine machine = this_machine(disk);
    EngineRequest request{.paths = {folder}, .select = {}, .ignore = {}};
    request.environments = machine.environments;
    request.cache_folder = machine.cache;
    ProjectEngine engine(disk, pool, std::move(request));
    const std::vector<Examined> all = examine(machine, engine, folder);
    const std::string text = command.json ? doctor_json(all) : doctor_text(all, surroundings);
    if (std::fputs(text.c_str(), surroundings.out) < 0) return kExitBug;
    return count_of(all, Health::wrong) == 0 ? kExitClean : kExitFindings;
}

} // namespace modal_lsp::server::cli
