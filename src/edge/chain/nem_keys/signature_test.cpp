#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <nem_keys/nem_keys.hpp>
#include <nem_testing/random.hpp>
#include <nem_testing/values.hpp>

#include "keccak.hpp"
#include "secret.hpp"

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
Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

// The group's order, little endian.
const std::string kOrder = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

RC_GTEST_PROP(NemSignature, OfAnyMessageByAnyKeyVerifiesAndNothingElseDoes, ()) {
    const auto number = any_octets<Hash>();
    const KeyPair keys = pair_of(to_hex(number));
    const auto message = *rc::gen::arbitrary<Bytes>();
    const Signature signature = *keys.sign(message);
    RC_ASSERT((keys.sign(message) == signature));
    RC_ASSERT(verify(keys.public_key(), message, signature));
    Bytes longer = message;
    longer.push_back(0);
    RC_ASSERT(!verify(keys.public_key(), longer, signature));
    Signature wrong = signature;
    const auto bit = *rc::gen::inRange<std::size_t>(0, 8 * Signature::kSize);
    wrong.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    RC_ASSERT(!verify(keys.public_key(), message, wrong));
    PublicKey other = keys.public_key();
    other.bytes[bit % 32] ^= 1U;
    RC_ASSERT(!verify(other, message, signature));
}

/// The little-endian sum of 32 bytes each.
std::array<std::uint8_t, 32> plus(std::span<const std::uint8_t> left, const Bytes& right) {
    std::array<std::uint8_t, 32> sum{};
    unsigned carry = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        carry += unsigned{left[i]} + right[i];
        sum[i] = static_cast<std::uint8_t>(carry & 0xffU);
        carry >>= 8U;
    }
    return sum;
}

TEST(NemSignature, HasOneFormOnly) {
    const KeyPair keys = pair_of(kSecret);
    const Bytes message = bytes_of("NEM");
    const Signature signature = *keys.sign(message);
    const auto with_s = [&](std::span<const std::uint8_t> s) {
        Signature other = signature;
        std::ranges::copy(s, other.bytes.begin() + 32);
        return verify(keys.public_key(), message, other);
    };
    const auto s = std::span{signature.bytes}.subspan(32);
    EXPECT_TRUE(with_s(s));
    EXPECT_FALSE(with_s(plus(s, unhex(kOrder))));
    EXPECT_FALSE(with_s(unhex(kOrder)));
    EXPECT_FALSE(with_s(Bytes(32, 0)));
    EXPECT_FALSE(with_s(Bytes(32, 0xff)));
}

TEST(NemSignature, OfAKeyThatIsNoneNeverVerifies) {
    const Signature signature = *pair_of(kSecret).sign(bytes_of("NEM"));
    EXPECT_FALSE(verify(PublicKey{}, bytes_of("NEM"), signature));
    // Half of all encodings are no points.
    for (std::uint8_t i = 0; i < 32; ++i) {
        EXPECT_FALSE(verify(filled<PublicKey>(i), bytes_of("NEM"), signature));
    }
}

/// A public key with a part of order 8, and a signature that NIS accepts by it (Reference 1.4):
/// k * A loses that part when 8 divides k.
TEST(NemSignature, ByAKeyWithTorsionIsJudgedAsNisDoes) {
    // A point of order 8, from libsodium's own list of small-order points.
    const Bytes torsion = unhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    const KeyPair honest = pair_of(kSecret);
    const auto& secret = SecretAccess::secret(honest);
    PublicKey crafted;
    ASSERT_EQ(crypto_core_ed25519_add(crafted.bytes.data(), honest.public_key().bytes.data(),
                                      torsion.data()),
              0);
    std::array<std::uint8_t, 32> refused{};
    ASSERT_EQ(crypto_scalarmult_ed25519_noclamp(refused.data(), secret.scalar().data(),
                                                crafted.bytes.data()),
              -1)
        << "libsodium multiplies it after all";
    const Bytes message = bytes_of("an old block");
    std::size_t accepted = 0;
    for (std::uint8_t attempt = 1; attempt <= 64; ++attempt) {
        std::array<std::uint8_t, 64> wide{attempt};
        std::array<std::uint8_t, 32> r{};
        std::array<std::uint8_t, 32> k{};
        crypto_core_ed25519_scalar_reduce(r.data(), wide.data());
        Signature signature;
        ASSERT_EQ(crypto_scalarmult_ed25519_base_noclamp(signature.bytes.data(), r.data()), 0);
        keccak512({std::span{signature.bytes}.first(32), crafted.bytes, message}, wide);
        crypto_core_ed25519_scalar_reduce(k.data(), wide.data());
        const bool torsion_vanishes = k[0] % 8 == 0;
        std::array<std::uint8_t, 32> s{};
        crypto_core_ed25519_scalar_mul(s.data(), k.data(), secret.scalar().data());
        crypto_core_ed25519_scalar_add(s.data(), r.data(), s.data());
        std::ranges::copy(s, signature.bytes.begin() + 32);
        EXPECT_EQ(verify(crafted, message, signature), torsion_vanishes);
        accepted += torsion_vanishes ? 1U : 0U;
    }
    EXPECT_GT(accepted, 0U);
}

}  // namespace
