#include "protocol/framing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace modal_lsp::protocol {

namespace {

constexpr std::string_view kLengthHeader = "content-length";
constexpr std::string_view kMarker = "content-length:";
// Enough for the marker, blanks and 64 bits in decimal; what is longer is no length.
constexpr std::size_t kMaxCandidate = 64;
// A length is a promise; memory follows the bytes that really come.
constexpr std::size_t kFirstReserve = std::size_t{64} << 10U;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), lower);
    return out;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_token_character(char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

std::optional<std::uint64_t> length_of(std::string_view text) {
    text = trimmed(text);
    std::uint64_t length = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(
        text.data(), end, length); // NOLINT(bugprone-suspicious-stringview-data-usage): it takes the end
    if (text.empty() || error != std::errc{} || stop != end) return {};
    return length;
}

/// Whether a Content-Type leaves the body in UTF-8, which is also what silence means.
bool is_utf8(std::string_view content_type) {
    constexpr std::string_view kCharset = "charset=";
    const std::string text = lowered(content_type);
    const auto at = text.find(kCharset);
    if (at == std::string::npos) return true;
    std::string_view charset = std::string_view(text).substr(at + kCharset.size());
    charset = trimmed(charset.substr(0, charset.find(';')));
    if (charset.size() >= 2 && charset.front() == '"' && charset.back() == '"')
        charset = charset.substr(1, charset.size() - 2);
    return charset == "utf-8" || charset == "utf8";
}

} // namespace

void FrameReader::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        switch (state_) {
        case State::headers: bytes.remove_prefix(take_header_bytes(bytes)); break;
        case State::garbage: bytes.remove_prefix(take_garbage(bytes)); break;
        case State::body:
        case State::skipped_body: bytes.remove_prefix(take_body_bytes(bytes)); break;
        }
    }
}

std::optional<Frame> FrameReader::next() {
    if (ready_.empty()) return {};
    Frame frame = std::move(ready_.front());
    ready_.pop_front();
    return frame;
}

bool FrameReader::mid_message() const {
    return state_ == State::body || state_ == State::skipped_body || !line_.empty() || header_count_ > 0;
}

/// Takes up to the end of a line; returns how many bytes were used.
std::size_t FrameReader::take_header_bytes(std::string_view bytes) {
    const std::size_t newline = bytes.find('\n');
    const std::size_t room = limits_.max_header_line - std::min(limits_.max_header_line, line_.size());
    const std::size_t wanted = std::min(newline, bytes.size());
    line_.append(bytes.substr(0, std::min(wanted, room)));
    if (wanted > room) {
        fail_and_rescan(FramingProblem::header_too_long,
                        fmt::format("header line longer than {} bytes", limits_.max_header_line));
        return room;
    }
    if (newline == std::string_view::npos) return bytes.size();
    line_ += '\n';
    end_header_line();
    return newline + 1;
}

void FrameReader::end_header_line() {
    std::string_view line = line_;
    line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
    if (!line.empty()) return add_header(line);
    line_.clear();
    if (header_count_ > 0) end_headers(); // else a blank line before the message
}

void FrameReader::add_header(std::string_view line) {
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const std::string_view value =
        colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    // A marker inside the value: somebody's stray output runs into the next message's header.
    if (colon == std::string_view::npos || name.empty() || !std::ranges::all_of(name, is_token_character) ||
        lowered(value).find(kMarker) != std::string::npos)
        return fail_and_rescan(FramingProblem::malformed_header, "malformed header line");
    if (++header_count_ > limits_.max_headers)
        return fail(FramingProblem::too_many_headers,
                    fmt::format("more than {} headers", limits_.max_headers));
    const std::string key = lowered(name);
    if (key == kLengthHeader) return add_length(value);
    if (key == "content-type" && !is_utf8(value)) charset_supported_ = false;
    // Either a header of its own, as X-Content-Length, or stray bytes before the real one: end_headers
    // decides.
    if (key.ends_with(kLengthHeader)) stray_length_ = length_of(value);
    line_.clear();
}

