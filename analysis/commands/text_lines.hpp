#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>

namespace modal_lsp::commands {

/// The lines of a text one by one, with where they stand.
class Lines {
  public:
    explicit Lines(std::string_view text, std::size_t begin = 0) : text_(text), next_(begin) {}

    /// False at the end. Line ends are not part of a line.
    bool step() {
        if (next_ >= text_.size()) return false;
        begin_ = next_;
        const auto feed = text_.find('\n', begin_);
        end_ = std::min(feed, text_.size());
        next_ = feed == std::string_view::npos ? text_.size() : feed + 1;
        if (end_ > begin_ && text_[end_ - 1] == '\r') --end_;
        return true;
    }

    [[nodiscard]] std::size_t begin() const { return begin_; }

    [[nodiscard]] std::size_t end() const { return end_; }

    [[nodiscard]] std::string_view line() const { return text_.substr(begin_, end_ - begin_); }

    /// Bytes of blanks in front.
    [[nodiscard]] std::size_t indent() const {
        return std::min(line().find_first_not_of(" \t"), line().size());
    }

    /// The line without blanks around it.
    [[nodiscard]] std::string_view content() const {
        auto out = line().substr(indent());
        return out.substr(0, out.find_last_not_of(" \t") + 1);
    }

    /// Where `content` begins.
    [[nodiscard]] std::size_t content_begin() const { return begin_ + indent(); }

  private:
    std::string_view text_;
    std::size_t begin_ = 0, end_ = 0, next_ = 0;
};

} // namespace modal_lsp::commands
