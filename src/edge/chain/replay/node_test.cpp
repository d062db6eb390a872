#include "testing.hpp"

namespace replay::testing {
namespace {

using nlohmann::json;

struct ReplayNode : ::testing::Test {
    ReplayNode() {
        grow(chain, 12);
        view = view_of(chain);
    }
    [[nodiscard]] std::string address(std::size_t number) const {
        return std::string{chain.stand_ins()[number].address.text()};
    }
    Chain chain = make_chain();
    View view;
};

TEST_F(ReplayNode, AnswersEveryQuestionOfNis) {
    const struct {
        std::string target;
        const char* key;
    } cases[] = {{"/heartbeat", "code"},
                 {"/status", "code"},
                 {"/node/info", "metaData"},
                 {"/node/extended-info", "nisInfo"},
                 {"/node/peer-list/reachable", "data"},
                 {"/time-sync/network-time", "sendTimeStamp"},
                 {"/chain/height", "height"},
                 {"/chain/score", "score"},
                 {"/chain/last-block", "transactions"},
                 {"/account/get?address=" + address(0), "account"},
                 {"/account/get/forwarded?address=" + address(0), "account"},
                 {"/account/status?address=" + address(0), "remoteStatus"},
                 {"/account/transfers/all?address=" + address(0), "data"},
                 {"/account/transfers/incoming?address=" + address(0), "data"},
                 {"/account/transfers/outgoing?address=" + address(0), "data"},
                 {"/account/unconfirmedTransactions?address=" + address(0), "data"},
                 {"/account/harvests?address=" + address(0), "data"},
                 {"/account/mosaic/owned?address=" + address(0), "data"},
                 {"/mosaic/definition?mosaicId=nem:xem", "creator"},
                 {"/mosaic/definition/last?mosaicId=nem:xem", "creator"},
                 {"/mosaic/supply?mosaicId=nem:xem", "supply"}};
    for (const auto& [target, key] : cases) {
        const auto said = answer(view, {false, target, {}, 1'000});
        EXPECT_EQ(said.status, 200) << target << said.body;
        EXPECT_TRUE(said.body.ends_with("\r\n")) << target;
        EXPECT_TRUE(json::parse(said.body).contains(key)) << target;
    }
}

TEST_F(ReplayNode, RefusesAsNisWords) {
    const struct {
        bool post;
        std::string target, body;
        int status;
        const char* message;
    } cases[] = {
        {false, "/account/get?address=NOBODY", "", 400, "address must be valid"},
        {false, "/account/get", "", 400, "address is required"},
        {false, "/account/get/from-public-key?publicKey=00", "", 400, "publicKey must be valid"},
        {true, "/block/at/public", R"({"height":0})", 400, "height must be positive"},
        {true, "/block/at/public", R"({"height":999})", 404, "block not found in the db '999'"},
        {true, "/block/at/public", "[1]", 400, "a JSON object is required"},
        {false, "/block/at/public", "", 405, "Request method 'GET' not supported"},
        {false, "/transaction/get?hash=" + std::string(64, '0'), "", 400,
         "Hash was not found in cache"},
        {false, "/namespace?namespace=ts", "", 404, "the requested namespace is unknown"},
        {false, "/mosaic/definition?mosaicId=ts:x", "", 404,
         "the requested mosaic definition is unknown"},
        {true, "/transaction/prepare-announce", "{}", 401, "local access only"},
        {false, "/nothing", "", 404, "unknown path"},
        {false, "/account/get?address=%zz", "", 400, "the query cannot be decoded"},
        {false, "/account/harvests?id=x&address=" + address(0), "", 400, "id must be a number"},
    };
    for (const auto& one : cases) {
        const auto said = answer(view, {one.post, one.target, one.body, 89'000'000'000});
        EXPECT_EQ(said.status, one.status) << one.target;
        const auto error = json::parse(said.body);
        EXPECT_EQ(error["message"], one.message) << one.target;
        EXPECT_EQ(error["status"], one.status);
        EXPECT_EQ(error["timeStamp"], 89'000'000);
    }
}

TEST_F(ReplayNode, ServesItsChainAsItWasMade) {
    const auto blocks = post(view, "/chain/blocks-after", {{"entity", {{"height", 1}}}});
    const auto& data = blocks["entity"]["data"];
    ASSERT_EQ(data.size(), 11U);
    const auto hashes = post(view, "/chain/hashes-from", {{"entity", {{"height", 2}}}});
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto block = nem::parse_block(data[i]);
        ASSERT_TRUE(block.has_value());
        EXPECT_EQ(*block, view.picture->blocks[i + 1]->block);
        EXPECT_EQ(hashes["entity"]["data"][i]["data"], nem::to_hex(nem::hash_of(*block)));
    }
    EXPECT_EQ(post(view, "/block/at/public", {{"height", 5}}), data[3]);
    EXPECT_TRUE(post(view, "/chain/blocks-after", {{"height", 12}})["entity"]["data"].empty());
}

TEST_F(ReplayNode, PagesHistoriesByIdAndHash) {
    const std::string asked = "/account/transfers/all?address=" + address(1);
    const auto all = get(view, asked)["data"];
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0]["meta"]["hash"]["data"], nem::to_hex(chain.hash_of_recorded(3)));
    EXPECT_EQ(all[3]["meta"]["height"], 2);
    const std::uint64_t second = all[1]["meta"]["id"];
    const auto rest = get(view, asked + "&id=" + std::to_string(second))["data"];
    ASSERT_EQ(rest.size(), 2U);
    EXPECT_EQ(rest[0], all[2]);
    const std::string hash = all[1]["meta"]["hash"]["data"];
    EXPECT_EQ(get(view, asked + "&hash=" + hash)["data"], rest);
    EXPECT_EQ(get(view, "/account/transfers/outgoing?address=" + address(1))["data"].size(), 1U);
    EXPECT_EQ(get(view, "/account/transfers/incoming?address=" + address(1))["data"].size(), 3U);
    EXPECT_EQ(get(view, "/transaction/get?hash=" + hash), all[1]);
}

TEST_F(ReplayNode, SaysWhoHarvested) {
    const std::string harvester{chain.harvester().text()};
    const auto harvests = get(view, "/account/harvests?address=" + harvester)["data"];
    ASSERT_EQ(harvests.size(), 11U);
    EXPECT_EQ(harvests[0]["height"], 12);
    EXPECT_EQ(harvests[10]["totalFee"], 50'000);
    EXPECT_EQ(get(view, "/account/get?address=" + harvester)["account"]["harvestedBlocks"], 11);
}

TEST_F(ReplayNode, ShowsThePoolToThoseWhoTakePart) {
    Chain early = make_chain();
    ASSERT_TRUE(early.step().has_value());
    const auto shown = view_of(early);
    const std::string asked = "/account/unconfirmedTransactions?address=";
    const auto mine = get(shown, asked + address(0))["data"];
    ASSERT_EQ(mine.size(), 1U);
    EXPECT_TRUE(mine[0]["meta"]["data"].is_null());
    EXPECT_TRUE(get(shown, asked + address(2))["data"].empty());
}

TEST_F(ReplayNode, CutsAnnouncementsAt2048Bytes) {
    auto wordy = payment("alice", address_of("bob"), 1, kFirst);
    std::get<nem::Transfer>(wordy.body).message =
        nem::Message{nem::MessageType::Plain, std::vector<std::uint8_t>(2'000, 1)};
    const nem::SignedTransaction one{wordy, {}};
    const auto body = nem::to_announcement(one).dump();
    EXPECT_EQ(answer(view, {true, "/transaction/announce", body, 0}).status, 500);
    const auto small = signed_by("alice", payment("alice", address_of("bob"), 1, kFirst));
    const auto said =
        respond(view, {true, "/transaction/announce", nem::to_announcement(small).dump(), 0});
    const auto* announcement = std::get_if<Announcement>(&said);
    ASSERT_NE(announcement, nullptr);
    EXPECT_EQ(announcement->transaction, small);
    const auto answered = json::parse(to_response(chain.announce(small, kFirst)).body);
    EXPECT_EQ(answered["code"], 1);
    EXPECT_EQ(answered["message"], "SUCCESS");
    EXPECT_EQ(answered["innerTransactionHash"], json::object());
}

TEST_F(ReplayNode, LiesOnlyAboutBlocksFromTheHeightSaid) {
    view.faults.lie_from = 4;
    for (const Lie lie : {Lie::Amount, Lie::Hash, Lie::Signature}) {
        view.faults.lie = lie;
        const auto honest = nem::parse_block(post(view, "/block/at/public", {{"height", 2}}));
        const auto lying = nem::parse_block(post(view, "/block/at/public", {{"height", 4}}));
        ASSERT_TRUE(honest.has_value() && lying.has_value());
        EXPECT_TRUE(nem_keys::verify(*honest));
        EXPECT_FALSE(nem_keys::verify(*lying));
    }
}

TEST_F(ReplayNode, AnswersLittleWhileItLoads) {
    view.faults.loading = true;
    EXPECT_EQ(get(view, "/status")["code"], 8);
    EXPECT_EQ(get(view, "/chain/height")["height"], 12);
    EXPECT_EQ(get(view, "/chain/last-block")["message"], "NIS_ILLEGAL_STATE_LOADING_CHAIN");
}

}  // namespace
}  // namespace replay::testing
