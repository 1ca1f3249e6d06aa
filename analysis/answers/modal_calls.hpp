#pragma once
#include "analysis/answers/nearness.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace modal_lsp::answers {

/// What a call runs in a container: a function or class of an app, or one method of a class.
struct Callee {
    workspace::Ref member;
    std::optional<std::uint32_t> method; ///< its number in the member
    friend auto operator<=>(const Callee&, const Callee&) = default;
};

/// `f.remote(…)`, `Model().run.map(…)`, also on what was looked up by name.
struct ModalCall {
    Callee callee;
    std::string through;        ///< "remote", "map", "spawn" …
    text::ByteRange range;      ///< the whole call
    text::ByteRange name_range; ///< "remote"
};

/// Finds the calls of one file after another; remembers where everything is defined.
class ModalCalls {
  public:
    /// The snapshot must outlive this.
    explicit ModalCalls(const workspace::Snapshot& snapshot);

    /// Those whose callee is certain, in source order.
    [[nodiscard]] std::vector<ModalCall> in(const workspace::File& file) const;

  private:
    [[nodiscard]] std::optional<Callee> looked_up(const workspace::File& file, text::ByteRange lookup,
                                                  std::string_view method) const;

    const workspace::Snapshot* snapshot_;
    std::map<Location, Callee> defined_; ///< by the name in the `def` or `class`
};

} // namespace modal_lsp::answers
