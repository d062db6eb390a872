// Vectors and blocks of others, which lie beside the project (tests skip where they do not).
#include <gtest/gtest.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

namespace {

using namespace nem;
using namespace nem::testing;
using Json = nlohmann::json;

constexpr const char* kSkip = "the vectors are not here: set DYEPACK_SHARED";

std::span<const std::uint8_t> as_bytes(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return std::tolower(letter); });
    return text;
}

/// As it was, without the helper keys of the nemesis files.
Json without_order(Json json) {
    if (json.is_object()) { json.erase("_propertyOrderArray"); }
    for (auto& part : json) {
        if (part.is_structured()) { part = without_order(part); }
    }
    return json;
}

TEST(NemVectors, NemesisBlocksDecodeAndReencodeBitForBit) {
    const auto expected = read_shared_json("nem/nemesis/expected.json");
    if (!expected) { GTEST_SKIP() << kSkip; }
    for (const auto& [name, facts] : expected->items()) {
        const auto file = read_shared("nem/nemesis/nemesis-" + name + ".bin");
        ASSERT_TRUE(file) << name;
        const Block block = good(decode_block(as_bytes(*file)));
        EXPECT_TRUE(std::ranges::equal(encode(block), as_bytes(*file))) << name;
        EXPECT_TRUE(parse_block(to_json(block)) == block) << name;
        EXPECT_EQ(to_hex(hash_of(block)), text_of(facts["blockHash"])) << name;
        EXPECT_EQ(to_hex(block.signer), text_of(facts["signerPublicKey"])) << name;
        EXPECT_EQ(block.type, BlockType::Nemesis);
        EXPECT_EQ(block.height, ledger::Height{1});
        EXPECT_EQ(block.transactions.size(), facts["transactions"].get<std::uint64_t>()) << name;
        ASSERT_FALSE(block.transactions.empty());
        EXPECT_EQ(to_hex(hash_of(block.transactions.front().transaction)),
                  text_of(facts["firstTransactionHash"]));
        EXPECT_EQ(to_hex(hash_of(block.transactions.back().transaction)),
                  text_of(facts["lastTransactionHash"]));
        std::uint64_t amounts = 0;
        std::uint64_t fees = 0;
        for (const auto& [transaction, signature] : block.transactions) {
            fees += transaction.header.fee.atoms();
            const auto* transfer = std::get_if<Transfer>(&transaction.body);
            if (transfer != nullptr) { amounts += transfer->amount.atoms(); }
            EXPECT_TRUE(is_canonical(transaction));
        }
        EXPECT_EQ(amounts, facts["sumOfTransferAmounts"].get<std::uint64_t>()) << name;
        EXPECT_EQ(fees, facts["sumOfFees"].get<std::uint64_t>()) << name;
    }
}

TEST(NemVectors, NemesisJsonIsTheSameBlockAsItsBytes) {
    for (const std::string name : {"testnet", "mijinnet"}) {
        const auto file = read_shared("nem/nemesis/nemesis-" + name + ".bin");
        const auto json = read_shared_json("nem/nemesis/nemesis-" + name + ".json");
        if (!file || !json) { GTEST_SKIP() << kSkip; }
        const Block block = good(parse_block(*json));
        EXPECT_TRUE(std::ranges::equal(encode(block), as_bytes(*file))) << name;
        EXPECT_EQ(to_json(block), without_order(*json)) << name;
    }
}

TEST(NemVectors, TheMainnetNemesisExcerptIsPartOfTheBlock) {
    const auto file = read_shared("nem/nemesis/nemesis-mainnet.bin");
    const auto json = read_shared_json("nem/nemesis/nemesis-mainnet.first40.json");
    if (!file || !json) { GTEST_SKIP() << kSkip; }
    const Block whole = good(decode_block(as_bytes(*file)));
    std::size_t found = 0;
    for (const Json& one : (*json)["transactions"]) {
        const auto transaction = good(parse_transaction(one));
        found += std::ranges::count(whole.transactions, transaction) == 1 ? 1U : 0U;
    }
    EXPECT_EQ(found, (*json)["transactions"].size());
    EXPECT_EQ(found, 46U);
}

TEST(NemVectors, NisOwnTransactionsAgreeInBytesJsonAndHash) {
    const auto vectors = read_shared_json("nem/vectors/derived/transactions.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    for (const Json& vector : (*vectors)["transactions"]) {
        const std::string name = vector["name"];
        const Bytes data = unhex(vector["data"].get<std::string>());
        const Transaction transaction = good(decode_unsigned(data));
        EXPECT_EQ(encode_unsigned(transaction), data) << name;
        EXPECT_EQ(to_hex(hash_of(transaction)), text_of(vector["transactionHash"])) << name;
        EXPECT_TRUE(is_canonical(transaction)) << name;
        const auto whole = good(parse_transaction(vector["nisJson"]));
        EXPECT_TRUE(whole.transaction == transaction) << name;
        EXPECT_EQ(to_json(whole), vector["nisJson"]) << name;
        EXPECT_EQ(to_hex(whole.signature), text_of(vector["signature"])) << name;
        if (vector.contains("innerTransactionHash")) {
            EXPECT_EQ(to_hex(*inner_hash(transaction)), text_of(vector["innerTransactionHash"]))
                << name;
        }
    }
}

