#include "analysis/python/interest.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::python {
namespace {

/// Last names of the calls that declare, register or look up something.
constexpr std::array<std::string_view, 17> kCallees = {
    "App",    "Stub",       "cls",     "create",           "create_deployed", "delete",
    "deploy", "deploy_app", "from_id", "from_name",        "function",        "include",
    "lookup", "server",     "publish", "local_entrypoint", "rename",
};

/// Names that make code worth reading although no call of them declares or looks up anything: how functions
/// are called from elsewhere, what rebinds names of other scopes, what the two worlds differ by, imports, and
/// loading of models.
constexpr auto kMentions = std::to_array<std::string_view>({
    "Cron",
    "Dict",
    "Image",
    "Mount",
    "Period",
    "Queue",
    "Retries",
    "Sandbox",
    "Secret",
    "Volume",
    "aio",
    "apt_install",
    "debian_slim",
    "environ",
    "ephemeral",
    "for_each",
    "from_dict",
    "from_dotenv",
    "from_local_environ",
    "from_pretrained",
    "from_registry",
    "getenv",
    "global",
    "import",
    "is_local",
    "local",
    "map",
    "modal",
    "nonlocal",
    "pip_install",
    "remote",
    "remote_gen",
    "spawn",
    "spawn_map",
    "starmap",
    "uv_pip_install",
    "yield",
});

constexpr bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// First letters of everything looked for: most names of a text fall out here.
constexpr std::array<bool, 256> first_letters() {
    std::array<bool, 256> table{};
    for (const auto name : kCallees)
        table[static_cast<unsigned char>(name[0])] = true;
    for (const auto name : kMentions)
        table[static_cast<unsigned char>(name[0])] = true;
    return table;
}

constexpr auto kFirstLetters = first_letters();

bool is_interesting(std::string_view name) {
    return std::ranges::find(kCallees, name) != kCallees.end() ||
           std::ranges::find(kMentions, name) != kMentions.end();
}

/// `App as X` gives the constructor a name of the file's own.
std::vector<std::string> constructor_aliases(std::string_view text) {
    std::vector<std::string> aliases;
    for (const std::string_view import : {std::string_view("App as "), std::string_view("Stub as ")})
        for (auto at = text.find(import); at != std::string_view::npos; at = text.find(import, at + 1)) {
            const auto begin = at + import.size();
            auto end = begin;
            while (end < text.size() && is_name_byte(text[end]))
                ++end;
            if (end > begin) aliases.emplace_back(text.substr(begin, end - begin));
        }
    return aliases;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// `register(app)`: a name that sounds like an app's, handed to somebody.
bool hands_over_app(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view name = text.substr(begin, end - begin);
    if (name.find("app") == std::string_view::npos && name.find("stub") == std::string_view::npos)
        return false;
    while (begin > 0 && is_blank(text[begin - 1]))
        --begin;
    while (end < text.size() && is_blank(text[end]))
        ++end;
    constexpr std::string_view kBefore = "(,=[", kAfter = "),]";
    return begin > 0 && kBefore.find(text[begin - 1]) != std::string_view::npos && end < text.size() &&
           kAfter.find(text[end]) != std::string_view::npos;
}

} // namespace

InterestMap::InterestMap(std::string_view text) : aliases_(constructor_aliases(text)) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_name_byte(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && is_name_byte(text[at]))
            ++at;
        const std::string_view name = text.substr(begin, at - begin);
        const bool plain = kFirstLetters[static_cast<unsigned char>(name[0])] && is_interesting(name);
        if (plain || hands_over_app(text, begin, at) ||
            (!aliases_.empty() && std::ranges::find(aliases_, name) != aliases_.end()))
            mentions_.push_back(static_cast<std::uint32_t>(begin));
    }
}

bool InterestMap::any_in(text::ByteRange range) const {
    const auto first = std::ranges::lower_bound(mentions_, range.begin.value);
    return first != mentions_.end() && *first < range.end.value;
}

bool InterestMap::is_callee(std::string_view last_name) const {
    return std::ranges::find(kCallees, last_name) != kCallees.end() ||
           std::ranges::find(aliases_, last_name) != aliases_.end();
}

} // namespace modal_lsp::python
