#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stomp/stomp.hpp>

namespace stomp {
namespace {

using namespace std::string_literals;

TEST(Stomp, WritesWhatTheSpecificationShows) {
    EXPECT_EQ(write({"CONNECT", {{"accept-version", "1.1,1.2"}, {"host", "a:b"}}, ""}),
              "CONNECT\naccept-version:1.1,1.2\nhost:a:b\n\n\0"s);
    EXPECT_EQ(write({"SEND", {{"destination", "/w/api"}, {"a:b", "c\\d\r\n"}}, "hello"}),
              "SEND\ndestination:/w/api\na\\cb:c\\\\d\\r\\n\ncontent-length:5\n\nhello\0"s);
}

TEST(Stomp, ReadsFramesOfBothLineEnds) {
    const auto unix_ends = parse("MESSAGE\ndestination:/blocks/new\n\n{\"height\":1}\0\n\n"s);
    const auto dos_ends =
        parse("\r\n\nMESSAGE\r\ndestination:/blocks/new\r\n\r\n{\"height\":1}\0"s);
    ASSERT_TRUE(unix_ends.has_value());
    EXPECT_TRUE(dos_ends == unix_ends);
    EXPECT_EQ(unix_ends->command, "MESSAGE");
    EXPECT_EQ(unix_ends->header("destination"), "/blocks/new");
    EXPECT_EQ(unix_ends->header("Destination"), std::nullopt);
    EXPECT_EQ(unix_ends->body, "{\"height\":1}");
}

TEST(Stomp, OfARepeatedHeaderTheFirstCounts) {
    const auto frame = parse("MESSAGE\na:1\na:2\n\n\0"s);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->header("a"), "1");
}

TEST(Stomp, ABodyOfDeclaredLengthMayHoldNul) {
    const auto frame = parse("MESSAGE\ncontent-length:3\n\na\0b\0"s);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->body, "a\0b"s);
    EXPECT_TRUE(parse(write(*frame)) == frame);
}

TEST(Stomp, SaysWhatIsWrong) {
    std::string many = "MESSAGE\n";
    for (std::size_t i = 0; i <= kHeadersMax; ++i) { many += "a:b\n"; }
    struct Case {
        const char* name;
        std::string text;
        FrameProblem problem;
    };
    const Case cases[] = {
        {"empty", "", FrameProblem::Incomplete},
        {"no end of the head", "MESSAGE\na:b\n", FrameProblem::Incomplete},
        {"no nul", "MESSAGE\n\nbody", FrameProblem::Incomplete},
        {"shorter than declared", "MESSAGE\ncontent-length:5\n\nbody\0"s, FrameProblem::Incomplete},
        {"lower case", "message\n\n\0"s, FrameProblem::BadCommand},
        {"no colon", "MESSAGE\nab\n\n\0"s, FrameProblem::BadHeader},
        {"no name", "MESSAGE\n:b\n\n\0"s, FrameProblem::BadHeader},
        {"nul in the head", "MESSAGE\na\0:b\n\n\0"s, FrameProblem::BadHeader},
        {"unknown escape", "MESSAGE\na:\\t\n\n\0"s, FrameProblem::BadHeader},
        {"half an escape", "MESSAGE\na:\\\n\n\0"s, FrameProblem::BadHeader},
        {"stray carriage return", "MESSAGE\na:b\rc\n\n\0"s, FrameProblem::BadHeader},
        {"length is no number", "MESSAGE\ncontent-length:+1\n\nb\0"s, FrameProblem::BadLength},
        {"longer than declared", "MESSAGE\ncontent-length:1\n\nbody\0"s, FrameProblem::BadLength},
        {"length beyond bounds", "MESSAGE\ncontent-length:99999999\n\nb\0"s, FrameProblem::TooLong},
        {"too many headers", many + "\n\0"s, FrameProblem::TooLong},
        {"two frames", "MESSAGE\n\n\0MESSAGE\n\n\0"s, FrameProblem::TrailingBytes},
        {"too long", std::string(kFrameBytesMax + 1, 'A'), FrameProblem::TooLong},
    };
    for (const auto& [name, text, problem] : cases) {
        const auto frame = parse(text);
        ASSERT_FALSE(frame.has_value()) << name;
        EXPECT_EQ(frame.error(), problem) << name << ": " << to_string(frame.error());
    }
}

TEST(Stomp, AStreamCutAnywhereGivesTheSameFrames) {
    EXPECT_TRUE(rc::check([] {
        const auto make = [] {
            const auto text = [] { return *rc::gen::string<std::string>(); };
            Frame frame{"MESSAGE", {}, text()};
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
                const auto name = text();
                if (!name.empty() && name != "content-length") {
                    frame.headers.emplace_back(name, text());
                }
            }
            // A NUL in a header has no escape in STOMP.
            for (auto& [name, value] : frame.headers) {
                std::erase(name, '\0');
                std::erase(value, '\0');
            }
            std::erase_if(frame.headers, [](const auto& header) { return header.first.empty(); });
            return frame;
        };
        std::vector<Frame> frames;
        std::string stream;
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
            frames.push_back(make());
            stream += write(frames.back()) + (i % 2 == 0 ? "\n" : "");
        }
        FrameReader reader;
        std::vector<Frame> read;
        for (std::size_t at = 0; at < stream.size();) {
            const auto size = *rc::gen::inRange<std::size_t>(1, 40);
            reader.feed(std::string_view{stream}.substr(at, size));
            at += size;
            while (true) {
                auto frame = reader.next();
                RC_ASSERT(frame.has_value());
                if (!*frame) { break; }
                read.push_back(**frame);
            }
        }
        RC_ASSERT(read == frames);
    }));
}

TEST(Stomp, AReaderStaysAtItsProblem) {
    FrameReader reader;
    reader.feed("message\n\n\0MESSAGE\n\n\0"s);
    for (int i = 0; i < 2; ++i) {
        const auto frame = reader.next();
        ASSERT_FALSE(frame.has_value());
        EXPECT_EQ(frame.error(), FrameProblem::BadCommand);
        reader.feed("MESSAGE\n\n\0"s);
    }
}

TEST(Stomp, AReaderKeepsNoMoreThanOneFrame) {
    FrameReader reader;
    reader.feed("MESSAGE\n\n");
    const std::string more(1U << 20U, 'a');
    bool refused = false;
    for (int i = 0; i < 6 && !refused; ++i) {
        reader.feed(more);
        const auto frame = reader.next();
        refused = !frame && frame.error() == FrameProblem::TooLong;
    }
    EXPECT_TRUE(refused);
}

}  // namespace
}  // namespace stomp