void FrameReader::add_length(std::string_view value) {
    // Not rescanned: which of the two is true is unknown, and trusting the wrong one would eat the next
    // message.
    if (length_) return fail(FramingProblem::duplicate_length, "more than one Content-Length");
    length_ = length_of(value);
    if (!length_)
        return fail_and_rescan(
            FramingProblem::bad_length,
            fmt::format("Content-Length is not a number of bytes: \"{}\"", trimmed(value)));
    line_.clear();
}

void FrameReader::end_headers() {
    if (!length_ && stray_length_) {
        length_ = stray_length_;
        ready_.emplace_back(tl::unexpected(
            FramingError{FramingProblem::malformed_header, "stray bytes before Content-Length"}));
    }
    if (!length_) return fail(FramingProblem::missing_length, "message without Content-Length");
    const std::uint64_t length = *length_;
    const bool charset_supported = charset_supported_;
    begin_message();
    body_left_ = length;
    state_ = State::skipped_body;
    if (length > limits_.max_message) {
        ready_.emplace_back(tl::unexpected(FramingError{
            FramingProblem::message_too_long,
            fmt::format("message of {} bytes, more than the {} allowed", length, limits_.max_message)}));
    } else if (!charset_supported) {
        ready_.emplace_back(
            tl::unexpected(FramingError{FramingProblem::unsupported_charset, "Content-Type is not UTF-8"}));
    } else {
        state_ = State::body;
        body_.reserve(std::min(static_cast<std::size_t>(length), kFirstReserve));
    }
    static_cast<void>(take_body_bytes({})); // a body of no bytes is complete
}

std::size_t FrameReader::take_body_bytes(std::string_view bytes) {
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), body_left_));
    if (state_ == State::body) body_.append(bytes.substr(0, taken));
    body_left_ -= taken;
    if (body_left_ > 0) return taken;
    if (state_ == State::body) ready_.emplace_back(std::exchange(body_, {}));
    begin_message();
    return taken;
}

void FrameReader::begin_message() {
    state_ = State::headers;
    line_.clear();
    header_count_ = 0;
    length_.reset();
    stray_length_.reset();
    charset_supported_ = true;
}

void FrameReader::fail(FramingProblem problem, std::string message) {
    ready_.emplace_back(tl::unexpected(FramingError{problem, std::move(message)}));
    begin_message();
    state_ = State::garbage;
    matched_ = 0;
    in_candidate_ = false;
}

/// As fail, but the bad line may hold the start of a good header. Each byte comes here at most once.
void FrameReader::fail_and_rescan(FramingProblem problem, std::string message) {
    const std::string line = std::exchange(line_, {});
    fail(problem, std::move(message));
    feed(line);
}

std::size_t FrameReader::take_garbage(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && state_ == State::garbage)
        take_garbage_byte(bytes[taken++]);
    return taken;
}

/// Looks for `content-length: digits` up to the end of a line. A marker within a candidate starts a new
/// candidate.
void FrameReader::take_garbage_byte(char byte) {
    if (in_candidate_) line_ += byte;
    // The marker's first letter does not come again in it, so after a mismatch only this byte can start it.
    if (lower(byte) == kMarker[matched_])
        ++matched_;
    else
        matched_ = lower(byte) == kMarker.front() ? 1 : 0;
    if (matched_ == kMarker.size()) {
        matched_ = 0;
        in_candidate_ = true;
        line_.clear();
        return;
    }
    if (!in_candidate_) return;
    if (byte == '\n') {
        std::string_view value = std::string_view(line_).substr(0, line_.size() - 1);
        if (value.ends_with('\r')) value.remove_suffix(1);
        const auto length = length_of(value);
        in_candidate_ = false;
        line_.clear();
        if (!length) return;
        begin_message();
        header_count_ = 1;
        length_ = length;
    } else if (line_.size() > kMaxCandidate) {
        in_candidate_ = false;
        line_.clear();
    }
}

std::string encode_frame(std::string_view body) {
    return fmt::format("Content-Length: {}\r\n\r\n{}", body.size(), body);
}

} // namespace modal_lsp::protocol
