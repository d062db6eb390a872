#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>

#include "testing.hpp"
#include "testing_rest.hpp"
#include "testing_server.hpp"

namespace nem_node {
namespace {

using namespace testing;
using Json = nlohmann::json;

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

}  // namespace
}  // namespace nem_node
