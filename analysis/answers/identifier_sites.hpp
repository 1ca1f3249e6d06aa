#pragma once
#include "analysis/answers/nearness.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace modal_lsp::answers {

/// A name in Python code that Modal knows something by.
struct Identifier {
    enum class Kind : std::uint8_t {
        global, ///< a `def` or `class` of a module
        method, ///< of a class
        field,  ///< `x: int = modal.parameter()` of a class
    };
    Kind kind = Kind::global;
    FileId file{}; ///< where it is defined
    std::string name;
    std::string class_name;     ///< method, field: of its class
    text::ByteRange class_body; ///< method, field: the class statement
};

/// Where an identifier stands in Python code.
struct IdentifierSites {
    std::set<Location> certain;
    std::set<Location> doubtful; ///< attributes of objects that are not known: may be another's
    std::string problem;         ///< why it cannot be renamed; empty when it can
};

/// Over all files that were read. Names are followed through imports; a local variable of the same name
/// anywhere is a problem, since what it hides is not worked out.
[[nodiscard]] IdentifierSites identifier_sites(const workspace::Snapshot& snapshot,
                                               const Identifier& identifier);

} // namespace modal_lsp::answers
