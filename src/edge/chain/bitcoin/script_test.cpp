#include <gtest/gtest.h>

#include <bitcoin_testing/building.hpp>

namespace {

using namespace bitcoin;
using namespace bitcoin_testing;

Bytes hex(std::string_view text) { return base::parse_hex(text).value_or(Bytes{}); }

std::string account(Network network, const Bytes& script) {
    Accounts accounts{network};
    const auto found = accounts.find(script);
    return found ? accounts.to_text(*found) : "nobody";
}

const Bytes kKey = hex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
const Bytes kLongKey = hex(
    "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e"
    "1108a8fd17b448a68554199c47d08ffb10d4b8");
const Bytes kKeyHash = hex("751e76e8199196d454941c45d1b3a323f1433bd6");

TEST(Script, ThatPaysAnAddressHasIt) {
    // NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order in which it is read
    struct Case {
        Network network;
        Bytes script;
        ScriptKind kind;
        std::string_view account;
    };
    const Bytes script_id = hex("b472a266d0bd89c13706a4132ccfb16f7c3b9fcb");
    const Bytes long_id = hex("1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262");
    const Bytes point = hex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    using enum ScriptKind;
    const Case cases[] = {
        {Network::Bitcoin, key_script(kKey), PublicKey, "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH"},
        {Network::Bitcoin, key_script(kLongKey), PublicKey, "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm"},
        {Network::Bitcoin, key_hash_script(kKeyHash), PublicKeyHash,
         "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH"},
        {Network::Bitcoin, script_hash_script(script_id), ScriptHash,
         "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"},
        {Network::Bitcoin, witness_script(0, kKeyHash), WitnessKeyHash,
         "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
        {Network::Bitcoin, witness_script(0, long_id), WitnessScriptHash,
         "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3"},
        {Network::Bitcoin, witness_script(1, point), Taproot,
         "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
        {Network::Bitcoin, witness_script(16, {0x75, 0x1e}), WitnessOther, "bc1sw50qgdz25j"},
    };
    for (const auto& [network, script, kind, text] : cases) {
        EXPECT_EQ(kind_of(network, script), kind) << text;
        EXPECT_EQ(account(network, script), text);
        for (const Network other : kNetworks) {
            const std::string there = account(other, script);
            EXPECT_TRUE(address::normalise(chain_of(other), there) == there) << there;
        }
    }
}

TEST(Script, HasPrefixesOfItsNetwork) {
    EXPECT_EQ(account(Network::Litecoin, key_hash_script(kKeyHash))[0], 'L');
    EXPECT_EQ(account(Network::Litecoin, script_hash_script(kKeyHash))[0], 'M');
    EXPECT_EQ(account(Network::Litecoin, witness_script(0, kKeyHash)).substr(0, 5), "ltc1q");
    EXPECT_EQ(account(Network::Dash, key_hash_script(kKeyHash))[0], 'X');
    EXPECT_EQ(account(Network::Dash, script_hash_script(kKeyHash))[0], '7');
    // Dash has no witness programs.
    EXPECT_EQ(kind_of(Network::Dash, witness_script(0, kKeyHash)), ScriptKind::Other);
}

Bytes multisig(std::uint8_t needed, const std::vector<Bytes>& keys, std::uint8_t of) {
    Bytes script{needed};
    for (const Bytes& key : keys) {
        script.push_back(static_cast<std::uint8_t>(key.size()));
        put(script, key);
    }
    put(script, Bytes{of, 0xae});
    return script;
}

TEST(Script, WithoutAnAddressIsAnAccountByItsHash) {
    const Bytes sound = multisig(0x51, {kKey, kLongKey}, 0x52);
    EXPECT_EQ(kind_of(Network::Bitcoin, sound), ScriptKind::Multisig);
    EXPECT_EQ(account(Network::Bitcoin, sound).substr(0, 7), "script:");
    EXPECT_EQ(account(Network::Bitcoin, sound), account(Network::Dash, sound));
    EXPECT_EQ(account(Network::Bitcoin, {}),
              "script:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Bytes bad_key = kKey;
    bad_key[0] = 5;
    for (const Bytes& other :
         {multisig(0x53, {kKey, kKey}, 0x52), multisig(0x51, {kKey}, 0x52),
          multisig(0x51, {bad_key}, 0x51), multisig(0x00, {kKey}, 0x51), Bytes{0x51, 0xae},
          key_script(bad_key), key_script(filled(34, 2)), Bytes{0xac}, Bytes{0x00},
          Bytes{0x00, 0x02, 0x01, 0x02}, witness_script(1, filled(41, 1)), Bytes{0x51, 0x01, 0x01},
          Bytes{0x51, 40, 0xae}}) {
        EXPECT_EQ(kind_of(Network::Bitcoin, other), ScriptKind::Other) << base::to_hex(other);
        EXPECT_NE(account(Network::Bitcoin, other), account(Network::Bitcoin, sound));
    }
}

TEST(Script, ThatNobodyCanSatisfyIsNobodys) {
    EXPECT_EQ(account(Network::Bitcoin, {0x6a}), "nobody");
    EXPECT_EQ(account(Network::Bitcoin, {0x6a, 0x01, 0x02}), "nobody");
    EXPECT_EQ(account(Network::Bitcoin, filled(10'001, 0x51)), "nobody");
    EXPECT_NE(account(Network::Bitcoin, filled(10'000, 0x51)), "nobody");
}

}  // namespace
