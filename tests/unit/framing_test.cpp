#include "protocol/framing.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace modal_lsp::protocol;

namespace {

std::vector<Frame> drain(FrameReader& reader) {
    std::vector<Frame> frames;
    while (auto frame = reader.next())
        frames.push_back(*std::move(frame));
    return frames;
}

std::vector<Frame> read_all(std::string_view bytes, FramingLimits limits = {}) {
    FrameReader reader(limits);
    reader.feed(bytes);
    return drain(reader);
}

std::vector<std::string> bodies(const std::vector<Frame>& frames) {
    std::vector<std::string> out;
    for (const Frame& frame : frames)
        if (frame) out.push_back(*frame);
    return out;
}

std::vector<FramingProblem> problems(const std::vector<Frame>& frames) {
    std::vector<FramingProblem> out;
    for (const Frame& frame : frames)
        if (!frame) out.push_back(frame.error().problem);
    return out;
}

const std::vector<std::string> kGood = {"{\"good\":1}"};

/// What `bad` followed by a valid frame gives, fed whole and byte by byte; both must agree.
std::vector<FramingProblem> problems_before_a_good_frame(std::string bad, FramingLimits limits = {}) {
    bad += encode_frame("{\"good\":1}");
    const auto whole = read_all(bad, limits);
    FrameReader reader(limits);
    for (const char byte : bad)
        reader.feed({&byte, 1});
    const auto split = drain(reader);
    CHECK_MESSAGE(bodies(whole) == kGood, bad);
    CHECK_MESSAGE(bodies(split) == kGood, bad);
    CHECK(problems(whole) == problems(split));
    CHECK_FALSE(reader.mid_message());
    return problems(whole);
}

using Problems = std::vector<FramingProblem>;

} // namespace

TEST_CASE("a stream cut anywhere gives the same messages") {
    const std::string stream =
        encode_frame("{\"a\":\"\r\n\r\n\"}") + encode_frame("") +
        "content-length:3\nContent-Type: application/vscode-jsonrpc; charset=utf-8\n\nabc";
    const std::vector<std::string> expected = {"{\"a\":\"\r\n\r\n\"}", "", "abc"};
    for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
        FrameReader reader;
        reader.feed(std::string_view(stream).substr(0, cut));
        reader.feed(std::string_view(stream).substr(cut));
        const auto frames = drain(reader);
        REQUIRE(bodies(frames) == expected);
        REQUIRE(frames.size() == 3);
    }
}

TEST_CASE("a frame is delivered with its last byte and not before") {
    const std::string stream = encode_frame("{}");
    FrameReader reader;
    CHECK_FALSE(reader.mid_message());
    reader.feed(std::string_view(stream).substr(0, stream.size() - 1));
    CHECK_FALSE(reader.next().has_value());
    CHECK(reader.mid_message());
    reader.feed("}");
    const auto frame = reader.next();
    REQUIRE((frame && *frame));
    CHECK(**frame == "{}");
    CHECK_FALSE(reader.mid_message());
}

TEST_CASE("blank lines, unknown headers and either spelling of UTF-8 are accepted") {
    for (const char* head :
         {"\r\n\n\r\n", "X-Trace: a:b\r\nUser-Agent:\r\n", "X-Content-Length: 900\r\n",
          "Content-Type: text/plain; charset=utf8\r\n", "Content-Type: x; charset=\"UTF-8\"; y=z\r\n",
          "CONTENT-TYPE: application/json\r\n"}) {
        const auto frames = read_all(std::string(head) + "CONTENT-LENGTH: \t4 \r\n\r\nbody");
        CHECK_MESSAGE(bodies(frames) == std::vector<std::string>{"body"}, head);
        CHECK_MESSAGE(problems(frames).empty(), head);
    }
}

TEST_CASE("each kind of bad header is one error and costs no later message") {
    using enum FramingProblem;
    const std::vector<std::pair<std::string, FramingProblem>> cases = {
        {"Content-Type: x\r\n\r\n{\"lost\":1}", missing_length},
        {"Content-Length: 10\r\nContent-Length: 10\r\n\r\n{\"lost\":1}", duplicate_length},
        {"Content-Length: 10\r\nContent-Length: 9999\r\n\r\n{\"lost\":1}", duplicate_length},
        {"Content-Length: -10\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: +10\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: ten\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: 10x\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: 0x10\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length:\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: 99999999999999999999\r\n\r\n{\"lost\":1}", bad_length},
        {"Content-Length: abc\n", bad_length},
        {"Content-Length: 10\r\nContent-Type: x; charset=latin-1\r\n\r\n{\"lost\":1}", unsupported_charset},
        {"Content-Type: x; charset=utf-16\r\nContent-Length: 10\r\n\r\n{\"lost\":1}", unsupported_charset},
        {"no colon here\r\n\r\n", malformed_header},
        {": no name\r\n", malformed_header},
        {"{\"jsonrpc\":\"2.0\"}\n", malformed_header},
        {"Bad Name: x\r\n", malformed_header},
    };
    for (const auto& [bad, problem] : cases)
        CHECK_MESSAGE(problems_before_a_good_frame(bad) == Problems{problem}, bad);
}

