#include "signatures.hpp"

#include <gtest/gtest.h>

#include <nem_keys/nem_keys.hpp>

namespace app {
namespace {

std::vector<nem_node::Signed> made(std::size_t count) {
    auto keys = nem_keys::KeyPair::parse("1234");
    std::vector<nem_node::Signed> signatures;
    for (std::size_t i = 0; i < count; ++i) {
        const nem::Bytes bytes{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8U)};
        signatures.push_back({keys->public_key(), bytes, *keys->sign(bytes)});
    }
    return signatures;
}

TEST(SignatureVerifier, FindsTheOneForgeryWhereverItIs) {
    const auto honest = made(130);
    for (const std::size_t place : {0U, 1U, 64U, 65U, 129U}) {
        auto forged = honest;
        forged[place].bytes.push_back(0);
        SignatureVerifier verifier;
        EXPECT_FALSE(verifier.verify(forged)) << place;
        EXPECT_EQ(verifier.remembered(), 0U) << "nothing of a batch with a forgery is believed";
    }
    SignatureVerifier verifier;
    EXPECT_TRUE(verifier.verify(honest));
    EXPECT_TRUE(verifier.verify({}));
}

TEST(SignatureVerifier, RemembersTheWholeOfWhatHeld) {
    const auto honest = made(2);
    SignatureVerifier verifier;
    ASSERT_TRUE(verifier.verify(honest));
    EXPECT_EQ(verifier.remembered(), 2U);
    EXPECT_TRUE(verifier.verify(honest));
    EXPECT_EQ(verifier.remembered(), 2U);
    auto other_signature = honest;
    other_signature[0].signature.bytes[3] ^= 1;
    EXPECT_FALSE(verifier.verify(other_signature));
    auto other_bytes = honest;
    other_bytes[1].bytes[0] ^= 1;
    EXPECT_FALSE(verifier.verify(other_bytes));
    auto other_signer = honest;
    other_signer[1].signer.bytes[0] ^= 1;
    EXPECT_FALSE(verifier.verify(other_signer));
}

}  // namespace
}  // namespace app
