#pragma once
#include "analysis/text/language.hpp"
#include "server/operate/invocation.hpp"
#include "server/operate/modal_command.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace modal_lsp::server::operate {

/// A finding of the analysis that speaks against running the file.
struct Problem {
    std::string rule, message;
    std::uint32_t line = 0; ///< one-based
    bool is_lookup = false; ///< of a name that does not lead anywhere
};

/// A parameter that the person who runs a function is to give.
struct Parameter {
    std::string name, type, default_value; ///< as written; empty when there is none
    bool has_default = false;
    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// What is operated on, as the analysis sees it: everything that the work takes along, by value.
struct Subject {
    std::string path;   ///< of the file, absolute; empty: a project only
    std::string folder; ///< absolute: where commands are run
    Order order;
    CommandPlace place;
    std::vector<std::string> production; ///< environments that are never meant by silence
    std::vector<std::string> apps;       ///< certain names of the file's apps
    bool is_web = false;                 ///< something of the file has an address
    bool is_trusted = true;
    bool is_saved = true; ///< the file's text on the disk is the one that was looked at
    bool is_known = true; ///< the whole workspace was looked at
    std::vector<Problem> problems;
    std::vector<Parameter> parameters;     ///< of the function that is to be run
    Language language = Language::english; ///< of what is said about it
};

} // namespace modal_lsp::server::operate
