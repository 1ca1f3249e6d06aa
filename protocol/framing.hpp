#pragma once
#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace modal_lsp::protocol {

/// All in bytes, but max_headers.
struct FramingLimits {
    std::size_t max_header_line = 4096;
    std::size_t max_headers = 32;
    std::uint64_t max_message = 64U << 20U;
};

enum class FramingProblem : std::uint8_t {
    malformed_header,
    header_too_long,
    too_many_headers,
    missing_length,
    duplicate_length,
    bad_length, ///< negative, not a number, or past 64 bits
    unsupported_charset,
    message_too_long,
};

struct FramingError {
    FramingProblem problem = FramingProblem::malformed_header;
    std::string message; ///< for the log
};

/// The body of a message, or what was wrong with the bytes in its place.
using Frame = tl::expected<std::string, FramingError>;

/// Bytes in, messages out (LSP 3.17 §headerPart). Holds no lock: feed and next belong to one thread.
///
/// Lone LF ends a header line too, blank lines before a message and unknown headers are passed over. After an
/// error the reader looks for the next thing that reads like a `Content-Length:` header, anywhere, and goes
/// on from there; one stretch of garbage gives one error. A message above the limit is skipped as it streams
/// by. Takes linear time, and keeps no more than one message and the frames not yet taken.
class FrameReader {
  public:
    explicit FrameReader(FramingLimits limits = {}) : limits_(limits) {}

    /// Any piece of the stream.
    void feed(std::string_view bytes);
    /// The oldest frame not yet taken; nothing means that more bytes are needed.
    [[nodiscard]] std::optional<Frame> next();
    /// Whether the stream would be cut short if it ended after what was fed.
    [[nodiscard]] bool mid_message() const;

  private:
    enum class State : std::uint8_t { headers, body, skipped_body, garbage };

    std::size_t take_header_bytes(std::string_view bytes);
    std::size_t take_body_bytes(std::string_view bytes);
    std::size_t take_garbage(std::string_view bytes);
    void take_garbage_byte(char byte);
    void end_header_line();
    void add_header(std::string_view line);
    void add_length(std::string_view value);
    void end_headers();
    void fail(FramingProblem problem, std::string message);
    void fail_and_rescan(FramingProblem problem, std::string message);
    void begin_message();

    FramingLimits limits_;
    State state_ = State::headers;
    std::string line_;          // the header line, or in garbage the candidate that may become one
    std::size_t matched_ = 0;   // in garbage: bytes of `content-length:` seen in a row
    bool in_candidate_ = false; // in garbage: line_ follows a whole `content-length:`
    std::size_t header_count_ = 0;
    std::optional<std::uint64_t> length_, stray_length_;
    bool charset_supported_ = true;
    std::uint64_t body_left_ = 0; // bytes
    std::string body_;
    std::deque<Frame> ready_;
};

/// The body behind its header, ready to be written.
[[nodiscard]] std::string encode_frame(std::string_view body);

} // namespace modal_lsp::protocol