TEST(NemVectors, TheSdksModelsReencodeBitForBit) {
    const auto vectors = read_shared_json("nem/vectors/models/transactions.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 54U);
    for (const Json& vector : *vectors) {
        const std::string name = vector["test_name"];
        const Bytes payload = unhex(vector["payload"].get<std::string>());
        const auto transaction = good(decode_transaction(payload));
        EXPECT_EQ(encode(transaction), payload) << name;
        EXPECT_TRUE(parse_transaction(to_json(transaction)) == transaction) << name;
        const Json& facts = vector["descriptor"];
        const Header& header = transaction.transaction.header;
        EXPECT_EQ(header.fee.atoms(), facts["fee"].get<std::uint64_t>()) << name;
        EXPECT_EQ(header.time_stamp.value, facts["timestamp"].get<std::uint64_t>()) << name;
        EXPECT_EQ(to_hex(header.signer), lower(text_of(facts["signer_public_key"]))) << name;
        EXPECT_EQ(to_hex(transaction.signature), lower(text_of(facts["signature"]))) << name;
    }
}

TEST(NemVectors, RealBlocksHashAsTheChainSays) {
    const std::string folder = "data/nem-nis-json/";
    const auto csv = read_shared(folder + "derived-hashes.csv");
    if (!csv) { GTEST_SKIP() << kSkip; }
    std::istringstream lines{*csv};
    std::size_t checked = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells{line};
        std::string file, height, what, number, hash;
        std::getline(cells, file, ',');
        std::getline(cells, height, ',');
        std::getline(cells, what, ',');
        std::getline(cells, number, ',');
        std::getline(cells, hash, ',');
        const auto json = read_shared_json(fmt::format("{}blocks/{}", folder, file));
        if (!json || hash.empty()) { continue; }
        const Block block = good(parse_block(*json));
        EXPECT_TRUE(decode_block(encode(block)) == block) << file;
        EXPECT_EQ(to_json(block), *json) << file;
        if (what == "block") {
            EXPECT_EQ(to_hex(hash_of(block)), hash) << file;
        } else {
            EXPECT_EQ(to_hex(hash_of(block.transactions[std::stoul(number)].transaction)), hash);
        }
        ++checked;
    }
    EXPECT_GE(checked, 7U);

    // The prevBlockHash of block 1,362,646; the data's README says so, and has no copy of that
    // block.
    const auto previous = read_shared_json(folder + "blocks/PreviousBlock.json");
    ASSERT_TRUE(previous);
    const Block block = good(parse_block(*previous));
    EXPECT_EQ(block.height.value, 1'362'645U);
    EXPECT_EQ(to_hex(hash_of(block)),
              "0ac445c0eae1324850b4e8c4bb564c7c259b4919f53bba3053c53f649ef97c3e");
}

TEST(NemVectors, RecordedAnswersAreRead) {
    const std::string folder = "data/nem-nis-json/recorded/";
    const auto pool = read_shared_json(folder + "multisig_sign.json");
    const auto found = read_shared_json(folder + "blockchain_tx_apostile_0.6.84.json");
    if (!pool || !found) { GTEST_SKIP() << kSkip; }
    for (const auto& unconfirmed : good(parse_unconfirmed(*pool))) {
        EXPECT_EQ(inner_hash(unconfirmed.transaction.transaction), unconfirmed.inner_hash);
        EXPECT_EQ(to_json(unconfirmed), (*pool)["data"][0]);
    }
    const auto transaction = good(parse_transaction((*found)["transaction"]));
    EXPECT_EQ(to_hex(hash_of(transaction.transaction)), text_of((*found)["meta"]["hash"]["data"]));
    for (const char* name : {"blockchain_last_block.json", "blockchain_last_block_main.json",
                             "blockchain_block_at-2.json"}) {
        const auto json = read_shared_json(folder + name);
        ASSERT_TRUE(json) << name;
        EXPECT_EQ(to_json(good(parse_block(*json))), *json) << name;
    }
}

TEST(NemVectors, TheApiDocumentsSamplesAreRead) {
    const auto block = read_shared_json("nem/samples/block-at-public.json");
    if (!block) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(to_json(good(parse_block(*block))), *block);
    const auto transfer = read_shared_json("nem/samples/transaction-transfer-v2-object.json");
    EXPECT_EQ(to_json(good(parse_transaction(*transfer))), *transfer);
    for (const char* name : {"incoming", "outgoing"}) {
        const auto list =
            read_shared_json(fmt::format("nem/samples/account-transfers-{}.json", name));
        for (const Json& pair : (*list)["data"]) { good(parse_transaction(pair["transaction"])); }
    }
}

TEST(NemVectors, AddressesAgreeOnAllNetworks) {
    const auto vectors = read_shared_json("nem/vectors/crypto/1.test-address.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    for (const Json& vector : *vectors) {
        const auto key = octets_of<PublicKey>(vector["publicKey"].get<std::string>());
        EXPECT_EQ(to_address(key, kMainnet).text(), text_of(vector["address_Public"]));
        EXPECT_EQ(to_address(key, kTestnet).text(), text_of(vector["address_PublicTest"]));
        EXPECT_EQ(to_address(key, kMijin).text(), text_of(vector["address_Mijin"]));
    }
}

}  // namespace
