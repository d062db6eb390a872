// Vectors of others, which lie beside the project (tests skip where they do not).
#include <gtest/gtest.h>

#include <algorithm>
#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>

#include "secret.hpp"

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;
using Json = nlohmann::json;

constexpr const char* kSkip = "the vectors are not here: set DYEPACK_SHARED";

std::string text(const Json& vector, const char* key) { return vector[key].get<std::string>(); }

TEST(NemKeyVectors, PrivateKeysGiveThePublicOnes) {
    const auto vectors = read_shared_json("nem/vectors/crypto/1.test-keys.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 2231U);
    for (const Json& vector : *vectors) {
        const auto keys = KeyPair::parse(text(vector, "privateKey"));
        ASSERT_TRUE(keys);
        EXPECT_EQ(keys->public_key(), octets_of<PublicKey>(text(vector, "publicKey")));
    }
}

TEST(NemKeyVectors, SignaturesAgreeAndVerify) {
    const auto vectors = read_shared_json("nem/vectors/crypto/2.test-sign.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 850U);
    for (const Json& vector : *vectors) {
        const auto keys = KeyPair::parse(text(vector, "privateKey"));
        ASSERT_TRUE(keys);
        const Bytes data = unhex(text(vector, "data"));
        const auto signature = octets_of<Signature>(text(vector, "signature"));
        EXPECT_EQ(keys->sign(data), signature);
        EXPECT_TRUE(verify(octets_of<PublicKey>(text(vector, "publicKey")), data, signature));
    }
}

TEST(NemKeyVectors, NisVerdictsAreOurs) {
    const auto vectors = read_shared_json("nem/vectors/derived/signature-checks.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 8U);
    for (const Json& vector : *vectors) {
        EXPECT_EQ(
            verify(octets_of<PublicKey>(text(vector, "publicKey")), unhex(text(vector, "data")),
                   octets_of<Signature>(text(vector, "signature"))),
            vector["nisAccepts"].get<bool>())
            << vector["name"];
    }
}

TEST(NemKeyVectors, NisTransactionsAreSignedAlike) {
    const auto vectors = read_shared_json("nem/vectors/derived/transactions.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    for (const Json& vector : (*vectors)["transactions"]) {
        const Json& account = (*vectors)["keys"][text(vector, "signer")];
        const auto keys = KeyPair::parse(text(account, "privateKey"));
        ASSERT_TRUE(keys);
        EXPECT_EQ(to_hex(keys->public_key()), text_of(account["publicKey"]));
        EXPECT_EQ(to_address(keys->public_key(), kTestnet).text(),
                  text_of(account["testnetAddress"]));
        EXPECT_EQ(to_address(keys->public_key(), kMainnet).text(),
                  text_of(account["mainnetAddress"]));
        const auto entity = sign(good(decode_unsigned(unhex(text(vector, "data")))), *keys);
        ASSERT_TRUE(entity) << vector["name"];
        EXPECT_EQ(to_hex(entity->signature), text_of(vector["signature"])) << vector["name"];
        EXPECT_TRUE(verify(*entity));
    }
}

TEST(NemKeyVectors, SeedsDeriveAsTheSdkDoes) {
    const auto vectors = read_shared_json("nem/vectors/crypto/6.test-hd-derivation.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    std::size_t derived = 0;
    for (const auto& [network, list] : vectors->items()) {
        for (const Json& vector : list) {
            const Bytes seed = unhex(text(vector, "seed"));
            const auto node = KeyPair::derive(seed, {});
            ASSERT_TRUE(node);
            // The vectors' root key takes the node's bytes for a written key; their children do
            // not.
            Bytes number(SecretAccess::secret(*node).number().begin(),
                         SecretAccess::secret(*node).number().end());
            std::ranges::reverse(number);
            const auto root = SecretAccess::make(number);
            ASSERT_TRUE(root);
            EXPECT_EQ(root->public_key(), octets_of<PublicKey>(text(vector, "rootPublicKey")));
            for (const Json& child : vector["childAccounts"]) {
                const auto path = child["path"].get<std::vector<std::uint32_t>>();
                const auto keys = KeyPair::derive(seed, path);
                ASSERT_TRUE(keys);
                EXPECT_EQ(keys->public_key(), octets_of<PublicKey>(text(child, "publicKey")))
                    << network << child["path"];
                ++derived;
            }
        }
    }
    EXPECT_GT(derived, 0U);
}

TEST(NemKeyVectors, NemesisBlocksAndTheirTransactionsVerify) {
    for (const std::string name : {"mainnet", "testnet", "mijinnet"}) {
        const auto file = read_shared("nem/nemesis/nemesis-" + name + ".bin");
        if (!file) { GTEST_SKIP() << kSkip; }
        const Block block = good(decode_block(Bytes(file->begin(), file->end())));
        EXPECT_TRUE(verify(block)) << name;
    }
}

TEST(NemKeyVectors, RealBlocksVerify) {
    const std::string folder = "data/nem-nis-json/";
    if (!read_shared(folder + "README.md")) { GTEST_SKIP() << kSkip; }
    for (const char* name :
         {"blocks/PreviousBlock", "blocks/block", "blocks/block_with_importance_TA",
          "blocks/block_with_mosaic_TA", "blocks/block_with_multisig_TA",
          "blocks/block_with_transfer_TA", "blocks/block_without_TA",
          "recorded/blockchain_last_block", "recorded/blockchain_last_block_main",
          "recorded/blockchain_block_at-2", "recorded/monitoring_last_block"}) {
        const auto json = read_shared_json(folder + name + ".json");
        if (!json) { FAIL() << name; }
        EXPECT_TRUE(verify(good(parse_block(*json)))) << name;
    }
    const auto pool = read_shared_json(folder + "recorded/multisig_sign.json");
    const auto found = read_shared_json(folder + "recorded/blockchain_tx_apostile_0.6.84.json");
    if (!pool || !found) { FAIL() << "recorded answers"; }
    for (const auto& one : good(parse_unconfirmed(*pool))) { EXPECT_TRUE(verify(one.transaction)); }
    EXPECT_TRUE(verify(good(parse_transaction((*found)["transaction"]))));
}

}  // namespace