TEST_CASE("garbage that runs into a header is one error and costs no message") {
    for (const char* bad : {"garbage", "log: ", "{\"a\":1}", "Content-Len", "Content-Length: ",
                            "Content-Length: 7", "Content-Length: Content-Length: ", "\x01\xFF\xFE", "x"})
        CHECK_MESSAGE(problems_before_a_good_frame(bad).size() == 1, bad);
    CHECK(problems_before_a_good_frame(std::string(10'000, 'x')) ==
          Problems{FramingProblem::header_too_long});
    CHECK(problems_before_a_good_frame("A:" + std::string(10'000, ' ')) ==
          Problems{FramingProblem::header_too_long});
}

TEST_CASE("a marker across the header limit is still found") {
    for (std::size_t length = 4080; length <= 4100; ++length)
        CHECK(problems_before_a_good_frame(std::string(length, '.')).size() == 1);
}

TEST_CASE("random garbage never hides the frame behind it") {
    std::mt19937 random(7);
    const std::string_view alphabet = "cC:onte-lgh 01\r\n{}\"";
    std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
    std::uniform_int_distribution<int> length(1, 80);
    for (int round = 0; round < 3000; ++round) {
        std::string garbage;
        for (int i = length(random); i > 0; --i)
            garbage += alphabet[pick(random)];
        CAPTURE(garbage);
        REQUIRE(bodies(read_all(garbage + encode_frame("{\"good\":1}"))) == kGood);
    }
}

TEST_CASE("limits refuse what is above them and nothing at them") {
    const FramingLimits limits{.max_header_line = 20, .max_headers = 2, .max_message = 12};
    CHECK(problems_before_a_good_frame("", limits).empty());
    CHECK(problems_before_a_good_frame("A: 1\r\nB: 2\r\nC: 3\r\n", limits) ==
          Problems{FramingProblem::too_many_headers});
    CHECK(problems_before_a_good_frame("A: 456789012345678901\n", limits) ==
          Problems{FramingProblem::header_too_long});
    CHECK(problems_before_a_good_frame(encode_frame("0123456789012"), limits) ==
          Problems{FramingProblem::message_too_long});
    CHECK(problems_before_a_good_frame("A: 45678901234567890\n", limits).empty());
    CHECK(bodies(read_all(encode_frame("012345678901"), limits)).size() == 1);
}

TEST_CASE("a message above the limit is refused at its header, and its body is passed over") {
    FrameReader reader({.max_message = 1000});
    reader.feed("Content-Length: 100000000\r\n\r\n");
    const auto refused = reader.next();
    REQUIRE((refused && !*refused));
    CHECK(refused->error().problem == FramingProblem::message_too_long);
    CHECK(reader.mid_message());
    // The body looks like frames, and must not be read as such.
    const std::string chunk = encode_frame("{\"inside\":1}");
    std::size_t left = 100'000'000;
    const std::string block(1'000'000 - chunk.size(), 'x');
    for (; left > 0; left -= 1'000'000) {
        reader.feed(chunk);
        reader.feed(block);
    }
    CHECK_FALSE(reader.next().has_value());
    reader.feed(encode_frame("{}"));
    CHECK(bodies(drain(reader)) == std::vector<std::string>{"{}"});
}

TEST_CASE("a length near 64 bits is refused without being believed") {
    const auto frames = read_all("Content-Length: 18446744073709551615\r\n\r\nabc");
    CHECK(problems(frames) == Problems{FramingProblem::message_too_long});
}

TEST_CASE("time grows with the bytes, not with their square") {
    // Quadratic work on 8 MB in single bytes would take hours; the bound is generous for a loaded machine.
    const std::string body(4U << 20U, 'x');
    const std::string garbage(4U << 20U, 'c');
    const auto start = std::chrono::steady_clock::now();
    FrameReader reader;
    for (const char byte : encode_frame(body) + garbage + encode_frame("{}"))
        reader.feed({&byte, 1});
    const auto frames = drain(reader);
    CHECK(bodies(frames).size() == 2);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
}
