#include <filesystem>
#include <fstream>

#include "answers_written.hpp"
#include "testing.hpp"

namespace nem_node {
namespace {

using namespace testing;

std::string detail_of(const auto& answer) {
    EXPECT_FALSE(answer.has_value());
    if (answer) { return ""; }
    EXPECT_EQ(answer.error().problem, NodeProblem::BadAnswer);
    return answer.error().detail;
}

nem::Hash hash(std::uint8_t with) {
    nem::Hash value;
    value.bytes.fill(with);
    return value;
}

TEST(NodeAnswers, SurviveBeingWrittenAsNisWrites) {
    AccountState state;
    state.address = address_of(1);
    state.public_key = key_of(1);
    state.balance = money::Amount::from_atoms(9'000'000'000'000'000);
    state.vested = money::Amount::from_atoms(5);
    state.harvested_blocks = 645;
    state.multisig = MultisigInfo{3, 2};
    state.cosignatories = {address_of(2), address_of(3)};
    state.cosignatory_of = {address_of(4)};
    for (const auto remote : {RemoteStatus::Remote, RemoteStatus::Activating, RemoteStatus::Active,
                              RemoteStatus::Deactivating, RemoteStatus::Inactive}) {
        state.remote = remote;
        EXPECT_TRUE(parse_account(written(state).dump()) == state);
    }
    const std::vector<HistoryEntry> history{{7, {40'706}, hash(1), hash(2), transfer(1, 2, 3)},
                                            {6, {9}, hash(3), {}, transfer(2, 1, 3)}};
    const auto write = [](const auto& one) { return written(one); };
    EXPECT_TRUE(parse_history(list(history, write).dump()) == history);
    const std::vector<Harvest> harvests{{5, {4}, {3}, money::Amount::from_atoms(2)}};
    EXPECT_TRUE(parse_harvests(list(harvests, write).dump()) == harvests);
    const std::vector<nem::Mosaic> owned{{{"nem", "xem"}, money::Amount::from_atoms(5)}};
    EXPECT_TRUE(parse_owned_mosaics(list(owned, write).dump()) == owned);
    const Announced announced{73, "FAILURE_MULTISIG_NO_MATCHING_MULTISIG", hash(1), hash(2)};
    EXPECT_TRUE(parse_announced(written(announced).dump()) == announced);
}

TEST(NodeAnswers, AcceptWhatOldNodesLeaveOut) {
    // No multisigInfo; no innerHash; null hashes.
    EXPECT_TRUE(parse_account(R"({"account":{"address":")" + std::string{address_of(1).text()} +
                              R"(","balance":1,"vestedBalance":0,"harvestedBlocks":0},)" +
                              R"("meta":{"remoteStatus":"INACTIVE","cosignatories":[],)" +
                              R"("cosignatoryOf":[]}})")
                    .has_value());
    Json entry = written(HistoryEntry{1, {2}, hash(1), {}, transfer(1, 2, 3)});
    entry["meta"].erase("innerHash");
    EXPECT_TRUE(parse_history(list_of(Json::array({entry})).dump()).has_value());
    EXPECT_TRUE(parse_announced(R"({"code":3,"message":null,"transactionHash":null})") ==
                (Announced{3, "", {}, {}}));
}

TEST(NodeAnswers, NetworkTimeIsRoundedAsNisRounds) {
    EXPECT_TRUE(parse_network_time(R"({"sendTimeStamp":1499})") == nem::TimeStamp{1});
    EXPECT_TRUE(parse_network_time(R"({"sendTimeStamp":1500})") == nem::TimeStamp{2});
    EXPECT_TRUE(parse_network_time(R"({"sendTimeStamp":4294967295499})") ==
                nem::TimeStamp{UINT32_MAX});
    EXPECT_EQ(detail_of(parse_network_time(R"({"sendTimeStamp":4294967295500})")),
              "sendTimeStamp: no number up to 4294967295499");
}

TEST(NodeAnswers, SayWhatIsWrong) {
    std::string many;
    for (std::size_t i = 0; i <= kListMax; ++i) { many += i == 0 ? "{}" : ",{}"; }
    EXPECT_EQ(detail_of(parse_height("")), "no JSON");
    EXPECT_EQ(detail_of(parse_height("[]")), "no object");
    EXPECT_EQ(detail_of(parse_height("{}")), "height: no number up to 18446744073709551615");
    EXPECT_TRUE(detail_of(parse_height(R"({"height":-1})")).starts_with("height: no number"));
    EXPECT_TRUE(detail_of(parse_height(R"({"height":1.5})")).starts_with("height: no number"));
    EXPECT_EQ(detail_of(parse_height(std::string(nem::kJsonBytesMax + 1, ' '))), "too long");
    EXPECT_EQ(detail_of(parse_status(R"({"type":2,"code":6})")), "type: not 4");
    EXPECT_EQ(detail_of(parse_status(R"({"type":4,"code":9})")), "code: 9 is no status");
    EXPECT_EQ(detail_of(parse_heartbeat("{}")), "type: no number up to 18446744073709551615");
    EXPECT_EQ(detail_of(parse_hashes(R"({"entity":{"data":[{"data":"00"}]}})")),
              "[0]: hash: no hash");
    EXPECT_EQ(detail_of(parse_hashes(R"({"entity":{"data":{}}})")),
              "data: no list of up to 1000 entries");
    EXPECT_EQ(detail_of(parse_hashes(R"({"entity":[]})")), "entity: no object");
    EXPECT_EQ(detail_of(parse_history("{\"data\":[" + many + "]}")),
              "data: no list of up to 1000 entries");
    EXPECT_EQ(detail_of(parse_history(R"({"data":[{}]})")), "[0]: meta: no object");
    EXPECT_EQ(detail_of(parse_harvests(R"({"data":[7]})")), "[0]: no object");
    EXPECT_EQ(detail_of(parse_owned_mosaics(R"({"data":[{"mosaicId":{}}]})")),
              "[0]: mosaicId: namespaceId: no text of up to 512 bytes");
    EXPECT_EQ(detail_of(parse_supply(R"({"supply":"9"})")),
              "supply: no number up to 18446744073709551615");
    EXPECT_FALSE(detail_of(parse_block_answer("{}")).empty());
    EXPECT_TRUE(detail_of(parse_blocks(R"({"entity":{"data":[{}]}})")).starts_with("[0]: "));
    EXPECT_FALSE(detail_of(parse_unconfirmed_answer(R"({"data":[{}]})")).empty());
    EXPECT_FALSE(detail_of(parse_definition_answer("{}")).empty());
    EXPECT_EQ(detail_of(parse_announced(R"({"code":70000})")), "code: no number up to 65535");
    const auto account = [](const Json& patch) {
        AccountState state;
        state.address = address_of(1);
        Json json = written(state);
        json.merge_patch(patch);
        return detail_of(parse_account(json.dump()));
    };
    EXPECT_EQ(account({{"account", {{"address", "nobody"}}}}), "address: no address");
    EXPECT_EQ(account({{"account", {{"publicKey", "00"}}}}), "publicKey: no public key");
    EXPECT_EQ(account({{"account", {{"multisigInfo", {{"cosignatoriesCount", 1}}}}}}),
              "minCosignatories: no number up to 4294967295");
    EXPECT_EQ(account({{"meta", {{"remoteStatus", "MAYBE"}}}}), "remoteStatus: none of NIS's");
    EXPECT_EQ(account({{"meta", {{"cosignatories", {1}}}}}), "cosignatories[0]: no object");
}

// ---- answers of real nodes.

std::optional<std::string> read_shared(const std::string& name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the test has one thread
    const char* const named = std::getenv("DYEPACK_SHARED");
    const auto folder = named != nullptr
                            ? std::filesystem::path{named}
                            : std::filesystem::path{DYEPACK_SOURCE_DIR} / ".." / "shared";
    std::ifstream stream{folder / name, std::ios::binary};
    if (!stream) { return std::nullopt; }
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

/// All of the files, or nothing when one is not there.
std::optional<std::vector<std::string>> read_all_shared(const std::string& folder,
                                                        const std::vector<std::string>& names) {
    std::vector<std::string> texts;
    for (const auto& name : names) {
        auto text = read_shared(folder + name);
        if (!text) { return std::nullopt; }
        texts.push_back(*std::move(text));
    }
    return texts;
}

TEST(NodeAnswers, ReadTheSamplesOfTheApiDocument) {
    const auto texts =
        read_all_shared("nem/samples/", {"account-get.json", "account-mosaic-owned.json",
                                         "account-transfers-outgoing.json", "announce-result.json",
                                         "block-at-public.json", "chain-height.json",
                                         "error-object.json", "heartbeat.json", "status.json"});
    if (!texts) { GTEST_SKIP() << "../shared/nem/samples/ is not there"; }
    const std::string& account = (*texts)[0];
    const std::string& owned = (*texts)[1];
    const std::string& outgoing = (*texts)[2];
    const std::string& result = (*texts)[3];
    const std::string& block = (*texts)[4];
    const std::string& height = (*texts)[5];
    const std::string& error = (*texts)[6];
    const std::string& heartbeat = (*texts)[7];
    const std::string& status = (*texts)[8];
    const auto state = parse_account(account);
    ASSERT_TRUE(state.has_value());
    EXPECT_EQ(state->balance.atoms(), 124'446'551'689'680U);
    EXPECT_EQ(state->remote, RemoteStatus::Active);
    const auto mosaics = parse_owned_mosaics(owned);
    ASSERT_TRUE(mosaics.has_value());
    EXPECT_EQ((*mosaics)[0].id, (nem::MosaicId{"alice.drinks", "orange juice"}));
    const auto history = parse_history(outgoing);
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ((*history)[0].id, 70'498U);
    EXPECT_EQ((*history)[0].height, ledger::Height{40'803});
    const auto announced = parse_announced(result);
    ASSERT_TRUE(announced.has_value());
    EXPECT_EQ(announced->code, 6);
    EXPECT_TRUE(announced->inner_hash.has_value());
    EXPECT_TRUE(parse_block_answer(block).has_value());
    EXPECT_TRUE(parse_height(height) == ledger::Height{42'799});
    EXPECT_EQ(parse_error(400, error).detail, "address must be valid");
    EXPECT_TRUE(parse_heartbeat(heartbeat) == true);
    EXPECT_TRUE(parse_status(status) == NodeStatus::Synchronized);
}

TEST(NodeAnswers, ReadWhatRealNodesAnswered) {
    const auto texts = read_all_shared(
        "data/nem-nis-json/recorded/",
        {"account_get.json", "account_get_multisig_1_of_2.json", "account_get_multisig_signer.json",
         "blockchain_block_at-2.json", "blockchain_height.json", "blockchain_last_block_main.json",
         "blockchain_tx_apostile_0.6.84.json", "multisig_sign.json", "setup_status.json"});
    if (!texts) { GTEST_SKIP() << "../shared/data/nem-nis-json/recorded/ is not there"; }
    const std::string& plain = (*texts)[0];
    const std::string& multisig = (*texts)[1];
    const std::string& signer = (*texts)[2];
    const std::string& at = (*texts)[3];
    const std::string& height = (*texts)[4];
    const std::string& last = (*texts)[5];
    const std::string& apostille = (*texts)[6];
    const std::string& pool = (*texts)[7];
    const std::string& status = (*texts)[8];
    EXPECT_TRUE(parse_account(plain).has_value());
    const auto account = parse_account(multisig);
    ASSERT_TRUE(account.has_value());
    EXPECT_TRUE(account->multisig == (MultisigInfo{2, 1}));
    EXPECT_EQ(account->cosignatories.size(), 2U);
    const auto cosigner = parse_account(signer);
    ASSERT_TRUE(cosigner.has_value());
    EXPECT_EQ(cosigner->cosignatory_of, std::vector{account->address});
    EXPECT_TRUE(parse_block_answer(at).has_value());
    EXPECT_TRUE(parse_height(height).has_value());
    EXPECT_TRUE(parse_block_answer(last).has_value());
    const auto history = parse_history(list_of(Json::array({Json::parse(apostille)})).dump());
    ASSERT_TRUE(history.has_value());
    EXPECT_EQ(nem::hash_of((*history)[0].transaction.transaction), (*history)[0].hash);
    const auto unconfirmed = parse_unconfirmed_answer(pool);
    ASSERT_TRUE(unconfirmed.has_value());
    EXPECT_EQ((*unconfirmed)[0].inner_hash,
              nem::inner_hash((*unconfirmed)[0].transaction.transaction));
    EXPECT_TRUE(parse_status(status).has_value());
}

}  // namespace
}  // namespace nem_node
