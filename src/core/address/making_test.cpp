#include <gtest/gtest.h>

#include <address/address.hpp>
#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace {

using address::AddressError;
using address::Chain;
using address::HashOf;

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(std::string_view hex) { return base::parse_hex(hex).value_or(Bytes{}); }

template <std::size_t size>
std::array<std::uint8_t, size> fixed(std::string_view hex) {
    std::array<std::uint8_t, size> result{};
    const Bytes bytes = bytes_of(hex);
    EXPECT_EQ(bytes.size(), size) << hex;
    std::copy_n(bytes.begin(), std::min(size, bytes.size()), result.begin());
    return result;
}

TEST(MadeAddress, OfAHashIsBase58) {
    struct Case {
        Chain chain;
        HashOf of;
        std::string_view hash, text;
    };
    const Case cases[] = {
        {Chain::Bitcoin, HashOf::PublicKey, "0000000000000000000000000000000000000000",
         "1111111111111111111114oLvT2"},
        {Chain::Bitcoin, HashOf::PublicKey, "77bff20c60e522dfaa3350c39b030a5d004e839a",
         "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"},
        {Chain::Bitcoin, HashOf::Script, "b472a266d0bd89c13706a4132ccfb16f7c3b9fcb",
         "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"},
    };
    for (const auto& [chain, of, hash, text] : cases) {
        EXPECT_EQ(address::Base58Maker{}.make(chain, of, fixed<20>(hash)), text);
    }
}

/// The vectors of BIP-173 and BIP-350 that are of the main network.
TEST(MadeAddress, OfAWitnessProgramIsBech32) {
    struct Case {
        std::uint8_t version;
        std::string_view program, text;
    };
    const Case cases[] = {
        {0, "751e76e8199196d454941c45d1b3a323f1433bd6",
         "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
        {0, "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
         "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3"},
        {1, "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
         "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"},
        {1, "751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6",
         "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y"},
        {2, "751e76e8199196d454941c45d1b3a323", "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs"},
        {16, "751e", "bc1sw50qgdz25j"},
    };
    for (const auto& [version, program, text] : cases) {
        EXPECT_EQ(address::make_witness(Chain::Bitcoin, version, bytes_of(program)), text);
    }
}

TEST(MadeAddress, IsInItsNormalForm) {
    std::mt19937_64 random{1};
    for (int round = 0; round < 2'000; ++round) {
        std::array<std::uint8_t, 20> hash{};
        for (auto& byte : hash) { byte = static_cast<std::uint8_t>(random()); }
        std::fill_n(hash.begin(), random() % 4 == 0 ? random() % 20 : 0, std::uint8_t{0});
        for (const Chain chain : {Chain::Bitcoin, Chain::Litecoin, Chain::Dash}) {
            for (const HashOf of : {HashOf::PublicKey, HashOf::Script}) {
                const std::string text = address::Base58Maker{}.make(chain, of, hash);
                EXPECT_TRUE(address::normalise(chain, text) == text) << text;
            }
            if (chain == Chain::Dash) { continue; }
            Bytes program(2 + (random() % 39), std::uint8_t{0});
            for (auto& byte : program) { byte = static_cast<std::uint8_t>(random()); }
            const auto version = static_cast<std::uint8_t>(1 + (random() % 16));
            const std::string text = address::make_witness(chain, version, program);
            EXPECT_TRUE(address::normalise(chain, text) == text) << text;
        }
    }
}

TEST(ScriptAccount, HasOneForm) {
    const std::string form = address::make_script(
        fixed<32>("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eFF"));
    EXPECT_EQ(form, "script:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff");
    std::string upper = form;
    std::ranges::transform(upper.begin() + 7, upper.end(), upper.begin() + 7,
                           [](char letter) { return letter >= 'a' ? letter - 'a' + 'A' : letter; });
    for (const Chain chain : {Chain::Bitcoin, Chain::Litecoin, Chain::Dash}) {
        EXPECT_TRUE(address::normalise(chain, form) == form);
        EXPECT_TRUE(address::normalise(chain, upper) == form);
        const auto cut = address::normalise(chain, form.substr(0, form.size() - 2));
        ASSERT_FALSE(cut.has_value());
        EXPECT_EQ(cut.error(), AddressError::BadLength);
        const auto odd = address::normalise(chain, "script:xy");
        ASSERT_FALSE(odd.has_value());
        EXPECT_EQ(odd.error(), AddressError::BadCharacter);
    }
}

}  // namespace
