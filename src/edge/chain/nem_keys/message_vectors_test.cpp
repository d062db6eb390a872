#include <gtest/gtest.h>

#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>

#include "cipher.hpp"

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;
using Json = nlohmann::json;

constexpr const char* kSkip = "the vectors are not here: set DYEPACK_SHARED";

template <class Array>
Array array_of(const Json& vector, const char* key) {
    const Bytes bytes = unhex(vector[key].get<std::string>());
    Array array{};
    EXPECT_EQ(bytes.size(), array.size());
    std::ranges::copy_n(bytes.begin(), static_cast<std::ptrdiff_t>(array.size()), array.begin());
    return array;
}
KeyPair keys_of(const Json& vector) { return *KeyPair::parse(text_of(vector["privateKey"])); }
PublicKey other_of(const Json& vector) {
    return octets_of<PublicKey>(vector["otherPublicKey"].get<std::string>());
}
Bytes bytes_of(const CipherKey& key) {
    EXPECT_TRUE(key);
    return {key->bytes().begin(), key->bytes().end()};
}

TEST(NemMessageVectors, SharedKeysAgree) {
    const auto old = read_shared_json("nem/vectors/crypto/3.test-derive-deprecated.json");
    const auto hkdf = read_shared_json("nem/vectors/crypto/3.test-derive-hkdf.json");
    if (!old || !hkdf) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(old->size(), 933U);
    for (const Json& vector : *old) {
        EXPECT_EQ(bytes_of(make_cbc_key(keys_of(vector), other_of(vector),
                                        array_of<Salt>(vector, "salt"))),
                  unhex(vector["sharedKey"].get<std::string>()));
    }
    EXPECT_EQ(hkdf->size(), 1001U);
    for (const Json& vector : *hkdf) {
        EXPECT_EQ(bytes_of(make_gcm_key(keys_of(vector), other_of(vector))),
                  unhex(vector["sharedKey"].get<std::string>()));
    }
}

TEST(NemMessageVectors, AesCbcAgrees) {
    const auto vectors = read_shared_json("nem/vectors/crypto/4.test-cipher-deprecated.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 802U);
    for (const Json& vector : *vectors) {
        const KeyPair keys = keys_of(vector);
        const Bytes clear = unhex(vector["clearText"].get<std::string>());
        const auto payload =
            encrypt_cbc(keys, other_of(vector), clear, array_of<Salt>(vector, "salt"),
                        array_of<CbcVector>(vector, "iv"));
        const std::string expected = vector["salt"].get<std::string>() +
                                     vector["iv"].get<std::string>() +
                                     vector["cipherText"].get<std::string>();
        ASSERT_TRUE(payload);
        EXPECT_EQ(*payload, unhex(expected));
        EXPECT_EQ(decrypt_message(keys, other_of(vector), {MessageType::Encrypted, *payload}),
                  (ClearMessage{MessageScheme::AesCbc, clear}));
    }
}

TEST(NemMessageVectors, AesGcmAgrees) {
    const auto vectors = read_shared_json("nem/vectors/crypto/4.test-cipher.json");
    if (!vectors) { GTEST_SKIP() << kSkip; }
    EXPECT_EQ(vectors->size(), 907U);
    for (const Json& vector : *vectors) {
        const KeyPair keys = keys_of(vector);
        const Bytes clear = unhex(vector["clearText"].get<std::string>());
        const auto payload =
            encrypt_gcm(keys, other_of(vector), clear, array_of<GcmVector>(vector, "iv"));
        const std::string expected = vector["tag"].get<std::string>() +
                                     vector["iv"].get<std::string>() +
                                     vector["cipherText"].get<std::string>();
        ASSERT_TRUE(payload);
        EXPECT_EQ(*payload, unhex(expected));
        EXPECT_EQ(decrypt_message(keys, other_of(vector), {MessageType::Encrypted, *payload}),
                  (ClearMessage{MessageScheme::AesGcm, clear}));
    }
}

}  // namespace
