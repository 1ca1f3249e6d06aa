#pragma once
#include "analysis/live/listing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::server {

/// Listings of earlier sessions, one JSON file for each question. What is in the folder may be deleted at any
/// time; files that are broken or another version's are as good as absent.
class LiveCache {
  public:
    /// `folder` is made when something is put into it; empty: nothing is kept.
    explicit LiveCache(std::string folder) : folder_(std::move(folder)) {}

    /// `$XDG_CACHE_HOME/modal-lsp/live`, else below `~/.cache`; empty when neither is known.
    [[nodiscard]] static std::string default_folder();

    /// `question` is what was asked, in any words that are the same next time.
    [[nodiscard]] std::optional<live::Listing> load(const std::string& question) const;
    /// Failing to write is logged and changes nothing.
    void store(const std::string& question, const live::Listing& listing) const;

  private:
    [[nodiscard]] std::string file_of(const std::string& question) const;

    std::string folder_;
};

/// The text of a cache file, and back; nullopt for a text that is none, or answers another question.
[[nodiscard]] std::string to_cache_text(const std::string& question, const live::Listing& listing);
[[nodiscard]] std::optional<live::Listing> from_cache_text(const std::string& question,
                                                           std::string_view text);

} // namespace modal_lsp::server
