#include "server/setting.hpp"

#include "analysis/text/utf8.hpp"

#include <fmt/format.h>

namespace modal_lsp::server {

std::string presentable(std::string_view text, std::size_t limit) {
    std::string out;
    for (std::size_t at = 0, count = 0; at < text.size(); ++count) {
        if (count == limit) return out + "…";
        const text::Character character = text::decode_character(text, at);
        const bool control = character.code_point < 0x20 || character.code_point == 0x7F;
        text::append_utf8(out, control ? U' ' : character.code_point);
        at += character.length;
    }
    return out;
}

std::string describe(const Setting& setting) {
    switch (setting.kind) {
    case Setting::Kind::null: return "null";
    case Setting::Kind::boolean: return setting.boolean ? "true" : "false";
    case Setting::Kind::integer: return fmt::format("the number {}", setting.integer);
    case Setting::Kind::number: return fmt::format("the number {}", presentable(setting.text));
    case Setting::Kind::text: return fmt::format("the string \"{}\"", presentable(setting.text));
    case Setting::Kind::list: return "a list";
    case Setting::Kind::table: return "a table";
    case Setting::Kind::other: return presentable(setting.text);
    }
    return "something else";
}

} // namespace modal_lsp::server
