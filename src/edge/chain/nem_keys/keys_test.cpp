#include <gtest/gtest.h>

#include <algorithm>
#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;

constexpr std::string_view kSecret =
    "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde1";

KeyPair pair_of(std::string_view private_key) {
    auto keys = KeyPair::parse(private_key);
    EXPECT_TRUE(keys);
    return *std::move(keys);
}

TEST(NemKeys, AreReadAsWalletsWriteThem) {
    const PublicKey key = pair_of(kSecret).public_key();
    std::string upper{kSecret};
    std::ranges::transform(upper, upper.begin(), [](char letter) {
        return letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    EXPECT_EQ(pair_of(upper).public_key(), key);
    EXPECT_EQ(pair_of("00" + upper).public_key(), key);
    EXPECT_EQ(pair_of(kSecret.substr(2)).public_key(), key);
    EXPECT_EQ(pair_of("1").public_key(), pair_of(std::string(63, '0') + "1").public_key());
    EXPECT_NE(pair_of("1").public_key(), pair_of("10").public_key());
}

TEST(NemKeys, RefuseWhatIsNoKeyAndNeverRepeatIt) {
    const std::string good_one{kSecret};
    for (const std::string& bad : {std::string{}, good_one + "0", "01" + good_one, "0" + good_one,
                                   good_one + " ", "0x" + good_one, good_one.substr(0, 63) + "g"}) {
        const auto keys = KeyPair::parse(bad);
        ASSERT_FALSE(keys) << bad;
        EXPECT_EQ(keys.error(), KeyError::BadKey) << bad;
        const base::Phrase text = to_phrase(keys.error());
        EXPECT_FALSE(text.en.contains("1122") || text.ja.contains("1122"));
    }
    for (int i = 0; i <= static_cast<int>(KeyError::NotCanonical); ++i) {
        const base::Phrase text = to_phrase(static_cast<KeyError>(i));
        EXPECT_FALSE(text.en.empty() || text.ja.empty() || text.en == text.ja);
    }
}

TEST(NemKeys, AreNewEachTime) {
    const auto one = KeyPair::generate();
    const auto other = KeyPair::generate();
    ASSERT_TRUE(one && other);
    EXPECT_NE(one->public_key(), other->public_key());
}

TEST(NemKeys, DeriveFromASeedStepByStep) {
    const Bytes seed(32, 7);
    const auto at = [&](std::vector<std::uint32_t> path) {
        return KeyPair::derive(seed, path)->public_key();
    };
    EXPECT_EQ(at({44, 43, 0, 0, 0}), at({44, 43, 0, 0, 0}));
    EXPECT_EQ(at({44}), at({44 | 0x80000000U}));  // hardened in any case
    EXPECT_NE(at({44, 43, 0, 0, 0}), at({44, 43, 1, 0, 0}));
    EXPECT_NE(at({}), at({0}));
    for (const std::size_t size : {0U, 15U, 65U}) {
        const auto keys = KeyPair::derive(Bytes(size, 1), {});
        ASSERT_FALSE(keys);
        EXPECT_EQ(keys.error(), KeyError::BadSeed);
    }
}

}  // namespace
