#include <zlib.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "pace.hpp"
#include "testing.hpp"
#include "testing_server.hpp"

namespace nem_node {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using Json = nlohmann::json;

RestSettings quick() {
    RestSettings settings;
    settings.retry_first = 1ms;
    settings.retry_last = 20ms;
    settings.random = [] { return 0U; };
    return settings;
}

std::unique_ptr<RestNode> node_at(const std::string& url, RestSettings settings = quick()) {
    auto node = RestNode::make(url, std::move(settings));
    EXPECT_TRUE(node.has_value());
    return node ? *std::move(node) : nullptr;
}

template <class T>
NodeProblem problem_of(const Answer<T>& answer) {
    EXPECT_FALSE(answer.has_value());
    return answer ? NodeProblem{} : answer.error().problem;
}

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

TEST(RestNode, TellsNisErrorsApart) {
    struct Case {
        const char* body;
        const char* detail;
        int status;
        NodeProblem problem;
    };
    const Case cases[] = {
        {R"({"timeStamp":1,"error":"Bad Request","message":"address must be valid"})",
         "address must be valid", 400, NodeProblem::Refused},
        {R"({"error":"Unauthorized","message":null})", "Unauthorized", 401, NodeProblem::Refused},
        {R"({"error":"Not Found","message":"block not found in the db"})",
         "block not found in the db", 404, NodeProblem::NotFound},
        {"<html>\x1b[31m", "<html>\\u{001B}[31m", 500, NodeProblem::Refused},
        {R"({"message":"NIS_ILLEGAL_STATE_LOADING_CHAIN"})", "NIS_ILLEGAL_STATE_LOADING_CHAIN", 503,
         NodeProblem::NotReady},
        {"", "", 503, NodeProblem::TooManyRequests},
        {"", "", 429, NodeProblem::TooManyRequests},
    };
    for (const auto& [body, detail, status, problem] : cases) {
        const NodeError error = parse_error(status, body);
        EXPECT_EQ(error.problem, problem) << status;
        EXPECT_EQ(error.detail, detail) << status;
        EXPECT_TRUE(to_phrase(error).en.contains(std::to_string(status)));
        EXPECT_FALSE(to_phrase(error).ja.empty());
    }
}

TEST(RestNode, OnlyASynchronisedNodeIsReady) {
    std::atomic<int> code{6};
    const TestServer server{[&](const Asked& asked) {
        if (asked.target == "/heartbeat") { return ok(R"({"code":1,"type":2,"message":"ok"})"); }
        return ok(fmt::format(R"({{"code":{},"type":4,"message":"status"}})", code.load()));
    }};
    const auto node = node_at(server.url());
    EXPECT_TRUE(node->alive() == true);
    EXPECT_TRUE(node->ready().has_value());
    EXPECT_TRUE(node->status() == NodeStatus::Synchronized);
    for (const int other : {0, 1, 2, 3, 4, 5, 8}) {
        code = other;
        EXPECT_EQ(problem_of(node->ready()), NodeProblem::NotReady);
    }
    code = 7;
    EXPECT_EQ(problem_of(node->ready()), NodeProblem::NotReady);
}

TEST(RestNode, ALoneNodeIsReadyWhenTheCallerSaysSo) {
    const TestServer server{
        [](const Asked&) { return ok(R"({"code":7,"type":4,"message":"status"})"); }};
    RestSettings lone = quick();
    lone.lone_node = true;
    EXPECT_TRUE(node_at(server.url(), lone)->ready().has_value());
}

TEST(RestNode, ReadsBlocksByThePeerProtocolWithAChallenge) {
    const Chain chain = chain_of(3);
    const TestServer server{[&](const Asked& asked) {
        const bool blocks = asked.target == "/chain/blocks-after";
        Json data = Json::array();
        for (const auto& one : chain) {
            data.push_back(blocks ? nem::to_json(one->block)
                                  : Json{{"data", nem::to_hex(one->hash)}});
        }
        return ok(Json{{"entity", {{"data", data}}}, {"signature", "00"}}.dump());
    }};
    RestSettings settings = quick();
    settings.random = [] { return 0x1234567890abcdefU; };
    const auto node = node_at(server.url(), settings);
    const auto blocks = node->blocks_after(ledger::Height{0});
    ASSERT_TRUE(blocks.has_value());
    ASSERT_EQ(blocks->size(), 3U);
    EXPECT_EQ((*blocks)[2], chain[2]->block);
    EXPECT_TRUE(node->hashes_from(ledger::Height{1}) ==
                (std::vector{chain[0]->hash, chain[1]->hash, chain[2]->hash}));
    const Json asked = Json::parse(server.asked()[0].body);
    EXPECT_TRUE(asked["entity"]["height"] == 0);
    EXPECT_EQ(asked["challenge"]["data"].get<std::string>().size(), 128U);
    EXPECT_TRUE(server.asked()[0].body.contains("1234567890abcdef"));
}

TEST(RestNode, ReadsBlockAfterBlockWhereThePeerProtocolIsClosed) {
    const Chain chain = chain_of(3);
    const TestServer server{[&](const Asked& asked) {
        if (asked.target != "/block/at/public") { return answer(404, ""); }
        const auto height = Json::parse(asked.body)["height"].get<std::size_t>();
        if (height > chain.size()) { return answer(404, ""); }
        return ok(nem::to_json(chain[height - 1]->block).dump());
    }};
    const auto node = node_at(server.url());
    for (int i = 0; i < 2; ++i) {
        const auto blocks = node->blocks_after(ledger::Height{1});
        ASSERT_TRUE(blocks.has_value());
        ASSERT_EQ(blocks->size(), 2U);
        EXPECT_EQ((*blocks)[1], chain[2]->block);
    }
    EXPECT_TRUE(node->blocks_after(ledger::Height{3}) == std::vector<nem::Block>{});
    const auto asked = server.asked();
    EXPECT_EQ(std::ranges::count(asked, "/chain/blocks-after", &Asked::target), 1);
}

TEST(RestNode, AnnouncesOnceAndHandsOverTheNodesVerdict) {
    const auto transaction = transfer(1, 2, 3);
    const std::string hash = nem::to_hex(nem::hash_of(transaction.transaction));
    std::atomic<int> code{1};
    const TestServer server{[&](const Asked& asked) {
        if (code == 0) { return answer(503, "busy"); }
        EXPECT_EQ(asked.target, "/transaction/announce");
        EXPECT_TRUE(Json::parse(asked.body) == nem::to_announcement(transaction));
        return ok(Json{{"type", 1},
                       {"code", code.load()},
                       {"message", "FAILURE_\x1b"},
                       {"transactionHash", {{"data", hash}}},
                       {"innerTransactionHash", Json::object()}}
                      .dump());
    }};
    const auto node = node_at(server.url());
    const auto accepted = node->announce(transaction);
    ASSERT_TRUE(accepted.has_value());
    EXPECT_TRUE(accepted->accepted());
    EXPECT_TRUE(accepted->hash == nem::hash_of(transaction.transaction));
    code = 5;
    const auto refused = node->announce(transaction);
    ASSERT_TRUE(refused.has_value());
    EXPECT_FALSE(refused->accepted());
    EXPECT_EQ(refused->code, 5);
    EXPECT_EQ(refused->message, "FAILURE_\\u{001B}");
    code = 0;
    EXPECT_EQ(problem_of(node->announce(transaction)), NodeProblem::TooManyRequests);
    EXPECT_EQ(server.asked().size(), 3U);
}

TEST(RestNode, AsksForAccountsMosaicsAndHistories) {
    std::mutex mutex;
    std::string reply;
    const auto set = [&](const std::string& text) {
        const std::scoped_lock lock{mutex};
        reply = text;
    };
    const TestServer server{[&](const Asked&) {
        const std::scoped_lock lock{mutex};
        return ok(reply);
    }};
    const auto node = node_at(server.url());
    const nem::Address a = address_of(1);
    const auto target = [&] { return server.asked().back().target; };
    const std::string query = "?address=" + std::string{a.text()};
    set(R"({"data":[]})");
    EXPECT_TRUE(node->unconfirmed(a).has_value());
    EXPECT_EQ(target(), "/account/unconfirmedTransactions" + query);
    EXPECT_TRUE(node->transfers(a, Direction::All, {}).has_value());
    EXPECT_EQ(target(), "/account/transfers/all" + query + "&pageSize=100");
    EXPECT_TRUE(node->transfers(a, Direction::Incoming, 77).has_value());
    EXPECT_EQ(target(), "/account/transfers/incoming" + query + "&pageSize=100&id=77");
    EXPECT_TRUE(node->transfers(a, Direction::Outgoing, 78).has_value());
    EXPECT_EQ(target(), "/account/transfers/outgoing" + query + "&pageSize=100&id=78");
    EXPECT_TRUE(node->harvests(a, 5).has_value());
    EXPECT_EQ(target(), "/account/harvests" + query + "&id=5");
    EXPECT_TRUE(node->owned_mosaics(a).has_value());
    EXPECT_EQ(target(), "/account/mosaic/owned" + query);
    const auto account = [](const nem::Address& address) {
        return Json{{"account",
                     {{"address", address.text()},
                      {"publicKey", nullptr},
                      {"balance", 5},
                      {"vestedBalance", 1},
                      {"harvestedBlocks", 0},
                      {"multisigInfo", Json::object()}}},
                    {"meta",
                     {{"remoteStatus", "REMOTE"},
                      {"cosignatories", Json::array()},
                      {"cosignatoryOf", Json::array()}}}}
            .dump();
    };
    const auto owner = [&] {
        const auto said = node->owner_of_remote(a);
        EXPECT_TRUE(said.has_value());
        return said.value_or(std::nullopt);
    };
    set(account(a));
    EXPECT_TRUE(node->account(a).has_value());
    EXPECT_EQ(target(), "/account/get" + query);
    EXPECT_EQ(owner(), std::nullopt);
    EXPECT_EQ(target(), "/account/get/forwarded" + query);
    set(account(address_of(2)));
    EXPECT_EQ(owner(), address_of(2));
    set(R"({"sendTimeStamp":366000123500,"receiveTimeStamp":366000123456})");
    EXPECT_TRUE(node->network_time() == nem::TimeStamp{366'000'124});
    set("{}");
    EXPECT_EQ(problem_of(node->mosaic({"a.b", "it's a & b"})), NodeProblem::BadAnswer);
    EXPECT_EQ(target(), "/mosaic/definition?mosaicId=a.b%3Ait%27s%20a%20%26%20b");
    EXPECT_EQ(problem_of(node->last_block()), NodeProblem::BadAnswer);
    EXPECT_EQ(target(), "/chain/last-block");
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

TEST(NodeUrl, IsSchemeHostAndPortAndNothingElse) {
    EXPECT_TRUE(parse_node_url("http://127.0.0.1:7890") == "http://127.0.0.1:7890");
    EXPECT_TRUE(parse_node_url("HTTPS://Node.Example/") == "https://node.example");
    EXPECT_TRUE(parse_node_url("http://[::1]:7890") == "http://[::1]:7890");
    const std::string bad[] = {"",
                               "127.0.0.1:7890",
                               "ftp://a",
                               "file:///etc/passwd",
                               "http://",
                               "http://:7890",
                               "http://a:0",
                               "http://a:65536",
                               "http://a:7890x",
                               "http://a:",
                               "http://a/path",
                               "http://a?b",
                               "http://a#b",
                               "http://a b",
                               "http://[]",
                               "http://[g]",
                               "http://user:secret@a:7890",
                               "http://" + std::string(600, 'a')};
    for (const auto& url : bad) {
        const auto parsed = parse_node_url(url);
        ASSERT_FALSE(parsed.has_value()) << url;
        EXPECT_EQ(parsed.error().problem, NodeProblem::BadQuestion);
        EXPECT_FALSE(to_phrase(parsed.error()).en.contains("secret"));
        EXPECT_EQ(problem_of(RestNode::make(url, {})), NodeProblem::BadQuestion);
    }
}

TEST(Pace, SpacesQuestionsEvenly) {
    Pace pace{10};
    EXPECT_EQ(pace.wait_before(1s), 0us);
    EXPECT_EQ(pace.wait_before(1s), 100ms);
    EXPECT_EQ(pace.wait_before(1s + 150ms), 50ms);
    EXPECT_EQ(pace.wait_before(5s), 0us);
    Pace unlimited{0};
    EXPECT_EQ(unlimited.wait_before(1s), 0us);
    EXPECT_EQ(unlimited.wait_before(1s), 0us);
}

TEST(Pace, BacksOffToABound) {
    EXPECT_EQ(backed_off(500ms, 10s, 0), 500ms);
    EXPECT_EQ(backed_off(500ms, 10s, 3), 4s);
    EXPECT_EQ(backed_off(500ms, 10s, 4'000'000'000U), 10s);
    for (std::uint64_t random = 0; random < 5'000; random += 7) {
        const auto wait = jittered(1s, random);
        EXPECT_GE(wait, 1s);
        EXPECT_LE(wait, 1'500ms);
    }
}

TEST(NodeError, EveryProblemSpeaksBothLanguages) {
    for (std::uint8_t i = 0; i <= std::to_underlying(NodeProblem::BadQuestion); ++i) {
        const auto phrase = to_phrase({static_cast<NodeProblem>(i), 0, "detail"});
        EXPECT_TRUE(phrase.en.ends_with(": detail"));
        EXPECT_NE(phrase.en, phrase.ja);
    }
    for (std::uint8_t i = 0; i <= std::to_underlying(NodeStatus::Loading); ++i) {
        EXPECT_FALSE(to_string(static_cast<NodeStatus>(i)).empty());
    }
}

}  // namespace
}  // namespace nem_node
