#include <zlib.h>

#include <atomic>
#include <thread>

#include "testing_rest.hpp"
#include "testing_server.hpp"

namespace nem_node {
namespace {

using namespace testing;
using namespace std::chrono_literals;

std::string gzipped(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    std::string input = text;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): zlib's bytes
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

const std::string kHeight = "{\"height\":1234}\r\n";

TEST(RestNode, KeepsItsConnection) {
    const TestServer server{[](const Asked&) { return ok(kHeight); }};
    const auto node = node_at(server.url());
    for (int i = 0; i < 3; ++i) { EXPECT_TRUE(node->height() == ledger::Height{1'234}); }
    const auto asked = server.asked();
    ASSERT_EQ(asked.size(), 3U);
    EXPECT_EQ(asked[0].method, "GET");
    EXPECT_EQ(asked[0].target, "/chain/height");
    EXPECT_EQ(asked[2].connection, asked[0].connection);
}

TEST(RestNode, UnpacksGzipAndBoundsWhatComesOut) {
    const std::string small = gzipped(kHeight);
    const std::string bomb = gzipped(std::string(1U << 20U, ' ') + kHeight);
    std::atomic<bool> large{false};
    const TestServer server{[&](const Asked&) {
        return answer(200, large ? bomb : small, "Content-Encoding: gzip\r\n");
    }};
    RestSettings settings = quick();
    settings.answer_bytes_max = 100'000;
    const auto node = node_at(server.url(), settings);
    EXPECT_TRUE(node->height() == ledger::Height{1'234});
    EXPECT_EQ(server.asked()[0].encodings, "gzip");
    large = true;
    const auto height = node->height();
    EXPECT_EQ(problem_of(height), NodeProblem::BadAnswer);
    EXPECT_TRUE(height.error().detail.contains("100000"));
}

TEST(RestNode, BoundsAnAnswerWithoutLength) {
    const TestServer server{[](const Asked&) {
        return Served{"HTTP/1.1 200 X\r\n\r\n" + std::string(300'000, ' '), true, {}};
    }};
    RestSettings settings = quick();
    settings.answer_bytes_max = 100'000;
    EXPECT_EQ(problem_of(node_at(server.url(), settings)->height()), NodeProblem::BadAnswer);
}

TEST(RestNode, FollowsNoRedirect) {
    const TestServer server{[](const Asked&) {
        return answer(302, "", "Location: http://127.0.0.1:1/chain/height\r\n");
    }};
    const auto height = node_at(server.url())->height();
    EXPECT_EQ(problem_of(height), NodeProblem::Refused);
    EXPECT_EQ(height.error().http_status, 302);
    EXPECT_EQ(server.asked().size(), 1U);
}

TEST(RestNode, GivesUpWhenTimeIsOut) {
    const TestServer server{[](const Asked&) { return Served{ok(kHeight).bytes, true, 300ms}; }};
    RestSettings settings = quick();
    settings.total_timeout = 50ms;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(problem_of(node_at(server.url(), settings)->height()), NodeProblem::TimedOut);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 250ms);  // asked once
}

TEST(RestNode, AsksAgainAfterACutButNotForEver) {
    std::atomic<int> cuts{2};
    const std::string half = ok(kHeight).bytes.substr(0, ok(kHeight).bytes.size() - 5);
    const TestServer server{
        [&](const Asked&) { return cuts-- > 0 ? Served{half, true, {}} : ok(kHeight); }};
    const auto node = node_at(server.url());
    EXPECT_TRUE(node->height() == ledger::Height{1'234});
    EXPECT_EQ(server.asked().size(), 3U);
    cuts = 100;
    EXPECT_EQ(problem_of(node->height()), NodeProblem::Cut);
    EXPECT_EQ(server.asked().size(), 3U + 1U + quick().retries_max);
}

TEST(RestNode, SaysThatNobodyAnswers) {
    std::string url;
    {
        url = TestServer{[](const Asked&) { return ok(""); }}.url();
    }
    EXPECT_EQ(problem_of(node_at(url)->height()), NodeProblem::Unreachable);
}

TEST(RestNode, WaitsAsLongAsItIsAskedTo) {
    for (const int status : {429, 503}) {
        std::atomic<int> refusals{1};
        const TestServer server{[&](const Asked&) {
            return refusals-- > 0 ? answer(status, "slow down", "Retry-After: 1\r\n") : ok(kHeight);
        }};
        RestSettings settings = quick();
        settings.retry_last = 2s;
        const auto node = node_at(server.url(), settings);
        const auto begin = std::chrono::steady_clock::now();
        EXPECT_TRUE(node->height() == ledger::Height{1'234});
        EXPECT_GE(std::chrono::steady_clock::now() - begin, 1s);
    }
}

TEST(RestNode, LeavesANodeAloneThatAsksForALongPause) {
    const TestServer server{[](const Asked&) { return answer(429, "", "Retry-After: 3600\r\n"); }};
    const auto node = node_at(server.url());
    EXPECT_EQ(problem_of(node->height()), NodeProblem::TooManyRequests);
    EXPECT_EQ(problem_of(node->height()), NodeProblem::TooManyRequests);
    EXPECT_EQ(server.asked().size(), 1U);
}

TEST(RestNode, StopsAtOnceWhenAsked) {
    const TestServer server{[](const Asked&) { return answer(429, ""); }};
    std::stop_source stop;
    RestSettings settings = quick();
    settings.retry_first = 10min;
    settings.retry_last = 20min;
    settings.stop = stop.get_token();
    const auto node = node_at(server.url(), settings);
    const std::jthread stopper{[&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    }};
    EXPECT_EQ(problem_of(node->height()), NodeProblem::Cut);
}

}  // namespace
}  // namespace nem_node
